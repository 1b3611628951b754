package io.github.wechatpayspring.notification;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that were not read yet. A field that has the type it should
 * have is taken out when it is read; what is left in the end is what this version does
 * not know or cannot read. Where several names are given, the first that can be read
 * counts.
 */
final class JsonFields {

	// as in samples of 2020, which is Beijing time
	private static final DateTimeFormatter COMPACT_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withResolverStyle(ResolverStyle.STRICT);

	private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

	private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

	JsonFields(Map<?, ?> fields) {
		fields.forEach((name, value) -> this.fields.put(String.valueOf(name), value));
	}

	static @Nullable JsonFields of(@Nullable Object value) {
		return (value instanceof Map<?, ?> object) ? new JsonFields(object) : null;
	}

	String requiredText(String name) {
		String value = text(name);
		if (value == null) {
			throw UnreadableNotificationException.malformed("it has no '%s'".formatted(name));
		}
		return value;
	}

	JsonFields requiredObject(String name) {
		JsonFields value = object(Function.identity(), name);
		if (value == null) {
			throw UnreadableNotificationException.malformed("it has no '%s'".formatted(name));
		}
		return value;
	}

	boolean hasText(String name) {
		return asText(this.fields.get(name)) != null;
	}

	@Nullable String text(String... names) {
		return take(JsonFields::asText, names);
	}

	<T> @Nullable T value(Function<String, T> type, String... names) {
		String text = text(names);
		return (text != null) ? type.apply(text) : null;
	}

	@Nullable Long whole(String... names) {
		return take(JsonFields::asWhole, names);
	}

	@Nullable Boolean flag(String name) {
		return take((value) -> (value instanceof Boolean flag) ? flag : null, name);
	}

	@Nullable OffsetDateTime time(String name) {
		return take((value) -> (value instanceof String text) ? asTime(text) : null, name);
	}

	<T> @Nullable T object(Function<JsonFields, T> type, String... names) {
		JsonFields object = take(JsonFields::of, names);
		return (object != null) ? type.apply(object) : null;
	}

	<T> List<T> objects(Function<JsonFields, T> type, String name) {
		List<JsonFields> objects = take(JsonFields::asObjects, name);
		return (objects != null) ? objects.stream().map(type).toList() : List.of();
	}

	Map<String, @Nullable Object> rest() {
		return this.fields;
	}

	private <T> @Nullable T take(Function<Object, @Nullable T> type, String... names) {
		for (String name : names) {
			Object value = this.fields.get(name);
			T taken = (value != null) ? type.apply(value) : null;
			if (taken != null || value == null || "".equals(value)) {
				this.fields.remove(name);
			}
			if (taken != null) {
				return taken;
			}
		}
		return null;
	}

	private static @Nullable String asText(@Nullable Object value) {
		if (value instanceof String text) {
			return (!text.isEmpty()) ? text : null;
		}
		Long whole = asWhole(value);
		return (whole != null) ? whole.toString() : null;
	}

	private static @Nullable Long asWhole(@Nullable Object value) {
		if (value instanceof Integer whole) {
			return whole.longValue();
		}
		return (value instanceof Long whole) ? whole : null;
	}

	private static @Nullable OffsetDateTime asTime(String text) {
		try {
			return OffsetDateTime.parse(text);
		}
		catch (DateTimeException ex) {
			// perhaps the other format
		}
		try {
			return LocalDateTime.parse(text, COMPACT_TIME).atOffset(BEIJING);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable List<JsonFields> asObjects(Object value) {
		if (!(value instanceof List<?> elements)) {
			return null;
		}
		List<JsonFields> objects = new ArrayList<>();
		for (Object element : elements) {
			JsonFields object = of(element);
			if (object == null) {
				return null;
			}
			objects.add(object);
		}
		return objects;
	}

}
