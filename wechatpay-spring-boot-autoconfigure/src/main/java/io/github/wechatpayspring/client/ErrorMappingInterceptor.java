package io.github.wechatpayspring.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.error.ErrorBody;
import io.github.wechatpayspring.client.error.ErrorCatalogue;
import io.github.wechatpayspring.client.error.ErrorResponse;
import io.github.wechatpayspring.client.error.ErrorResponseReader;
import io.github.wechatpayspring.client.error.SignInformation;
import io.github.wechatpayspring.client.error.TransportFailures;
import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.resilience.CallRecord;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Turns whatever is not a successful response into one of the exceptions of this library:
 * no response into {@link WechatPayTransportException}, an error response into
 * {@link WechatPayApiException}. Sits outside signing and verification, so that nobody
 * who uses the {@code RestClient} can take an error for success.
 */
final class ErrorMappingInterceptor implements ClientHttpRequestInterceptor {

	private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

	private static final int TOLERABLE_SECONDS = 60;

	private final @Nullable ResponseVerifier verifier;

	private final ErrorResponseReader reader;

	private final Clock clock;

	/**
	 * Create an interceptor.
	 * @param verifier says whether an error response comes from WeChat Pay, or
	 * {@code null} as long as there is no key to tell by
	 * @param mapper reads responses
	 * @param clock the time that requests are signed with
	 */
	ErrorMappingInterceptor(@Nullable ResponseVerifier verifier, JsonMapper mapper, Clock clock) {
		this.verifier = verifier;
		this.reader = new ErrorResponseReader(mapper);
		this.clock = clock;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		ClientHttpResponse response = execute(request, body, execution);
		try {
			HttpStatusCode status = response.getStatusCode();
			if (status.is2xxSuccessful() && status.value() != HttpStatus.ACCEPTED.value()) {
				return response;
			}
			throw apiException(request, body, status, response);
		}
		catch (IOException ex) {
			response.close();
			throw noResponse(request, ex);
		}
		catch (RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	private ClientHttpResponse execute(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		try {
			return execution.execute(request, body);
		}
		catch (IOException ex) {
			throw noResponse(request, ex);
		}
	}

	private WechatPayApiException apiException(HttpRequest request, byte[] requestBody, HttpStatusCode status,
			ClientHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		ErrorBody received = ErrorBody.of(response);
		byte[] body = received.bytes();
		ResponseVerifier verifier = this.verifier;
		boolean signed = verifier != null && WechatPayHeaders.isSigned(headers);
		boolean verified = verifier != null && signed && isVerified(verifier, headers, body);
		ErrorResponse error = this.reader.read(request, requestBody, status.value(),
				headers.getFirst(WechatPayHeaders.REQUEST_ID), body);
		SignInformation verifiedText = error.signInformation();
		String cause = (verifiedText != null) ? verifiedText.explain(request, requestBody) : null;
		String clock = (status.value() == HttpStatus.UNAUTHORIZED.value()) ? clockDifference(headers) : null;
		boolean refused = (signed) ? verified && error.isRefusal() : error.isUnsignedRefusal(received);
		if (cause == null && !signed && !refused && status.is4xxClientError()) {
			cause = ErrorCatalogue.OUTCOME_UNKNOWN + ".";
		}
		return WechatPayApiException.status(status.value())
			.error(error.code(), error.message(), error.detail())
			.requestId(error.requestId(), error.errorNumber())
			.retryable(error.isRetryable())
			.signatureVerified(verified)
			.outcomeUnknown(!refused)
			.retryAfter(retryAfter(headers))
			.build(error.describe(CallDescription.of(request), cause, clock));
	}

	private @Nullable String clockDifference(HttpHeaders headers) {
		long date = WechatPayHeaders.date(headers);
		long seconds = Duration.ofMillis(this.clock.millis() - date).toSeconds();
		if (date < 0 || Math.abs(seconds) <= TOLERABLE_SECONDS) {
			return null;
		}
		return "The clock of this machine is %1$d seconds %2$s the Date of the response (本机时间比应答时间%3$s %1$d 秒)."
			.formatted(Math.abs(seconds), (seconds > 0) ? "ahead of" : "behind", (seconds > 0) ? "快" : "慢");
	}

	// seconds or a date, measured by the clock of who wrote it
	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		try {
			if (value == null || SECONDS.matcher(value).matches()) {
				return (value != null) ? Duration.ofSeconds(Integer.parseInt(value)) : null;
			}
			long written = headers.getFirstDate(HttpHeaders.DATE);
			long due = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
			return (written != -1 && due > written) ? Duration.ofMillis(due - written) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static WechatPayTransportException noResponse(HttpRequest request, IOException failure) {
		return TransportFailures.exception(CallDescription.of(request), failure,
				CallRecord.of(request).isSentEarlier());
	}

	private static boolean isVerified(ResponseVerifier verifier, HttpHeaders headers, byte[] body) {
		try {
			verifier.verify(WechatPayHeaders.signedMessage(headers, body));
			return true;
		}
		catch (WechatPaySecurityException ex) {
			return false;
		}
	}

}
