package io.github.wechatpayspring.client;

import java.io.IOException;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.error.ErrorResponseReader;
import io.github.wechatpayspring.client.error.ReceivedBody;
import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.CallRecord;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Lets a successful response pass only when WeChat Pay signed it, whatever its content
 * type and even if it is empty. One whose headers cannot be trusted is refused before its
 * body is read. Sits next to the HTTP client, so that it sees the bytes that were
 * received. Error responses are left to {@link ErrorMappingInterceptor}, since WeChat Pay
 * does not sign all of them.
 */
final class VerificationInterceptor implements ClientHttpRequestInterceptor {

	private static final byte[] UNREAD = {};

	private final ResponseVerifier verifier;

	private final ClientEvents events;

	VerificationInterceptor(ResponseVerifier verifier) {
		this(verifier, ClientEvents.NONE);
	}

	VerificationInterceptor(ResponseVerifier verifier, ClientEvents events) {
		this.verifier = verifier;
		this.events = events;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ClientHttpResponse response = execute(request, body, execution);
		try {
			noteDate(response);
			if (!response.getStatusCode().is2xxSuccessful()) {
				return response;
			}
			if (isUnsignedDownload(request)) {
				return response;
			}
			SignedMessage message = WechatPayHeaders.signedMessage(response.getHeaders(), UNREAD);
			this.verifier.verifyHeaders(message);
			byte[] received = receive(request, response);
			this.verifier.verify(message.withBody(received));
			return new ReceivedResponse(response, received);
		}
		catch (IOException | WechatPayException | Error ex) {
			response.close();
			throw ex;
		}
		catch (RuntimeException ex) {
			response.close();
			throw unexpected(ex);
		}
	}

	private static boolean isUnsignedDownload(HttpRequest request) {
		boolean unsigned = CallOptions.of(request).unsignedDownload();
		// nobody would know what became of a call that changes something
		Assert.state(!unsigned || request.getMethod().equals(HttpMethod.GET), "Only a GET can be an unsigned download");
		return unsigned;
	}

	private static byte[] receive(HttpRequest request, ClientHttpResponse response) throws IOException {
		DataSize limit = CallOptions.of(request).maxBodySize();
		ReceivedBody body = ReceivedBody.of(response, Math.toIntExact(limit.toBytes()));
		if (!body.complete()) {
			throw WechatPayApiException.status(response.getStatusCode().value())
				.requestId(ErrorResponseReader.printable(response.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID)),
						null)
				// may come from anybody, and the next one may be as it should be
				.retryable(true)
				.outcomeUnknown(true)
				.build("WeChat Pay responded to %s with success, but with a body of more than %d KB, which was not read to its end and not verified: the outcome is unknown. A call whose body is larger needs CallOptions.withMaxBodySize"
					.formatted(CallDescription.of(request), limit.toKilobytes()));
		}
		return body.bytes();
	}

	private static ClientHttpResponse execute(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		CallRecord.of(request).handOver();
		try {
			return execution.execute(request, body);
		}
		catch (RuntimeException ex) {
			throw unexpected(ex);
		}
	}

	private void noteDate(ClientHttpResponse response) {
		if (this.events == ClientEvents.NONE) {
			return;
		}
		long date = WechatPayHeaders.date(response.getHeaders());
		if (date >= 0) {
			this.events.dated(date);
		}
	}

	// HTTP clients throw it for what they cannot read, such as "HTTP/1.1 000" or a length
	// that is no number, but to callers it would mean that nothing was sent
	private static IOException unexpected(RuntimeException failure) {
		return new IOException("The response cannot be read", failure);
	}

}
