package io.github.wechatpayspring.field;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the records of responses have in common.
 */
public final class ResponseFields {

	/**
	 * Name under which the {@code Request-ID} header is injected into responses.
	 */
	public static final String REQUEST_ID = "requestId";

	private ResponseFields() {
	}

	/**
	 * Check a field without which a response is worth nothing.
	 * @param <T> its type
	 * @param field its name
	 * @param value its value
	 * @return the value
	 * @throws IllegalArgumentException if it is missing
	 */
	public static <T> T required(String field, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException("The response has no '%s'".formatted(field));
		}
		return value;
	}

	/**
	 * Return the fields of a response that has only known ones.
	 * @return an empty map
	 */
	public static Map<String, @Nullable Object> none() {
		return copy(null);
	}

	/**
	 * Copy the fields of a response that are not known.
	 * @param fields the fields, or {@code null} if there are none
	 * @return an unmodifiable copy
	 */
	public static Map<String, @Nullable Object> copy(@Nullable Map<String, @Nullable Object> fields) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		if (fields != null) {
			copy.putAll(fields);
		}
		return Collections.unmodifiableMap(copy);
	}

}
