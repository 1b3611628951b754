package io.github.wechatpayspring.api;

import java.io.Serial;

/**
 * A description from which nothing can be generated.
 */
class DescriptionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	DescriptionException(String place, String mistake) {
		super(place + " " + mistake);
	}

}
