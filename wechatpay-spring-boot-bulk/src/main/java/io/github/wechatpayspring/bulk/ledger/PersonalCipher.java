package io.github.wechatpayspring.bulk.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts what is personal in a line with AES-GCM, bound to the number of its issue.
 */
public final class PersonalCipher {

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final JsonMapper mapper;

	private final SecretKey key;

	/**
	 * Create a cipher.
	 * @param mapper writes the values
	 * @param key the key of the application, 16 or 32 bytes
	 * @throws IllegalArgumentException if it has another length
	 */
	public PersonalCipher(JsonMapper mapper, byte[] key) {
		if (key.length != 16 && key.length != 32) {
			throw new IllegalArgumentException("A key has 16 or 32 bytes, not %d".formatted(key.length));
		}
		this.mapper = mapper;
		this.key = new SecretKeySpec(key, "AES");
	}

	/**
	 * Encrypt values.
	 * @param outRequestNo the number of the issue
	 * @param values the values
	 * @return what can be stored
	 */
	public String seal(String outRequestNo, Map<BulkColumn, String> values) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, outRequestNo)
				.doFinal(this.mapper.writeValueAsBytes(values));
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has AES-GCM", ex);
		}
	}

	/**
	 * Decrypt values.
	 * @param outRequestNo the number of the issue
	 * @param sealed what was stored
	 * @return the values
	 * @throws BulkJobException if the key is another one
	 */
	public Map<BulkColumn, String> open(String outRequestNo, String sealed) {
		byte[] bytes = Base64.getDecoder().decode(sealed);
		try {
			byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), outRequestNo).doFinal(bytes,
					NONCE_BYTES, bytes.length - NONCE_BYTES);
			return this.mapper.readValue(plain, new TypeReference<EnumMap<BulkColumn, String>>() {
			});
		}
		catch (GeneralSecurityException ex) {
			throw new BulkJobException(
					"The names of a job cannot be decrypted: set wechatpay.bulk.encryption-key to the key with which it was created",
					ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String outRequestNo) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(outRequestNo.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}
