package io.github.wechatpayspring.key;

import java.io.Serial;

/**
 * Key material that cannot be used. Says what was found instead and what to do, never the
 * material itself.
 */
public class InvalidKeyMaterialException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String found;

	private final String action;

	/**
	 * Create an exception.
	 * @param found what was found, without anything secret
	 * @param action what to do about it
	 */
	public InvalidKeyMaterialException(String found, String action) {
		super(found + " " + action);
		this.found = found;
		this.action = action;
	}

	/**
	 * Return what was found.
	 * @return a sentence
	 */
	public String found() {
		return this.found;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
