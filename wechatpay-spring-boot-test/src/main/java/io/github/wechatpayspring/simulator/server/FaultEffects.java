package io.github.wechatpayspring.simulator.server;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.crypto.SigningKey;

/**
 * What each fault does to a request, as {@link Fault} says. Safe for use by several
 * threads.
 */
final class FaultEffects implements AutoCloseable {

	private static final Duration STALE = Duration.ofMinutes(10);

	// not WeChat Pay's, one for each algorithm, made when it is first needed
	private final Map<String, PrivateKey> foreignKeys = new ConcurrentHashMap<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	Response apply(Fault fault, Exchange exchange) {
		return switch (fault.name()) {
			case "RESET_BEFORE_PROCESSING" -> Response.reset();
			case "RESET_AFTER_PROCESSING" -> processed(exchange, Response.reset());
			case "TOO_MANY_REQUESTS" ->
				exchange.sign(ApiError.of(429, "FREQUENCY_LIMIT_EXCEED", "请求过于频繁，请稍后重试").numbered(268461336));
			case "SYSTEM_ERROR_NOT_PROCESSED" -> exchange.sign(systemError(500));
			case "SYSTEM_ERROR_PROCESSED" -> processed(exchange, exchange.sign(systemError(500)));
			case "UNSIGNED_ERROR" -> Response.error(systemError(500));
			case "SYSTEM_ERROR_CUT_SHORT" -> processed(exchange, cutShort(Response.error(systemError(400))));
			case "ACCEPTED_202" -> exchange.sign(ApiError.of(202, "PROCESSING", "请求已受理，请使用原参数重试"));
			case "BAD_GATEWAY_HTML" -> Response.nginx(502, "Bad Gateway");
			case "TRUNCATED_BODY" -> exchange.sign(exchange.process()).truncated();
			case "TAMPERED_BODY" -> tampered(exchange.sign(exchange.process()));
			case "FOREIGN_KEY" -> exchange.sign(exchange.process(), foreign(exchange.signingKey(), false, false));
			case "UNKNOWN_SERIAL" -> exchange.sign(exchange.process(), foreign(exchange.signingKey(), true, false));
			case "OTHER_ALGORITHM" -> exchange.sign(exchange.process(), foreign(exchange.signingKey(), true, true));
			case "STALE_TIMESTAMP" -> exchange.process().signed(exchange.signingKey(), exchange.now().minus(STALE));
			case "MISSING_SIGNATURE_HEADERS" -> exchange.process();
			case "SIGNTEST_SIGNATURE" ->
				exchange.sign(exchange.process()).withHeader(SigningKey.SIGNATURE_HEADER, SigningKey.probe());
			case "WRONG_CONTENT_TYPE" ->
				exchange.sign(exchange.process()).withHeader("Content-Type", "text/plain; charset=utf-8");
			case "EMPTY_BODY" -> exchange.sign(exchange.process().withBody(new byte[0]));
			case "delay" -> pause(fault.duration()) ? exchange.sign(exchange.process()) : Response.reset();
			case "forwardedByGateway" -> processed(exchange, Response.nginx(fault.status(), "by a gateway"));
			case "refusedByGateway" -> Response.nginx(fault.status(), "by a gateway");
			case "unavailable" -> processed(exchange, Response.nginx(503, "Service Unavailable")
				.withHeader("Retry-After", Long.toString(fault.duration().toSeconds())));
			default -> throw new IllegalStateException("No effect for " + fault);
		};
	}

	private static Response processed(Exchange exchange, Response response) {
		exchange.process();
		return response;
	}

	private static ApiError systemError(int status) {
		return ApiError.of(status, "SYSTEM_ERROR", "系统繁忙，请稍后重试").numbered(272888874);
	}

	private static Response cutShort(Response response) {
		return response.withBody(Arrays.copyOf(response.body(), response.body().length / 2));
	}

	// the last digit: every response of these calls has one
	private static Response tampered(Response response) {
		byte[] changed = response.body().clone();
		for (int i = changed.length - 1; i >= 0; i--) {
			if (changed[i] >= '0' && changed[i] <= '9') {
				changed[i] = (byte) ((changed[i] != '9') ? changed[i] + 1 : '1');
				return response.withBody(changed);
			}
		}
		return response
			.withBody((new String(response.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8));
	}

	private SigningKey foreign(SigningKey rightful, boolean otherId, boolean otherAlgorithm) {
		CipherSuite suite = otherAlgorithm ? rightful.suite().other() : rightful.suite();
		PrivateKey key = this.foreignKeys.computeIfAbsent(suite.keyType(),
				(type) -> suite.generateKeyPair().getPrivate());
		return new SigningKey(otherId ? unknownId(rightful.id()) : rightful.id(), key, suite);
	}

	private static String unknownId(String id) {
		return id.startsWith("PUB_KEY_ID_") ? "PUB_KEY_ID_" + RandomText.digits(34) : "5" + RandomText.upperHex(39);
	}

	// until the simulator is closed
	private boolean pause(Duration duration) {
		try {
			return !this.closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
