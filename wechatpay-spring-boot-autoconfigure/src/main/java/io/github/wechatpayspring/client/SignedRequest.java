package io.github.wechatpayspring.client;

import java.io.Serial;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;

/**
 * A request in one attempt, with headers of its own: another attempt is signed anew with
 * the keys of its time, and nobody outside of here sees a signature.
 */
final class SignedRequest extends HttpRequestWrapper {

	private static final String NAME_SYMBOLS = "!#$%&'*+.^_`|~-";

	private final AttemptHeaders headers = new AttemptHeaders();

	SignedRequest(HttpRequest request) {
		super(request);
		this.headers.putAll(request.getHeaders());
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	void setIfAbsent(String name, String value) {
		if (!this.headers.containsHeader(name)) {
			this.headers.set(name, value);
		}
	}

	/**
	 * Refuse headers that no HTTP client may send as they are: some throw, some change
	 * them without a word.
	 * @throws IllegalArgumentException if one of them cannot be sent as it is
	 */
	void checkHeaders() {
		this.headers.forEach((name, values) -> {
			if (!isName(name)) {
				throw new IllegalArgumentException(
						"The request was not sent: a header of the request has a name that HTTP does not allow");
			}
			for (String value : values) {
				// the value may be a secret
				if (!isValue(value)) {
					throw new IllegalArgumentException(
							"The request was not sent: the header %s of the request holds a line break, another control character or one beyond Latin-1"
								.formatted(name));
				}
			}
		});
	}

	// without regular expressions: it is done for each header of each call
	private static boolean isName(String name) {
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			boolean letterOrDigit = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
					|| (character >= '0' && character <= '9');
			if (!letterOrDigit && NAME_SYMBOLS.indexOf(character) == -1) {
				return false;
			}
		}
		return !name.isEmpty();
	}

	private static boolean isValue(@Nullable String value) {
		for (int i = 0; value != null && i < value.length(); i++) {
			char character = value.charAt(i);
			boolean control = (character < 0x20 && character != '\t') || character == 0x7f;
			if (control || character > 0xff) {
				return false;
			}
		}
		return value != null;
	}

	/**
	 * Headers that are walked through as they are, while others are copied for it.
	 */
	private static final class AttemptHeaders extends HttpHeaders {

		@Serial
		private static final long serialVersionUID = 1L;

		private final transient MultiValueMap<String, String> all;

		AttemptHeaders() {
			this(CollectionUtils.toMultiValueMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
		}

		private AttemptHeaders(MultiValueMap<String, String> all) {
			super(all);
			this.all = all;
		}

		@Override
		public void forEach(BiConsumer<? super String, ? super List<String>> action) {
			this.all.forEach(action);
		}

	}

}
