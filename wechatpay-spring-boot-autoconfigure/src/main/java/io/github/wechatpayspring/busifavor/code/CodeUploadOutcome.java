package io.github.wechatpayspring.busifavor.code;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.busifavor.code.UploadBusifavorCodesResponse.FailedCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a code that was uploaded.
 *
 * @param status whether it can be issued
 * @param code WeChat Pay's error code, {@code null} unless it failed
 * @param message WeChat Pay's message, {@code null} unless it failed
 */
public record CodeUploadOutcome(Status status, @Nullable String code, @Nullable String message) {

	static Map<String, CodeUploadOutcome> of(UploadBusifavorCodesRequest request,
			UploadBusifavorCodesResponse response) {
		Map<String, CodeUploadOutcome> outcomes = new LinkedHashMap<>();
		request.couponCodeList()
			.forEach((code) -> outcomes.put(code, new CodeUploadOutcome(Status.UNKNOWN, null, null)));
		response.successCodes()
			.forEach((code) -> outcomes.put(code, new CodeUploadOutcome(Status.UPLOADED, null, null)));
		response.existCodes().forEach((code) -> outcomes.put(code, new CodeUploadOutcome(Status.EXISTED, null, null)));
		for (FailedCode failed : response.failCodes()) {
			if (failed.couponCode() != null) {
				outcomes.put(failed.couponCode(),
						new CodeUploadOutcome(Status.FAILED, failed.code(), failed.message()));
			}
		}
		outcomes.keySet().retainAll(request.couponCodeList());
		return outcomes;
	}

	/**
	 * Return whether the stock has the code now.
	 * @return whether it was uploaded, now or before
	 */
	public boolean isUploaded() {
		return Objects.equals(this.status, Status.UPLOADED) || Objects.equals(this.status, Status.EXISTED);
	}

	/**
	 * Whether a code can be issued.
	 */
	public enum Status {

		/**
		 * It was uploaded.
		 */
		UPLOADED,

		/**
		 * The stock had it already.
		 */
		EXISTED,

		/**
		 * WeChat Pay refused it.
		 */
		FAILED,

		/**
		 * WeChat Pay did not name it in its response.
		 */
		UNKNOWN

	}

}
