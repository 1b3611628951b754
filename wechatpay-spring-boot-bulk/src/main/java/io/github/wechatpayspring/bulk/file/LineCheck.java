package io.github.wechatpayspring.bulk.file;

import org.jspecify.annotations.Nullable;

/**
 * Stub.
 */
public final class LineCheck {

	private LineCheck() {
	}

	public static @Nullable String problem(String openid) {
		return (openid.length() < 16) ? "openid: an openid has 16 to 128 characters" : null;
	}

}
