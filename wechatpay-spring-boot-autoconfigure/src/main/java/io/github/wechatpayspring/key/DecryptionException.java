package io.github.wechatpayspring.key;

import java.io.Serial;

/**
 * A ciphertext that cannot be decrypted: it was made with another key, or the ciphertext,
 * its nonce or its associated data were changed.
 */
public class DecryptionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	public DecryptionException(String message, Throwable cause) {
		super(message, cause);
	}

}
