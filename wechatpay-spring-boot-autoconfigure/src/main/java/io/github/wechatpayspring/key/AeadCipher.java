package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Decrypts what WeChat Pay encrypted with the API v3 key (APIv3密钥): callbacks and
 * platform certificates. Immutable and safe for use by several threads.
 */
public final class AeadCipher {

	private static final int API_V3_KEY_BYTES = 32;

	private static final String EXPECTED = "Use the API v3 key (APIv3密钥) as set in the merchant platform, 32 letters and digits, neither decoded nor encoded.";

	private final byte[] apiV3Key;

	private AeadCipher(byte[] apiV3Key) {
		this.apiV3Key = apiV3Key;
	}

	/**
	 * Create a cipher.
	 * @param apiV3Key the API v3 key
	 * @return the cipher
	 * @throws InvalidKeyMaterialException if the key does not have 32 bytes, or has a
	 * character that no key has
	 */
	public static AeadCipher of(String apiV3Key) {
		return new AeadCipher(bytes(apiV3Key));
	}

	/**
	 * Decrypt a ciphertext that ends with its tag.
	 * @param algorithm what it was made with
	 * @param nonce the nonce, 12 bytes
	 * @param associatedData the associated data, empty if there is none
	 * @param ciphertext the ciphertext
	 * @return the plaintext
	 * @throws DecryptionException if the ciphertext was not made with this key, nonce and
	 * associated data
	 */
	public byte[] decrypt(AeadAlgorithm algorithm, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
		try {
			return algorithm.decrypt(this.apiV3Key, nonce, associatedData, ciphertext);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			// an IllegalArgumentException is about the nonce
			throw new DecryptionException("The API v3 key does not open this ciphertext. Compare it with the one in "
					+ "商户平台 → 账户中心 → API安全 (it is not the APIv2 key)", ex);
		}
	}

	private static byte[] bytes(String apiV3Key) {
		String key = PastedText.plain(apiV3Key);
		byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
		String stranger = PastedText.stranger(key, (character) -> character > ' ' && character <= '~');
		if (!stranger.isEmpty()) {
			throw new InvalidKeyMaterialException("%d bytes, with %s.".formatted(bytes.length, stranger), EXPECTED);
		}
		if (bytes.length != API_V3_KEY_BYTES) {
			throw new InvalidKeyMaterialException("%d bytes instead of %d.".formatted(bytes.length, API_V3_KEY_BYTES),
					EXPECTED);
		}
		return bytes;
	}

	@Override
	public String toString() {
		return "AeadCipher";
	}

}
