package io.github.wechatpayspring.simulator.callbacks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.wechatpayspring.simulator.crypto.RandomText;
import org.jspecify.annotations.Nullable;

/**
 * Posts notifications to a URL on loopback, past any proxy and without following
 * redirects. For use by one thread.
 */
final class CallbackSender {

	static final int NO_RESPONSE = 0;

	private final Duration timeLimit;

	private @Nullable HttpClient client;

	CallbackSender(Duration timeLimit) {
		this.timeLimit = timeLimit;
	}

	/**
	 * Post a notification and wait for the whole response.
	 * @param url where to
	 * @param headers the headers that sign the body
	 * @param body the body
	 * @return the HTTP status, or {@link #NO_RESPONSE} if none came in time
	 */
	int post(URI url, Map<String, String> headers, byte[] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(body));
		request.setHeader("Content-Type", "application/json");
		request.setHeader("Accept", "*/*");
		request.setHeader("User-Agent", "Mozilla/4.0");
		request.setHeader("Request-ID", RandomText.requestId(0));
		headers.forEach(request::setHeader);
		CompletableFuture<HttpResponse<Void>> response = client().sendAsync(request.build(), BodyHandlers.discarding());
		try {
			return response.get(this.timeLimit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
		}
		catch (InterruptedException ex) {
			response.cancel(true);
			Thread.currentThread().interrupt();
			return NO_RESPONSE;
		}
		catch (TimeoutException | ExecutionException ex) {
			response.cancel(true);
			return NO_RESPONSE;
		}
	}

	// a simulator that never calls back needs no client
	private HttpClient client() {
		HttpClient current = this.client;
		if (current == null) {
			current = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.proxy(HttpClient.Builder.NO_PROXY)
				.followRedirects(HttpClient.Redirect.NEVER)
				.sslContext(LoopbackTrust.sslContext())
				.build();
			this.client = current;
		}
		return current;
	}

}
