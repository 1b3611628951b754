package io.github.wechatpayspring.client;

import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;

/**
 * Refuses headers that no HTTP client may send as they are: some throw, some change them
 * without a word.
 */
final class RequestHeaders {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

	private RequestHeaders() {
	}

	/**
	 * Check headers before they are sent.
	 * @param headers the headers
	 * @throws IllegalArgumentException if one of them cannot be sent as it is
	 */
	static void check(HttpHeaders headers) {
		headers.forEach((name, values) -> {
			if (!NAME.matcher(name).matches()) {
				throw new IllegalArgumentException(
						"The request was not sent: a header of the request has a name that HTTP does not allow");
			}
			for (String value : values) {
				// the value may be a secret
				if (value == null || !VALUE.matcher(value).matches()) {
					throw new IllegalArgumentException(
							"The request was not sent: the header %s of the request holds a line break, another control character or one beyond Latin-1"
								.formatted(name));
				}
			}
		});
	}

}
