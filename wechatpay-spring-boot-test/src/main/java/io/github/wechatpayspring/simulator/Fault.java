package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What can go wrong with a call, once it is {@linkplain WechatPaySimulator#inject(Fault)
 * injected}. Requests that do not get past the signature check are refused as ever and
 * use up no fault.
 * <p>
 * Each says whether the request was processed, which is to say whether a coupon may have
 * been issued.
 */
public final class Fault {

	/**
	 * The connection is reset. Not processed.
	 */
	public static final Fault RESET_BEFORE_PROCESSING = of("RESET_BEFORE_PROCESSING", (exchange) -> Answer.reset());

	/**
	 * The connection is reset instead of an answer. Processed.
	 */
	public static final Fault RESET_AFTER_PROCESSING = of("RESET_AFTER_PROCESSING", (exchange) -> {
		exchange.process();
		return Answer.reset();
	});

	/**
	 * A signed 429 {@code FREQUENCY_LIMIT_EXCEED}. Not processed.
	 */
	public static final Fault TOO_MANY_REQUESTS = of("TOO_MANY_REQUESTS", (exchange) -> exchange
		.sign(ApiError.of(429, "FREQUENCY_LIMIT_EXCEED", "请求过于频繁，请稍后重试", ErrorCode.RATE_LIMITED).toAnswer()));

	/**
	 * A signed 500 {@code SYSTEM_ERROR}. Not processed.
	 */
	public static final Fault SYSTEM_ERROR_NOT_PROCESSED = of("SYSTEM_ERROR_NOT_PROCESSED",
			(exchange) -> exchange.sign(systemError()));

	/**
	 * A signed 500 {@code SYSTEM_ERROR}. Processed nevertheless.
	 */
	public static final Fault SYSTEM_ERROR_PROCESSED = of("SYSTEM_ERROR_PROCESSED", (exchange) -> {
		exchange.process();
		return exchange.sign(systemError());
	});

	/**
	 * A 500 {@code SYSTEM_ERROR} without signature headers, as some errors come. Not
	 * processed.
	 */
	public static final Fault UNSIGNED_ERROR = of("UNSIGNED_ERROR", (exchange) -> systemError());

	/**
	 * A 400 {@code SYSTEM_ERROR} without signature headers, of which a gateway has passed
	 * on only the first half, with a length that fits that half. Processed nevertheless.
	 */
	public static final Fault SYSTEM_ERROR_CUT_SHORT = of("SYSTEM_ERROR_CUT_SHORT", (exchange) -> {
		exchange.process();
		byte[] body = systemError().body();
		return ApiError.of(400, "SYSTEM_ERROR", "系统繁忙，请稍后重试", ErrorCode.INTERNAL)
			.toAnswer()
			.withBody(Arrays.copyOf(body, body.length / 2));
	});

	/**
	 * A signed 202: accepted, to be repeated with the same parameters. Not processed.
	 */
	public static final Fault ACCEPTED_202 = of("ACCEPTED_202",
			(exchange) -> exchange.sign(ApiError.of(202, "PROCESSING", "请求已受理，请使用原参数重试", ErrorCode.OTHER).toAnswer()));

	/**
	 * An unsigned 502 with a page of HTML, from the web server in front of WeChat Pay.
	 * Not processed.
	 */
	public static final Fault BAD_GATEWAY_HTML = of("BAD_GATEWAY_HTML", (exchange) -> Answer.nginx(502, "Bad Gateway"));

	/**
	 * The connection ends in the middle of the body. Processed.
	 */
	public static final Fault TRUNCATED_BODY = of("TRUNCATED_BODY",
			(exchange) -> exchange.sign(exchange.process()).truncated());

	/**
	 * The body was changed after it was signed; it still is JSON. Processed.
	 */
	public static final Fault TAMPERED_BODY = of("TAMPERED_BODY", (exchange) -> {
		Answer answer = exchange.sign(exchange.process());
		return answer.withBody(tamper(answer.body()));
	});

	/**
	 * The answer names the right key but is signed with another one. Processed.
	 */
	public static final Fault FOREIGN_KEY = of("FOREIGN_KEY", (exchange) -> exchange.sign(exchange.process(),
			exchange.foreignKey(exchange.signingKey().id(), exchange.signingKey().suite())));

	/**
	 * The answer is signed with, and names, a key that nobody knows: a public key or a
	 * certificate, like the one that would have signed. Processed.
	 */
	public static final Fault UNKNOWN_SERIAL = of("UNKNOWN_SERIAL", (exchange) -> exchange.sign(exchange.process(),
			exchange.foreignKey(unknownId(exchange.signingKey().id()), exchange.signingKey().suite())));

	/**
	 * The answer is signed with, and names, a key that nobody knows and that is for the
	 * other algorithm: RSA where SM2 (国密) is expected and the other way round. Processed.
	 */
	public static final Fault OTHER_ALGORITHM = of("OTHER_ALGORITHM", (exchange) -> exchange.sign(exchange.process(),
			exchange.foreignKey(unknownId(exchange.signingKey().id()), other(exchange.signingKey().suite()))));

	/**
	 * The answer was signed ten minutes ago. Processed.
	 */
	public static final Fault STALE_TIMESTAMP = of("STALE_TIMESTAMP", (exchange) -> AnswerSigner
		.sign(exchange.process(), exchange.signingKey(), exchange.now().minus(Duration.ofMinutes(10))));

	/**
	 * The answer has no signature headers. Processed.
	 */
	public static final Fault MISSING_SIGNATURE_HEADERS = of("MISSING_SIGNATURE_HEADERS", Exchange::process);

