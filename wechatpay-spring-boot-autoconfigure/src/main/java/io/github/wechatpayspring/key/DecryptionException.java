package io.github.wechatpayspring.key;

import java.io.Serial;

/**
 * A ciphertext that the key does not open: the key is not the one it was made with, or
 * the ciphertext, its nonce or its associated data were changed.
 */
public class DecryptionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	public DecryptionException(String message, Throwable cause) {
		super(message, cause);
	}

}
