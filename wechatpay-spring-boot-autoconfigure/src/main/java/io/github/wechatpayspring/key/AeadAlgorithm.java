package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that WeChat Pay encrypts with the API v3 key. Each ciphertext comes with
 * the name of its own.
 */
public enum AeadAlgorithm {

	/**
	 * AES-256-GCM, keyed with the API v3 key itself.
	 */
	AES_256_GCM("AEAD_AES_256_GCM", AeadAlgorithm::decryptAes),

	/**
	 * SM4-GCM (国密), keyed with the first 16 bytes of the SM3 hash of the API v3 key.
	 */
	SM4_GCM("AEAD_SM4_GCM", AeadAlgorithm::decryptSm4);

	private static final int TAG_BITS = 128;

	private static final int SM4_KEY_BYTES = 16;

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
	 * Return the name that {@code algorithm} fields have for it.
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
	 * @throws InvalidCipherTextException if they do not belong together
	 * @throws IllegalArgumentException if the nonce is not usable
	 */
	byte[] decrypt(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
			throws GeneralSecurityException, InvalidCipherTextException {
		return this.decryption.decrypt(apiV3Key, nonce, associatedData, ciphertext);
	}

	// by the JDK, which has the processor's instructions for AES
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

	private static byte[] decryptSm4(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
			throws InvalidCipherTextException {
		GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
		KeyParameter key = new KeyParameter(Arrays.copyOf(sm3(apiV3Key), SM4_KEY_BYTES));
		cipher.init(false, new AEADParameters(key, TAG_BITS, nonce, associatedData));
		byte[] plaintext = new byte[cipher.getOutputSize(ciphertext.length)];
		int length = cipher.processBytes(ciphertext, 0, ciphertext.length, plaintext, 0);
		cipher.doFinal(plaintext, length);
		return plaintext;
	}

	private static byte[] sm3(byte[] bytes) {
		SM3Digest digest = new SM3Digest();
		digest.update(bytes, 0, bytes.length);
		byte[] hash = new byte[digest.getDigestSize()];
		digest.doFinal(hash, 0);
		return hash;
	}

	@FunctionalInterface
	private interface Decryption {

		byte[] decrypt(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
				throws GeneralSecurityException, InvalidCipherTextException;

	}

}
