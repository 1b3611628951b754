package io.github.wechatpayspring.simulator.crypto;

import java.util.Base64;

/**
 * Writes the files that merchants have.
 */
final class Pem {

	private Pem() {
	}

	static String of(String type, byte[] encoded) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
	}

}
