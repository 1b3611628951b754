package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JDK's AES-GCM, as WeChat Pay encrypts with the API v3 key.
 */
final class AesGcm {

	private static final int TAG_BITS = 128;

	private static final int NONCE_CHARACTERS = 12;

	private AesGcm() {
	}

	/**
	 * Encrypt something for the merchant.
	 * @param apiV3Key the API v3 key
	 * @param associatedData the associated data
	 * @param plaintext the text
	 * @return the fields of the ciphertext
	 */
	static ObjectNode encrypt(String apiV3Key, String associatedData, String plaintext) {
		String nonce = RandomText.lowerHex(NONCE_CHARACTERS);
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
					new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
			cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
			byte[] ciphertext = cipher.doFinal(plaintext.getBytes(StandardCharsets.UTF_8));
			return JsonNodeFactory.instance.objectNode()
				.put("algorithm", "AEAD_AES_256_GCM")
				.put("nonce", nonce)
				.put("associated_data", associatedData)
				.put("ciphertext", Base64.getEncoder().encodeToString(ciphertext));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no AES-GCM", ex);
		}
	}

}
