package io.github.wechatpayspring.sample.pages.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.github.wechatpayspring.key.PlatformKeyVerifier;
import io.github.wechatpayspring.key.ResponseVerifier;
import io.github.wechatpayspring.key.SignedText;
import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Records each attempt of a call in the HTTP client: after signing, even if no connection
 * comes about, and before anybody judges the answer. Changes neither.
 */
class AttemptRecorder implements ExecChainHandler {

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
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		List<WireAttempt> attempts = CallRecorder.attempts(this.observations.getCurrentObservation());
		if (attempts == null || isDownloadOfKeys(request)) {
			return chain.proceed(request, scope);
		}
		String host = scope.route.getTargetHost().toHostString();
		byte[] body = bodyOf(request);
		long start = System.nanoTime();
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			HttpEntity entity = response.getEntity();
			ReceivedBody received = (entity != null) ? ReceivedBody.of(entity) : new ReceivedBody(new byte[0], null);
			if (entity != null) {
				response.setEntity(received.replay(entity));
			}
			attempts.add(attempt(host, request, body, new Received(response, received.bytes()), received.failure(),
					millisecondsSince(start)));
			return response;
		}
		catch (IOException | HttpException | RuntimeException ex) {
			attempts.add(attempt(host, request, body, null, ex, millisecondsSince(start)));
			throw ex;
		}
	}

	// belongs to no call, and the keys to verify its answer with are in it
	private static boolean isDownloadOfKeys(ClassicHttpRequest request) {
		return request.getPath().contains("/v3/certificates");
	}

	private static long millisecondsSince(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	private static byte[] bodyOf(ClassicHttpRequest request) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		HttpEntity entity = request.getEntity();
		if (entity != null && entity.isRepeatable()) {
			entity.writeTo(body);
		}
		return body.toByteArray();
	}

	private WireAttempt attempt(String host, ClassicHttpRequest request, byte[] body, @Nullable Received received,
			@Nullable Exception failure, long milliseconds) {
		String target = request.getRequestUri();
		String text = new String(body, StandardCharsets.UTF_8);
		WireMask mask = new WireMask(target, text);
		Header header = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
		Matcher authorization = AUTHORIZATION.matcher((header != null) ? header.getValue() : "");
		boolean signed = authorization.find();
		String nonce = (signed) ? authorization.group(1) : "";
		String signedText = (signed) ? signedText(request, authorization.group(2), nonce, body) : "";
		WireAnswer answer = (received != null) ? answer(received.response(), received.body(), mask) : null;
		return new WireAttempt(host, request.getMethod(), mask.mask(target), mask.mask(signedText), nonce,
				headers(request, mask), mask.mask(text), answer,
				(failure != null) ? failure.getClass().getSimpleName() : null, milliseconds);
	}

	private String signedText(ClassicHttpRequest request, String timestamp, String nonce, byte[] body) {
		String target = request.getRequestUri();
		try {
			// without the path of a gateway
			target = Objects.requireNonNullElse(this.hosts.target(request.getUri()), target);
		}
		catch (URISyntaxException ex) {
			// as it is, then
		}
		return new String(SignedText.of(body, request.getMethod(), target, timestamp, nonce), StandardCharsets.UTF_8);
	}

	private WireAnswer answer(ClassicHttpResponse response, byte[] body, WireMask mask) {
		HttpHeaders headers = new HttpHeaders();
		for (Header header : response.getHeaders()) {
			headers.add(header.getName(), header.getValue());
		}
		return new WireAnswer(response.getCode(), headers(response, mask),
				mask.mask(new String(body, StandardCharsets.UTF_8)), Verification.of(this.verifier, headers, body));
	}

	private static List<WireHeader> headers(HttpMessage message, WireMask mask) {
		return Arrays.stream(message.getHeaders())
			.map((header) -> new WireHeader(header.getName(), mask.header(header.getValue())))
			.toList();
	}

	/**
	 * What came back.
	 *
	 * @param response the answer
	 * @param body what came of its body
	 */
	private record Received(ClassicHttpResponse response, byte[] body) {

	}

}
