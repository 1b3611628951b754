package io.github.wechatpayspring.key;

/**
 * Encrypts sensitive fields for WeChat Pay. Implementations are safe for use by several
 * threads.
 */
@FunctionalInterface
public interface FieldCipher {

	/**
	 * Encrypt one field.
	 * @param plaintext the field's text
	 * @return the ciphertext in Base64
	 * @throws IllegalArgumentException if the text is too long for the key
	 */
	String encrypt(String plaintext);

}
