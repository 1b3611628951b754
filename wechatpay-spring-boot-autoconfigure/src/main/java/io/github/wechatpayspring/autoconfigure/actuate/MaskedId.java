package io.github.wechatpayspring.autoconfigure.actuate;

/**
 * Shows of the name of a key what tells it from others.
 */
final class MaskedId {

	private static final String PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";

	private static final int SHOWN = 4;

	private MaskedId() {
	}

	static String of(String id) {
		String prefix = (id.startsWith(PUBLIC_KEY_PREFIX)) ? PUBLIC_KEY_PREFIX : "";
		String rest = id.substring(prefix.length());
		if (rest.length() <= 2 * SHOWN) {
			return prefix + "******";
		}
		return prefix + rest.substring(0, SHOWN) + "******" + rest.substring(rest.length() - SHOWN);
	}

}
