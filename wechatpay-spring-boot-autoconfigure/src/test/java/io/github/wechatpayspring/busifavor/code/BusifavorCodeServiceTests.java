package io.github.wechatpayspring.busifavor.code;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.busifavor.code.CodeUploadOutcome.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BusifavorCodeServiceTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final BusifavorCodeService service = this.wechatPay.service(BusifavorCodeService.class);

	@Test
	void uploadsAnyNumberOfCodesInBatches() {
		this.wechatPay.answer((request) -> Answer
			.signed("{\"stock_id\":\"1\",\"total_count\":1,\"success_count\":1,\"success_codes\":[\"C0\",\"C200\"]}"));
		Map<String, CodeUploadOutcome> outcomes = this.service.uploadAll("98065001",
				IntStream.range(0, 401).mapToObj((code) -> "C" + code).toList(), "u1");
		assertThat(outcomes).hasSize(401).containsEntry("C0", new CodeUploadOutcome(Status.UPLOADED, null, null));
		assertThat(outcomes.get("C200").isUploaded()).isTrue();
		assertThat(outcomes.get("C400").status()).isEqualTo(Status.UNKNOWN);
		assertThat(this.wechatPay.received())
			.extracting((request) -> request.body().replaceAll(".*\"upload", "\"upload"))
			.containsExactly("\"upload_request_no\":\"u1-0\"}", "\"upload_request_no\":\"u1-1\"}",
					"\"upload_request_no\":\"u1-2\"}");
		assertThat(this.wechatPay.received().get(2).body()).contains("[\"C400\"]");
	}

	@Test
	void saysWhatBecameOfEachCode() {
		this.wechatPay.answer(Answer.signed("""
				{"stock_id":"1","total_count":4,"success_count":1,"success_codes":["a"],"exist_codes":["b"],
				"fail_codes":[{"coupon_code":"c","code":"LENGTH","message":"长度"},{"coupon_code":"other"}]}
				"""));
		assertThat(this.service.uploadAll("1", List.of("a", "b", "c", "d", "a"), "u1")).containsExactly(
				Map.entry("a", new CodeUploadOutcome(Status.UPLOADED, null, null)),
				Map.entry("b", new CodeUploadOutcome(Status.EXISTED, null, null)),
				Map.entry("c", new CodeUploadOutcome(Status.FAILED, "LENGTH", "长度")),
				Map.entry("d", new CodeUploadOutcome(Status.UNKNOWN, null, null)));
	}

	@Test
	void sendsNothingIfOneCodeIsWrong() {
		List<String> codes = IntStream.range(0, 300).mapToObj((code) -> (code < 299) ? "C" + code : "C€").toList();
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.uploadAll("1", codes, "u1"))
			.withMessageContaining("couponCodeList")
			.withMessageNotContaining("€");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void sendsNoCodeThatIsTooLong() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.service.uploadAll("1", List.of("C".repeat(33)), "u1"))
			.withMessage("'couponCodeList' must have at most 32 characters, but has 33");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void uploadsNothingWithoutCodes() {
		assertThat(this.service.uploadAll("1", List.of(), "u1")).isEmpty();
		assertThat(this.wechatPay.received()).isEmpty();
	}

}
