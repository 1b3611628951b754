package io.github.wechatpayspring.bulk;

import java.io.Serial;

/**
 * A job cannot be created or changed as asked. Nothing was done.
 */
public class BulkJobException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	public BulkJobException(String message) {
		super(message);
	}

	public BulkJobException(String message, Throwable cause) {
		super(message, cause);
	}

}
