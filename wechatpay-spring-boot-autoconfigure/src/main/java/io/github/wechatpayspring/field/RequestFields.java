package io.github.wechatpayspring.field;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of a request while it is built. Each method returns the value passed
 * to it or throws an {@link IllegalArgumentException} that names the field and what is
 * wrong, never the value of a text. Lengths are counted in bytes of UTF-8 unless a method
 * says otherwise.
 */
public final class RequestFields {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

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
	 * Check the length of a text that must be there, counted in characters.
	 * @param field its name
	 * @param value its value
	 * @param minimum its least length
	 * @param maximum its greatest length
	 * @return the value
	 */
	public static String characters(String field, @Nullable String value, int minimum, int maximum) {
		String text = required(field, value);
		int characters = text.codePointCount(0, text.length());
		if (characters < minimum || characters > maximum) {
			throw new IllegalArgumentException("'%s' must have %s characters, but has %d".formatted(field,
					(minimum > 1) ? minimum + " to " + maximum : "at most " + maximum, characters));
		}
		return text;
	}

	/**
	 * Check the form of a text that must be there.
	 * @param field its name
	 * @param value its value
	 * @param pattern its form, as a regular expression
	 * @return the value
	 */
	public static String matching(String field, @Nullable String value, String pattern) {
		String text = required(field, value);
		if (!Pattern.matches(pattern, text)) {
			throw new IllegalArgumentException("'%s' does not have the form %s".formatted(field, pattern));
		}
		return text;
	}

	/**
	 * Check a number that may be left out.
	 * @param <T> its type
	 * @param field its name
	 * @param value its value
	 * @param minimum the least value
	 * @param maximum the greatest value
	 * @return the value
	 */
	public static <T extends Number> @Nullable T range(String field, @Nullable T value, long minimum, long maximum) {
		if (value != null && (value.longValue() < minimum || value.longValue() > maximum)) {
			throw new IllegalArgumentException(
					"'%s' must %s, but is %d".formatted(field, range(minimum, maximum), value.longValue()));
		}
		return value;
	}

	private static String range(long minimum, long maximum) {
		if (maximum != Long.MAX_VALUE) {
			return (minimum != Long.MIN_VALUE) ? "be between %d and %d".formatted(minimum, maximum)
					: "be at most " + maximum;
		}
		if (minimum == 0) {
			return "not be negative";
		}
		return "be greater than " + (minimum - 1);
	}

	/**
	 * Check a list that must be there.
	 * @param <T> the type of its elements
	 * @param field its name
	 * @param value its value
	 * @param minimum its least size
	 * @param maximum its greatest size
	 * @return an unmodifiable copy
	 */
	public static <T> List<T> list(String field, @Nullable List<T> value, int minimum, int maximum) {
		List<T> list = required(field, value);
		for (T each : list) {
			if (each == null) {
				throw new IllegalArgumentException("'%s' must not hold null".formatted(field));
			}
		}
		if (list.size() < minimum || list.size() > maximum) {
			throw new IllegalArgumentException("'%s' must have %s, but has %d".formatted(field,
					(list.size() < minimum) ? "at least " + minimum : "at most " + maximum, list.size()));
		}
		return List.copyOf(list);
	}

	/**
	 * Check a list that may be left out.
	 * @param <T> the type of its elements
	 * @param field its name
	 * @param value its value
	 * @param minimum its least size
	 * @param maximum its greatest size
	 * @return an unmodifiable copy, {@code null} if it is left out
	 */
	public static <T> @Nullable List<T> optionalList(String field, @Nullable List<T> value, int minimum, int maximum) {
		return (value != null) ? list(field, value, minimum, maximum) : null;
	}

	/**
	 * Check that one of several fields is set, and only one.
	 * @param namesAndValues their names, each followed by its value
	 */
	public static void exactlyOneOf(@Nullable Object... namesAndValues) {
		long set = set(namesAndValues);
		if (set != 1) {
			throw new IllegalArgumentException("Exactly one of %s must be set, but %s is"
				.formatted(names(namesAndValues), (set == 0) ? "none" : "more than one"));
		}
	}

	/**
	 * Check that fields are set together or not at all.
	 * @param namesAndValues their names, each followed by its value
	 */
	public static void together(@Nullable Object... namesAndValues) {
		long set = set(namesAndValues);
		if (set != 0 && set != namesAndValues.length / 2) {
			throw new IllegalArgumentException(
					"%s must be set together or left out together".formatted(names(namesAndValues)));
		}
	}

	private static long set(@Nullable Object... namesAndValues) {
		return IntStream.range(0, namesAndValues.length / 2)
			.filter((index) -> namesAndValues[2 * index + 1] != null)
			.count();
	}

	private static String names(@Nullable Object... namesAndValues) {
		return IntStream.range(0, namesAndValues.length / 2)
			.mapToObj((index) -> "'" + namesAndValues[2 * index] + "'")
			.collect(Collectors.joining(" and "));
	}

	/**
	 * Return a time that must be there as WeChat Pay shows it: to the millisecond, in the
	 * time zone of China.
	 * @param field its name
	 * @param value its value
	 * @return the same time
	 */
	public static OffsetDateTime chinaTime(String field, @Nullable OffsetDateTime value) {
		return required(field, value).withOffsetSameInstant(CHINA).truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Check that a time is not too long ago to be sent.
	 * @param field its name
	 * @param value its value
	 * @param age how long ago it may be, in whole hours
	 * @param clock the time
	 */
	public static void notOlderThan(String field, OffsetDateTime value, Duration age, Clock clock) {
		if (value.isBefore(OffsetDateTime.now(clock).minus(age))) {
			throw new IllegalArgumentException(
					"'%1$s' must be at most %2$d hours ago, but is %3$s: check whether it was issued, then use a new outRequestNo and %1$s"
						.formatted(field, age.toHours(), value));
		}
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
