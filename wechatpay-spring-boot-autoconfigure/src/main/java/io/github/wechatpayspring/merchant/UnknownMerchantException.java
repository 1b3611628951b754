package io.github.wechatpayspring.merchant;

import java.io.Serial;

/**
 * Thrown when there is no merchant of a name. Says which there are.
 */
public class UnknownMerchantException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was asked for, and what there is
	 */
	public UnknownMerchantException(String message) {
		super(message);
	}

}
