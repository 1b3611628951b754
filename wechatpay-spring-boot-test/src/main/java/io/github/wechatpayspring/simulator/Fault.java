package io.github.wechatpayspring.simulator;

import java.time.Duration;
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
	public static final Fault RESET_BEFORE_PROCESSING = new Fault("RESET_BEFORE_PROCESSING");

	/**
	 * The connection is reset instead of a response. Processed.
	 */
	public static final Fault RESET_AFTER_PROCESSING = new Fault("RESET_AFTER_PROCESSING");

	/**
	 * A signed 429 {@code FREQUENCY_LIMIT_EXCEED}. Not processed.
	 */
	public static final Fault TOO_MANY_REQUESTS = new Fault("TOO_MANY_REQUESTS");

	/**
	 * A signed 500 {@code SYSTEM_ERROR}. Not processed.
	 */
	public static final Fault SYSTEM_ERROR_NOT_PROCESSED = new Fault("SYSTEM_ERROR_NOT_PROCESSED");

	/**
	 * A signed 500 {@code SYSTEM_ERROR}. Processed nevertheless.
	 */
	public static final Fault SYSTEM_ERROR_PROCESSED = new Fault("SYSTEM_ERROR_PROCESSED");

	/**
	 * A 500 {@code SYSTEM_ERROR} without signature headers, as some errors come. Not
	 * processed.
	 */
	public static final Fault UNSIGNED_ERROR = new Fault("UNSIGNED_ERROR");

	/**
	 * A 400 {@code SYSTEM_ERROR} without signature headers, of which a gateway has passed
	 * on only the first half, with a length that fits that half. Processed nevertheless.
	 */
	public static final Fault SYSTEM_ERROR_CUT_SHORT = new Fault("SYSTEM_ERROR_CUT_SHORT");

	/**
	 * A signed 202: accepted, to be retried with the same parameters. Not processed.
	 */
	public static final Fault ACCEPTED_202 = new Fault("ACCEPTED_202");

	/**
	 * An unsigned 502 with a page of HTML, from the web server in front of WeChat Pay.
	 * Not processed.
	 */
	public static final Fault BAD_GATEWAY_HTML = new Fault("BAD_GATEWAY_HTML");

	/**
	 * The connection ends in the middle of the body. Processed.
	 */
	public static final Fault TRUNCATED_BODY = new Fault("TRUNCATED_BODY");

	/**
	 * The body was changed after it was signed; it still is JSON. Processed.
	 */
	public static final Fault TAMPERED_BODY = new Fault("TAMPERED_BODY");

	/**
	 * The response names the right key but is signed with another one. Processed.
	 */
	public static final Fault FOREIGN_KEY = new Fault("FOREIGN_KEY");

	/**
	 * The response is signed with, and names, a key that nobody knows: a public key or a
	 * certificate, like the one that would have signed. Processed.
	 */
	public static final Fault UNKNOWN_SERIAL = new Fault("UNKNOWN_SERIAL");

	/**
	 * The response is signed with, and names, a key that nobody knows and that is for the
	 * other algorithm: RSA where SM2 (国密) is expected and the other way round. Processed.
	 */
	public static final Fault OTHER_ALGORITHM = new Fault("OTHER_ALGORITHM");

	/**
	 * The response was signed ten minutes ago. Processed.
	 */
	public static final Fault STALE_TIMESTAMP = new Fault("STALE_TIMESTAMP");

	/**
	 * The response has no signature headers. Processed.
	 */
	public static final Fault MISSING_SIGNATURE_HEADERS = new Fault("MISSING_SIGNATURE_HEADERS");

	/**
	 * The response carries one of the wrong signatures ({@code WECHATPAY/SIGNTEST/…})
	 * with which WeChat Pay probes whether merchants verify. Processed.
	 */
	public static final Fault SIGNTEST_SIGNATURE = new Fault("SIGNTEST_SIGNATURE");

	/**
	 * A well signed response that says it is {@code text/plain}. Processed.
	 */
	public static final Fault WRONG_CONTENT_TYPE = new Fault("WRONG_CONTENT_TYPE");

	/**
	 * A well signed response without the body that it should have. Processed.
	 */
	public static final Fault EMPTY_BODY = new Fault("EMPTY_BODY");

	private final String name;

	private final int status;

	private final Duration duration;

	private Fault(String name) {
		this(name, 0, Duration.ZERO);
	}

	private Fault(String name, int status, Duration duration) {
		this.name = name;
		this.status = status;
		this.duration = duration;
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
	 * The request waits, then is processed as ever. If the simulator is closed in the
	 * meantime, the connection is reset and the request not processed.
	 * @param duration how long it waits
	 * @return the fault
	 */
	public static Fault delay(Duration duration) {
		return new Fault("delay", 0, duration);
	}

	/**
	 * An unsigned page of HTML, from a gateway that has passed the request on and then
	 * did not wait for its response. Processed.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault forwardedByGateway(int status) {
		return new Fault("forwardedByGateway", status, Duration.ZERO);
	}

	/**
	 * An unsigned page of HTML, from a gateway that has not passed the request on. Not
	 * processed.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault refusedByGateway(int status) {
		return new Fault("refusedByGateway", status, Duration.ZERO);
	}

	/**
	 * An unsigned 503 that asks to come back later. Processed nevertheless.
	 * @param retryAfter when to come back
	 * @return the fault
	 */
	public static Fault unavailable(Duration retryAfter) {
		return new Fault("unavailable", 0, retryAfter);
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

	/**
	 * Return the name of the constant or method that makes it.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the status of a gateway's page.
	 * @return the HTTP status, 0 if there is no such page
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return how long a request waits, or when its caller is to come back.
	 * @return the duration, 0 if neither is the case
	 */
	public Duration duration() {
		return this.duration;
	}

	@Override
	public String toString() {
		return switch (this.name) {
			case "forwardedByGateway", "refusedByGateway" -> this.name + "(" + this.status + ")";
			case "delay", "unavailable" -> this.name + "(" + this.duration + ")";
			default -> this.name;
		};
	}

}
