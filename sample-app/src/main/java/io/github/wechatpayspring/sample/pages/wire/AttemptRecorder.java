package io.github.wechatpayspring.sample.pages.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.SignedText;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMessage;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Records each attempt of a call above the HTTP client: after signing, even if no
 * connection is established, and before the response is verified. Changes neither.
 */
class AttemptRecorder implements ClientHttpRequestInterceptor {

	private static final Pattern AUTHORIZATION = Pattern.compile("nonce_str=\"([^\"]*)\",timestamp=\"([^\"]*)\"");

	private final ObservationRegistry observations;

	private final WechatPayHosts hosts;

	private final ResponseVerifier verifier;

	AttemptRecorder(ObservationRegistry observations, WechatPayHosts hosts, PlatformKeySource keys) {
		this.observations = observations;
		this.hosts = hosts;
		this.verifier = new PlatformKeyVerifier(keys, Clock.systemUTC());
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		List<WireAttempt> attempts = CallRecorder.attempts(this.observations.getCurrentObservation());
		if (attempts == null || isDownloadOfKeys(request)) {
			return execution.execute(request, body);
		}
		long start = System.nanoTime();
		try {
			ReceivedResponse received = ReceivedResponse.of(execution.execute(request, body));
			attempts.add(attempt(request, body, received, received.failure(), millisecondsSince(start)));
			return received;
		}
		catch (IOException | RuntimeException ex) {
			attempts.add(attempt(request, body, null, ex, millisecondsSince(start)));
			throw ex;
		}
	}

	// belongs to no call, and the keys to verify its response with are in it
	private static boolean isDownloadOfKeys(HttpRequest request) {
		return request.getURI().getPath().contains("/v3/certificates");
	}

	private static long millisecondsSince(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	private WireAttempt attempt(HttpRequest request, byte[] body, @Nullable ReceivedResponse received,
			@Nullable Exception failure, long milliseconds) throws IOException {
		String target = target(request.getURI());
		String text = new String(body, StandardCharsets.UTF_8);
		WireMask mask = new WireMask(target, text);
		Matcher authorization = AUTHORIZATION
			.matcher(Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION), ""));
		boolean signed = authorization.find();
		String nonce = (signed) ? authorization.group(1) : "";
		String signedText = (signed) ? signedText(request, authorization.group(2), nonce, body) : "";
		return new WireAttempt(request.getURI().getAuthority(), request.getMethod().name(), mask.mask(target),
				mask.mask(signedText), nonce, headers(request, mask), mask.mask(text),
				(received != null) ? answer(received, mask) : null,
				(failure != null) ? failure.getClass().getSimpleName() : null, milliseconds);
	}

	private static String target(URI uri) {
		return uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
	}

	private String signedText(HttpRequest request, String timestamp, String nonce, byte[] body) {
		// without the path of a gateway
		String target = Objects.requireNonNullElse(this.hosts.target(request.getURI()), target(request.getURI()));
		return new String(SignedText.of(body, request.getMethod().name(), target, timestamp, nonce),
				StandardCharsets.UTF_8);
	}

	private WireAnswer answer(ReceivedResponse received, WireMask mask) throws IOException {
		return new WireAnswer(received.getStatusCode().value(), headers(received, mask),
				mask.mask(new String(received.body(), StandardCharsets.UTF_8)),
				Verification.of(this.verifier, received.getHeaders(), received.body()));
	}

	private static List<WireHeader> headers(HttpMessage message, WireMask mask) {
		return message.getHeaders()
			.headerSet()
			.stream()
			.flatMap((header) -> header.getValue()
				.stream()
				.map((value) -> new WireHeader(header.getKey(), mask.header(value))))
			.toList();
	}

}
