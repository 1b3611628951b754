package io.github.wechatpayspring.field;

import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of a request while it is built. Each method returns the value passed
 * to it or throws an {@link IllegalArgumentException} that names the field and what is
 * wrong, never the value. Lengths are counted in bytes of UTF-8, as WeChat Pay counts
 * them.
 */
public final class RequestFields {

	private RequestFields() {
	}

	/**
	 * Check a field that must be there.
	 * @param field its name
	 * @param value its value
	 * @return the value
	 */
	public static String required(String field, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'%s' is missing: it must not be blank".formatted(field));
		}
		if (hasLoneSurrogate(value)) {
			// would be sent as a question mark
			throw new IllegalArgumentException(
					"'%s' holds half of a character (a lone surrogate): the text was cut in the middle of one"
						.formatted(field));
		}
		return value;
	}

	/**
	 * Check a field that must be there.
	 * @param field its name
	 * @param value its value
	 * @param maximumBytes its greatest length
	 * @return the value
	 */
	public static String required(String field, @Nullable String value, int maximumBytes) {
		return withinLength(field, required(field, value), maximumBytes);
	}

	/**
	 * Check a field that must be there.
	 * @param <T> its type
	 * @param field its name
	 * @param value its value
	 * @return the value
	 */
	public static <T> T required(String field, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException("'%s' is missing: it must be set".formatted(field));
		}
		return value;
	}

	/**
	 * Check a field that may be left out.
	 * @param field its name
	 * @param value its value
	 * @param maximumBytes its greatest length
	 * @return the value
	 */
	public static @Nullable String optional(String field, @Nullable String value, int maximumBytes) {
		return (value != null) ? required(field, value, maximumBytes) : null;
	}

	/**
	 * Check a field that must be there.
	 * @param field its name
	 * @param value its value
	 * @param minimumBytes its least length
	 * @param maximumBytes its greatest length
	 * @return the value
	 */
	public static String between(String field, @Nullable String value, int minimumBytes, int maximumBytes) {
		String text = required(field, value, maximumBytes);
		int bytes = bytes(text);
		if (bytes < minimumBytes) {
			throw new IllegalArgumentException(
					"'%s' must have at least %d bytes in UTF-8, but has %d".formatted(field, minimumBytes, bytes));
		}
		return text;
	}

	/**
	 * Check an openid or another value that becomes a path segment.
	 * @param field its name
	 * @param value its value
	 * @param maximumBytes its greatest length
	 * @return the value
	 */
	public static String pathSegment(String field, @Nullable String value, int maximumBytes) {
		String segment = required(field, value, maximumBytes);
		if (".".equals(segment) || "..".equals(segment)) {
			throw new IllegalArgumentException("'%s' must not consist of dots only".formatted(field));
		}
		return segment;
	}

	/**
	 * Check a number that the merchant assigns to a request: letters, digits and
	 * {@code | _ * -}.
	 * @param field its name
	 * @param value its value
	 * @param maximumBytes its greatest length
	 * @return the value
	 */
	public static String requestNumber(String field, @Nullable String value, int maximumBytes) {
		String number = required(field, value, maximumBytes);
		if (!number.chars().allMatch(RequestFields::isAllowedInRequestNumber)) {
			throw new IllegalArgumentException(
					"'%s' may consist of letters, digits and | _ * - only, but holds another character"
						.formatted(field));
		}
		return number;
	}

	/**
	 * Check an amount that may be left out.
	 * @param field its name
	 * @param value its value in fen
	 * @return the value
	 */
	public static @Nullable Long positive(String field, @Nullable Long value) {
		if (value != null && value <= 0) {
			throw new IllegalArgumentException("'%s' must be greater than 0, but is %d".formatted(field, value));
		}
		return value;
	}

	private static String withinLength(String field, String value, int maximumBytes) {
		int bytes = bytes(value);
		if (bytes > maximumBytes) {
			throw new IllegalArgumentException(
					"'%s' must have at most %d bytes in UTF-8, but has %d".formatted(field, maximumBytes, bytes));
		}
		return value;
	}

	private static boolean isAllowedInRequestNumber(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "|_*-".indexOf(character) != -1;
	}

	private static boolean hasLoneSurrogate(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (Character.isSurrogate(value.charAt(i))) {
				if (!Character.isSurrogatePair(value.charAt(i), (i + 1 < value.length()) ? value.charAt(i + 1) : ' ')) {
					return true;
				}
				i++;
			}
		}
		return false;
	}

	// in UTF-8, without encoding what is only to be measured
	private static int bytes(String value) {
		int bytes = 0;
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character < 0x80) {
				bytes++;
			}
			else {
				// each half of a pair is two of its four
				bytes += (character < 0x800 || Character.isSurrogate(character)) ? 2 : 3;
			}
		}
		return bytes;
	}

}
