package io.github.wechatpayspring.notification;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.field.WechatPayJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.BeanUtils;
import org.springframework.util.StringUtils;

/**
 * Reads records from JSON field by field: a field that cannot be read spoils nothing
 * else, which Jackson does not offer, and stays in {@code additionalFields} beside those
 * that are not known. Of a name and its aliases the first that can be read counts.
 */
final class LenientRecords {

	private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {
	};

	// as in samples of 2020, which is Beijing time
	private static final DateTimeFormatter COMPACT_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withResolverStyle(ResolverStyle.STRICT);

	private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

	private LenientRecords() {
	}

	/**
	 * Read a record.
	 * @param <T> its type
	 * @param type its type
	 * @param object the JSON, from which the fields are removed that can be read
	 * @param given values of components that are not in the JSON
	 * @return the record
	 * @throws UnreadableNotificationException if a required field is missing
	 */
	static <T> T read(Class<T> type, ObjectNode object, Map<String, ? extends @Nullable Object> given) {
		RecordComponent[] components = type.getRecordComponents();
		@Nullable Object[] values = new @Nullable Object[components.length];
		for (int i = 0; i < components.length; i++) {
			String name = components[i].getName();
			if (given.containsKey(name)) {
				values[i] = given.get(name);
			}
			else {
				// the last one
				values[i] = ("additionalFields".equals(name)) ? fields(object) : take(object, components[i]);
			}
		}
		return create(type, values);
	}

	static Map<String, @Nullable Object> fields(ObjectNode object) {
		return JsonMapper.shared().treeToValue(object, FIELDS);
	}

	static @Nullable String text(@Nullable JsonNode value) {
		if (value == null) {
			return null;
		}
		return (value.isString()) ? StringUtils.hasLength(value.stringValue()) ? value.stringValue() : null
				: (isWhole(value)) ? value.asString() : null;
	}

	static String requiredText(ObjectNode object, String name) {
		String text = text(object.get(name));
		if (text == null) {
			throw UnreadableNotificationException.missing(name);
		}
		return text;
	}

	private static @Nullable Object take(ObjectNode object, RecordComponent component) {
		Type type = component.getGenericType();
		String name = WechatPayJson.wireName(component.getName());
		JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
		for (String each : (alias != null) ? names(name, alias) : List.of(name)) {
			JsonNode value = object.get(each);
			Object read = (value != null) ? convert(value, type) : null;
			if (read != null || isNothing(value)) {
				object.remove(each);
			}
			if (read != null) {
				return read;
			}
		}
		JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
		if (property != null && property.required()) {
			throw UnreadableNotificationException.missing(name);
		}
		return (type instanceof ParameterizedType) ? List.of() : null;
	}

	private static List<String> names(String name, JsonAlias alias) {
		return Stream.concat(Stream.of(name), Arrays.stream(alias.value())).toList();
	}

	private static boolean isNothing(@Nullable JsonNode value) {
		return value != null && (value.isNull() || (value.isString() && value.stringValue().isEmpty()));
	}

	private static @Nullable Object convert(JsonNode value, Type type) {
		if (type instanceof ParameterizedType list) {
			return (value instanceof ArrayNode array) ? elements(array, list.getActualTypeArguments()[0]) : null;
		}
		if (type == String.class) {
			return text(value);
		}
		if (type == Long.class) {
			return (isWhole(value)) ? value.longValue() : null;
		}
		if (type == Boolean.class) {
			return (value.isBoolean()) ? value.booleanValue() : null;
		}
		if (type == OffsetDateTime.class) {
			return (value.isString()) ? time(value.stringValue()) : null;
		}
		Class<?> record = (Class<?>) type;
		if (record.getRecordComponents().length == 1) {
			// a value that is open for others
			String text = text(value);
			return (text != null) ? create(record, text) : null;
		}
		return (value instanceof ObjectNode object) ? read(record, object, Map.of()) : null;
	}

	private static @Nullable List<Object> elements(ArrayNode array, Type type) {
		List<Object> elements = new ArrayList<>();
		if (array.valueStream().allMatch(ObjectNode.class::isInstance)) {
			array.forEach((element) -> elements.add(read((Class<?>) type, (ObjectNode) element, Map.of())));
			return elements;
		}
		return null;
	}

	private static boolean isWhole(JsonNode value) {
		return value.isInt() || value.isLong();
	}

	private static @Nullable OffsetDateTime time(String text) {
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

	@SuppressWarnings("NullAway") // what is missing is null
	private static <T> T create(Class<T> type, @Nullable Object... values) {
		Class<?>[] types = Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			return BeanUtils.instantiateClass(type.getDeclaredConstructor(types), values);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex); // every record has it
		}
	}

}
