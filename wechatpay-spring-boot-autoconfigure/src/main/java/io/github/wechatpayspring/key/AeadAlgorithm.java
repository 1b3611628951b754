package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The algorithms that WeChat Pay encrypts with, using the API v3 key. Each ciphertext
 * comes with the name of its algorithm.
 */
public enum AeadAlgorithm {

	/**
	 * AES-256-GCM, keyed with the API v3 key itself.
	 */
	AES_256_GCM("AEAD_AES_256_GCM", AeadAlgorithm::decryptAes),

	/**
	 * SM4-GCM (国密), keyed with the first 16 bytes of the SM3 hash of the API v3 key.
	 */
	SM4_GCM("AEAD_SM4_GCM", Sm4Gcm::decrypt);

	private static final int TAG_BITS = 128;

	private final String fieldValue;

	private final Decryption decryption;

	AeadAlgorithm(String fieldValue, Decryption decryption) {
		this.fieldValue = fieldValue;
		this.decryption = decryption;
	}

	/**
	 * Return the algorithm of an {@code algorithm} field.
	 * @param fieldValue the value of the field, {@code null} if it is missing
	 * @return the algorithm, or {@code null} if it is not known
	 */
	public static @Nullable AeadAlgorithm find(@Nullable String fieldValue) {
		return Arrays.stream(values())
			.filter((algorithm) -> algorithm.fieldValue.equals(fieldValue))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return its name in {@code algorithm} fields.
	 * @return the name
	 */
	public String fieldValue() {
		return this.fieldValue;
	}

	/**
	 * Decrypt a ciphertext that ends with its tag.
	 * @param apiV3Key the API v3 key
	 * @param nonce the nonce
	 * @param associatedData the associated data
	 * @param ciphertext the ciphertext
	 * @return the plaintext
	 * @throws GeneralSecurityException if they do not belong together
	 * @throws IllegalArgumentException if the nonce is not usable
	 */
	byte[] decrypt(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
			throws GeneralSecurityException {
		return this.decryption.decrypt(apiV3Key, nonce, associatedData, ciphertext);
	}

	// with the JDK, which uses the processor's instructions for AES
	private static byte[] decryptAes(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
			throws GeneralSecurityException {
		if (ciphertext.length < TAG_BITS / Byte.SIZE) {
			throw new AEADBadTagException("The ciphertext is shorter than its tag");
		}
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(apiV3Key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(associatedData);
		return cipher.doFinal(ciphertext);
	}

	@FunctionalInterface
	private interface Decryption {

		byte[] decrypt(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
				throws GeneralSecurityException;

	}

}
