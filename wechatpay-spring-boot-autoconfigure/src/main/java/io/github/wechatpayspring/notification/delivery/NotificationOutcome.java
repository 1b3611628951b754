package io.github.wechatpayspring.notification.delivery;

/**
 * The outcome of a delivery of a notification, and the response to it.
 *
 * @see <a href=
 * "https://pay.weixin.qq.com/docs/merchant/apis/cash-coupons/check-notice.html">What
 * WeChat Pay expects (通知应答)</a>
 */
public enum NotificationOutcome {

	/**
	 * The notification was handled.
	 */
	HANDLED(204, ""),

	/**
	 * The notification had been handled before.
	 */
	REPEATED(204, ""),

	/**
	 * Another delivery of the notification is being handled, and may still fail.
	 */
	IN_PROGRESS(500, "Being handled, send it again later"),

	/**
	 * The notification took too long. If it is handled in the end, the next delivery is
	 * {@link #REPEATED}.
	 */
	TIMEOUT(500, "Still being handled, send it again later"),

	/**
	 * The handler or the store failed.
	 */
	FAILED(500, "Not handled, send it again"),

	/**
	 * WeChat Pay signed the notification, but it cannot be read.
	 */
	UNREADABLE(500, "Cannot be read, send it again"),

	/**
	 * The body is not as long as its headers say, since a filter or an interceptor of the
	 * application read or changed it before.
	 */
	BODY_ALTERED(500, "Cannot be verified now, send it again"),

	/**
	 * There is no key to verify the signature with.
	 */
	KEY_UNAVAILABLE(500, "Cannot be verified now, send it again"),

	/**
	 * The signature is a probe: WeChat Pay checks whether wrong ones are refused.
	 */
	PROBE(401, "The signature is wrong"),

	/**
	 * The message cannot be trusted to come from WeChat Pay.
	 */
	REFUSED(401, "The signature is wrong"),

	/**
	 * The message is longer than any notification.
	 */
	TOO_LARGE(413, "Too large");

	private final int status;

	private final String message;

	NotificationOutcome(int status, String message) {
		this.status = status;
		this.message = message;
	}

	/**
	 * Return the HTTP status of the response.
	 * @return the status; after {@code 5xx} WeChat Pay sends the notification again
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the JSON body of the response, which reveals nothing.
	 * @return the body, empty if there is none
	 */
	public String body() {
		return (!this.message.isEmpty()) ? "{\"code\":\"FAIL\",\"message\":\"%s\"}".formatted(this.message) : "";
	}

}
