package io.github.wechatpayspring.client.customizer;

/**
 * What an application's customizer of the client tries to do to calls beyond adding
 * headers and looking at them.
 */
public enum Interference {

	/**
	 * It fails before anything is sent, so no call can be made.
	 */
	FAILS,

	/**
	 * It responds itself, so no call can be made.
	 */
	RESPONDS,

	/**
	 * It changes method, URI or body, so no call can be made.
	 */
	CHANGES_REQUEST,

	/**
	 * It sets headers that are not its own, which is ignored.
	 */
	SETS_RESERVED_HEADERS,

	/**
	 * It sends the request again, which is refused.
	 */
	SENDS_TWICE,

	/**
	 * It fails after the response came, which is ignored.
	 */
	FAILS_AFTERWARDS;

	/**
	 * Return whether calls fail because of it.
	 * @return {@code false} if it has no effect
	 */
	public boolean preventsCalls() {
		return ordinal() <= CHANGES_REQUEST.ordinal();
	}

}
