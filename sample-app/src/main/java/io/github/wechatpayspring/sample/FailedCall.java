package io.github.wechatpayspring.sample;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;

import org.springframework.http.HttpStatus;

/**
 * Chooses the HTTP status of an answer that says why a call to WeChat Pay failed.
 */
public final class FailedCall {

	private FailedCall() {
	}

	/**
	 * Choose the status.
	 * @param ex why the call failed
	 * @return the status
	 */
	public static HttpStatus status(WechatPayException ex) {
		if (ex instanceof WechatPayTransportException) {
			return ex.isOutcomeUnknown() ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.SERVICE_UNAVAILABLE;
		}
		if (ex instanceof WechatPayApiException answer && !ex.isOutcomeUnknown()) {
			return (answer.statusCode() == HttpStatus.TOO_MANY_REQUESTS.value()) ? HttpStatus.TOO_MANY_REQUESTS
					: HttpStatus.UNPROCESSABLE_CONTENT;
		}
		return HttpStatus.BAD_GATEWAY;
	}

}
