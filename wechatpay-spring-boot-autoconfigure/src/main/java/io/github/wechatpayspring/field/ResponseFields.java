package io.github.wechatpayspring.field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

	/**
	 * Copy a list, which WeChat Pay leaves out when it has no elements.
	 * @param <T> the type of its elements
	 * @param list the list, or {@code null}
	 * @return an unmodifiable copy without nulls
	 */
	public static <T> List<T> list(@Nullable List<@Nullable T> list) {
		List<T> copy = new ArrayList<>();
		if (list != null) {
			list.stream().filter(Objects::nonNull).forEach(copy::add);
		}
		return Collections.unmodifiableList(copy);
	}

	/**
	 * Copy a list of what may be sent as well as received.
	 * @param <T> the type of its elements
	 * @param list the list, or {@code null}
	 * @return an unmodifiable copy without nulls, {@code null} if there is none
	 */
	public static <T> @Nullable List<T> optionalList(@Nullable List<@Nullable T> list) {
		return (list != null) ? list(list) : null;
	}

	/**
	 * Join the unknown fields around and within a wrapped response.
	 * @param outer those around it, or {@code null}
	 * @param inner those within it
	 * @return all of them
	 */
	public static Map<String, @Nullable Object> join(@Nullable Map<String, @Nullable Object> outer,
			Map<String, @Nullable Object> inner) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(copy(outer));
		all.putAll(inner);
		return all;
	}

}
