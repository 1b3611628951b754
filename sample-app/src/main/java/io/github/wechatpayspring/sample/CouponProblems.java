package io.github.wechatpayspring.sample;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Responds to failed calls with problem details (RFC 9457) that say whether the coupon
 * was issued.
 */
@RestControllerAdvice(assignableTypes = CouponController.class)
public class CouponProblems {

	@ExceptionHandler
	ProblemDetail wrongRequest(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail failedCall(WechatPayException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(statusOf(ex), ex.getMessage());
		problem.setTitle(ex.isOutcomeUnknown() ? "Outcome unknown, retry with the same number" : "Coupon not issued");
		problem.setProperty("outcomeUnknown", ex.isOutcomeUnknown());
		if (ex instanceof WechatPayApiException answer) {
			problem.setProperty("code", answer.code());
			problem.setProperty("requestId", answer.requestId());
			problem.setProperty("retryable", answer.isRetryable());
		}
		return problem;
	}

	/**
	 * Choose the HTTP status of a response that says why a call to WeChat Pay failed.
	 * @param ex why the call failed
	 * @return the status
	 */
	public static HttpStatus statusOf(WechatPayException ex) {
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
