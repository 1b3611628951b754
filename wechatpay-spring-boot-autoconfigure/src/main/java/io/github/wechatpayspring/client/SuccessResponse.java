package io.github.wechatpayspring.client;

import java.io.IOException;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.client.error.ErrorResponseReader;
import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.resilience.CallRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A call to which WeChat Pay responded with success. Whoever made it may find that the
 * response is not what was asked for.
 *
 * @param request the request
 * @param status the HTTP status of the response
 * @param requestId the {@code Request-ID}, {@code null} if there is none
 */
record SuccessResponse(HttpRequest request, int status, @Nullable String requestId) {

	static SuccessResponse of(HttpRequest request, ClientHttpResponse response) throws IOException {
		return new SuccessResponse(request, response.getStatusCode().value(),
				response.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID));
	}

	/**
	 * Return the exception of a response that is empty or not of the type that was asked
	 * for. Nothing of the response is in it.
	 * @param expected the name of the type
	 * @return the exception
	 */
	WechatPayApiException unreadable(String expected) {
		String id = ErrorResponseReader.printable(this.requestId);
		WechatPayApiException failure = WechatPayApiException.status(this.status)
			.requestId(id, null)
			.signatureVerified(true)
			.outcomeUnknown(true)
			.build("WeChat Pay responded to %s with success, but the response is empty or is not the %s expected: the outcome is unknown%s"
				.formatted(CallDescription.of(this.request), expected, (id != null) ? " [Request-ID " + id + "]" : ""));
		CallRecord.of(this.request).describe(failure);
		return failure;
	}

	/**
	 * Holds the call once there is a response. Used by one thread.
	 */
	static final class Holder {

		/**
		 * The name of the attribute.
		 */
		static final String ATTRIBUTE = Holder.class.getName();

		@Nullable SuccessResponse call;

	}

}
