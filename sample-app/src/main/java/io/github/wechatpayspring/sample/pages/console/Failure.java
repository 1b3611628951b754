package io.github.wechatpayspring.sample.pages.console;

import java.util.List;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Why a coupon was not issued, or is not known to be.
 *
 * @param exception the type of the exception, which tells what happened
 * @param code WeChat Pay's code, or the reason why a response is not trusted
 * @param statusCode the HTTP status of the response
 * @param requestId the id that WeChat Pay's support asks for
 * @param explanation what it means and what to do, as the exception explains it
 * @param outcomeUnknown whether the coupon may have been issued
 * @param retryable whether the same may succeed later
 * @param attempts what was tried
 */
record Failure(String exception, @Nullable String code, @Nullable Integer statusCode, @Nullable String requestId,
		String explanation, boolean outcomeUnknown, boolean retryable, List<WechatPayAttempt> attempts) {

	static Failure of(WechatPayException ex) {
		String exception = ClassUtils.getShortName(ex.getClass());
		String explanation = String.valueOf(ex.getMessage());
		if (ex instanceof WechatPayApiException answer) {
			return new Failure(exception, answer.code(), answer.statusCode(), answer.requestId(), explanation,
					ex.isOutcomeUnknown(), answer.isRetryable(), ex.attempts());
		}
		String code = (ex instanceof WechatPaySecurityException distrust) ? distrust.reason().name() : null;
		boolean nothingSent = ex instanceof WechatPayKeyException || ex instanceof WechatPayLimitException;
		return new Failure(exception, code, null, null, explanation, ex.isOutcomeUnknown(),
				nothingSent || ex.isOutcomeUnknown(), ex.attempts());
	}

}
