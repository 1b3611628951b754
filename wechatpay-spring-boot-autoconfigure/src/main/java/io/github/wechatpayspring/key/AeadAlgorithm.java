package io.github.wechatpayspring.key;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
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
	AES_256_GCM("AEAD_AES_256_GCM", AESEngine::newInstance, (apiV3Key) -> apiV3Key),

	/**
	 * SM4-GCM (国密), keyed with the first 16 bytes of the SM3 hash of the API v3 key.
	 */
	SM4_GCM("AEAD_SM4_GCM", SM4Engine::new, (apiV3Key) -> Arrays.copyOf(sm3(apiV3Key), 16));

	private final String fieldValue;

	private final Supplier<BlockCipher> engine;

	private final UnaryOperator<byte[]> derivation;

	AeadAlgorithm(String fieldValue, Supplier<BlockCipher> engine, UnaryOperator<byte[]> derivation) {
		this.fieldValue = fieldValue;
		this.engine = engine;
		this.derivation = derivation;
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

	BlockCipher engine() {
		return this.engine.get();
	}

	KeyParameter key(byte[] apiV3Key) {
		return new KeyParameter(this.derivation.apply(apiV3Key));
	}

	private static byte[] sm3(byte[] bytes) {
		SM3Digest digest = new SM3Digest();
		digest.update(bytes, 0, bytes.length);
		byte[] hash = new byte[digest.getDigestSize()];
		digest.doFinal(hash, 0);
		return hash;
	}

}
