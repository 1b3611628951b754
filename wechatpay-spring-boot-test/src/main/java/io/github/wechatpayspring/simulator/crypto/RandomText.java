package io.github.wechatpayspring.simulator.crypto;

import java.security.SecureRandom;

/**
 * Random identifiers over a given alphabet.
 */
public final class RandomText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomText() {
	}

	/**
	 * Make up a number.
	 * @param length how many digits it has
	 * @return the digits
	 */
	public static String digits(int length) {
		return of("0123456789", length);
	}

	/**
	 * Make up a number to the base 16.
	 * @param length how many digits it has
	 * @return the digits
	 */
	public static String upperHex(int length) {
		return of("0123456789ABCDEF", length);
	}

	static String lowerHex(int length) {
		return of("0123456789abcdef", length);
	}

	/**
	 * Make up letters and digits.
	 * @param length how many
	 * @return the text
	 */
	public static String alphanumeric(int length) {
		return of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
	}

	/**
	 * Make up a {@code Request-ID}.
	 * @param number the internal error number that ends it, 0 for none
	 * @return the header
	 */
	public static String requestId(long number) {
		return "08" + upperHex(42) + "-" + number;
	}

	private static String of(String alphabet, int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
		}
		return text.toString();
	}

}