	/**
	 * The answer carries one of the wrong signatures ({@code WECHATPAY/SIGNTEST/…}) with
	 * which WeChat Pay probes whether merchants verify. Processed.
	 */
	public static final Fault SIGNTEST_SIGNATURE = of("SIGNTEST_SIGNATURE",
			(exchange) -> exchange.sign(exchange.process())
				.withHeader(AnswerSigner.SIGNATURE_HEADER, AnswerSigner.probe()));

	/**
	 * A well signed answer that says it is {@code text/plain}. Processed.
	 */
	public static final Fault WRONG_CONTENT_TYPE = of("WRONG_CONTENT_TYPE",
			(exchange) -> exchange.sign(exchange.process()).withHeader("Content-Type", "text/plain; charset=utf-8"));

	/**
	 * A well signed answer without the body that it should have. Processed.
	 */
	public static final Fault EMPTY_BODY = of("EMPTY_BODY",
			(exchange) -> exchange.sign(exchange.process().withBody(new byte[0])));

	private final String name;

	private final Effect effect;

	private Fault(String name, Effect effect) {
		this.name = name;
		this.effect = effect;
	}

	private static Fault of(String name, Effect effect) {
		return new Fault(name, effect);
	}

	/**
	 * Return all that take no parameter.
	 * @return the faults, in the order of what they do to a request
	 */
	public static List<Fault> all() {
		return List.of(RESET_BEFORE_PROCESSING, RESET_AFTER_PROCESSING, TOO_MANY_REQUESTS, SYSTEM_ERROR_NOT_PROCESSED,
				SYSTEM_ERROR_PROCESSED, UNSIGNED_ERROR, SYSTEM_ERROR_CUT_SHORT, ACCEPTED_202, BAD_GATEWAY_HTML,
				TRUNCATED_BODY, TAMPERED_BODY, FOREIGN_KEY, UNKNOWN_SERIAL, OTHER_ALGORITHM, STALE_TIMESTAMP,
				MISSING_SIGNATURE_HEADERS, SIGNTEST_SIGNATURE, WRONG_CONTENT_TYPE, EMPTY_BODY);
	}

	/**
	 * The request waits, then is processed and answered as ever. If the simulator is
	 * closed in the meantime, the connection is reset and the request not processed.
	 * @param duration how long it waits
	 * @return the fault
	 */
	public static Fault delay(Duration duration) {
		return of("delay(" + duration + ")",
				(exchange) -> exchange.pause(duration) ? exchange.sign(exchange.process()) : Answer.reset());
	}

	/**
	 * An unsigned page of HTML, from a gateway that has passed the request on and then
	 * did not wait for its response. Processed.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault forwardedByGateway(int status) {
		return of("forwardedByGateway(" + status + ")", (exchange) -> {
			exchange.process();
			return Answer.nginx(status, "by a gateway");
		});
	}

	/**
	 * An unsigned page of HTML, from a gateway that has not passed the request on. Not
	 * processed.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault refusedByGateway(int status) {
		return of("refusedByGateway(" + status + ")", (exchange) -> Answer.nginx(status, "by a gateway"));
	}

	/**
	 * An unsigned 503 that asks to come back later. Processed nevertheless.
	 * @param retryAfter when to come back
	 * @return the fault
	 */
	public static Fault unavailable(Duration retryAfter) {
		return of("unavailable(" + retryAfter + ")", (exchange) -> {
			exchange.process();
			return Answer.nginx(503, "Service Unavailable")
				.withHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
		});
	}

	/**
	 * Plan this fault for one operation only.
	 * @param operation what is called
	 * @return the plan, for the next request
	 */
	public FaultPlan on(Operation operation) {
		return plan().on(operation);
	}

	/**
	 * Plan this fault for the next requests.
	 * @param times how many of them, at least 1
	 * @return the plan
	 */
	public FaultPlan times(int times) {
		return plan().times(times);
	}

	/**
	 * Plan this fault until it is cancelled or the simulator reset.
	 * @return the plan
	 */
	public FaultPlan always() {
		return plan().always();
	}

	/**
	 * Plan this fault for one of some requests.
	 * @param requests of how many requests the first one fails
	 * @return the plan
	 */
	public FaultPlan every(int requests) {
		return plan().every(requests);
	}

	FaultPlan plan() {
		return new FaultPlan(this);
	}

	Answer apply(Exchange exchange) {
		return this.effect.apply(exchange);
	}

	private static Answer systemError() {
		return ApiError.of(500, "SYSTEM_ERROR", "系统繁忙，请稍后重试", ErrorCode.INTERNAL).toAnswer();
	}

	private static String unknownId(String id) {
		return id.startsWith("PUB_KEY_ID_") ? "PUB_KEY_ID_" + RandomText.digits(34) : "5" + RandomText.upperHex(39);
	}

	private static CipherSuite other(CipherSuite suite) {
		return (suite instanceof Rsa) ? new Shangmi() : new Rsa();
	}

	private static byte[] tamper(byte[] body) {
		byte[] changed = body.clone();
		// the last digit: every answer of these calls has one
		for (int i = changed.length - 1; i >= 0; i--) {
			if (changed[i] >= '0' && changed[i] <= '9') {
				changed[i] = (byte) ((changed[i] != '9') ? changed[i] + 1 : '1');
				return changed;
			}
		}
		return (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.name;
	}

	@FunctionalInterface
	private interface Effect {

		Answer apply(Exchange exchange);

	}

}
