package io.github.wechatpayspring.client;

import java.io.IOException;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.resilience.CallRecord;
import io.github.wechatpayspring.key.ResponseVerifier;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Lets an answer of success pass only when WeChat Pay signed it, whatever its content
 * type and even if it is empty. Sits next to the HTTP client, so that it sees the bytes
 * that were received. Answers of error are left to {@link ErrorMappingInterceptor}, since
 * WeChat Pay does not sign all of them.
 */
public final class VerificationInterceptor implements ClientHttpRequestInterceptor {

	private final ResponseVerifier verifier;

	private final ClientEvents events;

	public VerificationInterceptor(ResponseVerifier verifier) {
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
			ReceivedResponse received = ReceivedResponse.of(response);
			this.verifier.verify(SignedMessages.of(received.getHeaders(), received.body()));
			return received;
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
