package io.github.wechatpayspring.simulator.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encrypts for the merchant with the API v3 key, in the mode GCM of the suite's cipher.
 */
public final class ApiV3Encryption {

	private static final int TAG_BITS = 128;

	private static final int NONCE_CHARACTERS = 12;

	private final CipherSuite suite;

	private final byte[] apiV3Key;

	/**
	 * Encrypt with a key.
	 * @param suite what it is for
	 * @param apiV3Key the API v3 key, 32 bytes
	 */
	public ApiV3Encryption(CipherSuite suite, String apiV3Key) {
		this.suite = suite;
		this.apiV3Key = apiV3Key.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Encrypt a text.
	 * @param associatedData the associated data
	 * @param plaintext the text
	 * @return the fields of the ciphertext
	 */
	public ObjectNode encrypt(String associatedData, String plaintext) {
		String nonce = RandomText.lowerHex(NONCE_CHARACTERS);
		try {
			return JsonNodeFactory.instance.objectNode()
				.put("algorithm", this.suite.sealingAlgorithm())
				.put("nonce", nonce)
				.put("associated_data", associatedData)
				.put("ciphertext", encrypt(nonce, associatedData, plaintext));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("There is no " + this.suite.sealingAlgorithm(), ex);
		}
	}

	String encrypt(String nonce, String associatedData, String plaintext) throws GeneralSecurityException {
		Cipher cipher = this.suite.sealingCipher();
		cipher.init(Cipher.ENCRYPT_MODE, this.suite.sealingKey(this.apiV3Key),
				new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
		cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder().encodeToString(cipher.doFinal(plaintext.getBytes(StandardCharsets.UTF_8)));
	}

}
