package io.github.wechatpayspring.client;

import java.io.IOException;

import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.key.ResponseVerifier;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
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
			if (!status(response).is2xxSuccessful()) {
				return response;
			}
			ReceivedResponse received = ReceivedResponse.of(response);
			this.verifier.verify(SignedMessages.of(received.getHeaders(), received.body()));
			return received;
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	private static ClientHttpResponse execute(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		try {
			return execution.execute(request, body);
		}
		catch (IllegalArgumentException ex) {
			throw noStatus(ex);
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

	private static HttpStatusCode status(ClientHttpResponse response) throws IOException {
		try {
			return response.getStatusCode();
		}
		catch (IllegalArgumentException ex) {
			throw noStatus(ex);
		}
	}

	// some HTTP clients throw it for an answer like "HTTP/1.1 000", but to callers it
	// means that nothing was sent
	private static IOException noStatus(IllegalArgumentException failure) {
		return new IOException("The answer has no HTTP status", failure);
	}

}
