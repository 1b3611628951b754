package io.github.wechatpayspring.client.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.field.WechatPayJson;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The components of a type of request by their name in Java and on the wire.
 */
final class RequestRecord {

	private final Map<String, Component> components = new LinkedHashMap<>();

	RequestRecord(Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			Method accessor = component.getAccessor();
			// a record may be private to the class of its interface
			ReflectionUtils.makeAccessible(accessor);
			JsonProperty property = accessor.getAnnotation(JsonProperty.class);
			String wireName = (property != null && !property.value().isEmpty()) ? property.value()
					: WechatPayJson.wireName(component.getName());
			this.components.put(component.getName(), new Component(component.getName(), wireName, accessor));
		}
	}

	Collection<Component> all() {
		return this.components.values();
	}

	/**
	 * Return a component.
	 * @param name its name in Java or on the wire
	 * @return the component, {@code null} if there is none of that name
	 */
	@Nullable Component find(String name) {
		Component component = this.components.get(name);
		return (component != null) ? component
				: this.components.values()
					.stream()
					.filter((each) -> each.wireName().equals(name))
					.findFirst()
					.orElse(null);
	}

	/**
	 * Return what is asked for in a URL.
	 * @param request the request
	 * @param elsewhere which components have their place already
	 * @return the other ones that are set, as they are written
	 */
	Map<String, Object> query(Object request, Predicate<Component> elsewhere) {
		Map<String, Object> query = new LinkedHashMap<>();
		for (Component component : this.components.values()) {
			Object value = (elsewhere.test(component)) ? null : component.value(request);
			if (value != null) {
				query.put(component.wireName(), written(value));
			}
		}
		return query;
	}

	private static Object written(Object value) {
		if (value instanceof Collection<?> values) {
			List<Object> all = new ArrayList<>();
			values.forEach((each) -> all.add(written(each)));
			return all;
		}
		return (value instanceof OffsetDateTime time) ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
				: value.toString();
	}

	/**
	 * A component of a request.
	 *
	 * @param name its name in Java
	 * @param wireName its name on the wire
	 * @param accessor reads it
	 */
	record Component(String name, String wireName, Method accessor) {

		boolean isIgnoredInJson() {
			return this.accessor.isAnnotationPresent(JsonIgnore.class);
		}

		boolean isSensitive() {
			return this.accessor.isAnnotationPresent(Sensitive.class);
		}

		boolean isIn(String template) {
			return template.contains("{" + this.wireName + "}") || template.contains("{" + this.name + "}");
		}

		@Nullable Object value(Object request) {
			try {
				return this.accessor.invoke(request);
			}
			catch (InvocationTargetException ex) {
				throw new IllegalArgumentException(
						"'%s' cannot be read from %s".formatted(this.name, request.getClass().getSimpleName()),
						ex.getTargetException());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalArgumentException(
						"'%s' cannot be read: make %s public".formatted(this.name, request.getClass().getSimpleName()),
						ex);
			}
		}

	}

}
