package io.github.wechatpayspring.simulator;

import java.security.SecureRandom;

/**
 * Random identifiers over a given alphabet.
 */
final class RandomText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomText() {
	}

	static String digits(int length) {
		return of("0123456789", length);
	}

	static String upperHex(int length) {
		return of("0123456789ABCDEF", length);
	}

	static String lowerHex(int length) {
		return of("0123456789abcdef", length);
	}

	static String alphanumeric(int length) {
		return of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
	}

	private static String of(String alphabet, int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
		}
		return text.toString();
	}

}
