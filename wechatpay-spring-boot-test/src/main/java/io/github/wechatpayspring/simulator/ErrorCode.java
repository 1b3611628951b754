package io.github.wechatpayspring.simulator;

/**
 * Internal error numbers that WeChat Pay appends to its {@code Request-ID}.
 */
final class ErrorCode {

	static final long NONE = 0;

	/**
	 * Stands in where the number is not documented.
	 */
	static final long OTHER = 268435462;

	static final long SIGNATURE_WRONG = 269546525;

	static final long AUTHORIZATION_MALFORMED = 268443699;

	static final long SERIAL_NUMBER_WRONG = 269546507;

	static final long CERTIFICATE_EXPIRED = 269546505;

	static final long MERCHANT_UNKNOWN = 269546538;

	static final long CLOCK_OFF = 268573590;

	static final long RATE_LIMITED = 268461336;

	static final long INTERNAL = 272888874;

	static final long REENTRY_CHANGED = 268498688;

	static final long STOCK_UNKNOWN = 270079488;

	static final long APPID_NOT_BOUND = 270079507;

	static final long NO_CROSS_MERCHANT = 270079508;

	static final long NOT_RUNNING = 270079533;

	static final long BUDGET = 270079534;

	private ErrorCode() {
	}

}
