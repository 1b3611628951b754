package io.github.wechatpayspring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Derives the merchant's number of a request, {@code outRequestNo}, from what the request
 * is for. Whoever sends it again, be it after a crash or on another machine, sends the
 * same number, so that nothing is issued twice.
 */
public final class OutRequestNo {

	private static final int BYTES = 16;

	private OutRequestNo() {
	}

	/**
	 * Derive a number.
	 * @param keys what tells this issue from all others, for instance the name of a
	 * campaign and the openid of the user; the order matters
	 * @return 32 letters and digits, valid for every call: the same for the same keys in
	 * every version of this library, and another one for others. It is half a SHA-256 of
	 * the keys, so that two of a billion numbers are the same with odds of less than one
	 * to 10<sup>20</sup>; the keys cannot be read from it
	 * @throws IllegalArgumentException if there is no key or one is empty
	 */
	public static String of(String... keys) {
		if (keys.length == 0) {
			throw new IllegalArgumentException("'keys' must name what the number is for");
		}
		MessageDigest digest = sha256();
		for (int i = 0; i < keys.length; i++) {
			// a key from a database may be null whatever the compiler thinks
			if (Objects.requireNonNullElse(keys[i], "").isBlank()) {
				throw new IllegalArgumentException("'keys[%d]' must have text".formatted(i));
			}
			byte[] key = keys[i].getBytes(StandardCharsets.UTF_8);
			// with its length, so that ("a", "bc") is not ("ab", "c")
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).array());
			digest.update(key);
		}
		return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
