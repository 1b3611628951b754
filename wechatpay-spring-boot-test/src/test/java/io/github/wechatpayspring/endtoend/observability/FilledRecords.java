package io.github.wechatpayspring.endtoend.observability;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.endtoend.CouponApplication;
import org.jspecify.annotations.Nullable;
import org.mockito.Answers;
import org.mockito.Mockito;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Fills records of any type, with a mark wherever something personal or secret has its
 * place.
 */
final class FilledRecords {

	static final String MARK = "oMARKED0123456789";

	private static final Pattern PERSONAL = Pattern.compile(
			"(?i).*(openid|unionid|username|idcard|privatekey|apiv3key|headers|body|query|oneatatime|parameters).*");

	private FilledRecords() {
	}

	/**
	 * Find the records of the library and of the simulator, whoever may use them.
	 * @return the types
	 */
	static Stream<Class<?>> types() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(Record.class));
		return scanner.findCandidateComponents("io.github.wechatpayspring")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, FilledRecords.class.getClassLoader()))
			.filter((type) -> !type.getProtectionDomain()
				.getCodeSource()
				.getLocation()
				.equals(FilledRecords.class.getProtectionDomain().getCodeSource().getLocation()));
	}

	/**
	 * Return whether a record has a component that is marked.
	 * @param type the type of the record
	 * @return whether it has one
	 */
	static boolean isMarked(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.anyMatch((component) -> isPersonal(component) || component.getType() == Map.class);
	}

	/**
	 * Fill a record.
	 * @param type the type of the record
	 * @return the record
	 */
	static Object fill(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		try {
			Constructor<?> constructor = type
				.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
			constructor.setAccessible(true);
			return constructor.newInstance(Arrays.stream(components)
				.map((component) -> value(component.getGenericType(), component.getName(), isPersonal(component)))
				.toArray());
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(type + " cannot be filled", ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type + " cannot be filled", ex);
		}
	}

	private static boolean isPersonal(RecordComponent component) {
		return PERSONAL.matcher(component.getName()).matches() || component.isAnnotationPresent(Sensitive.class)
				|| component.getAccessor().isAnnotationPresent(Sensitive.class);
	}

	private static @Nullable Object value(Type generic, String name, boolean personal) {
		Class<?> type = ResolvableType.forType(generic).toClass();
		String text = (personal) ? MARK : "261130000001";
		if (type == String.class || type == Object.class) {
			return text;
		}
		if (type == byte[].class) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		if (type == Map.class) {
			if (isOf(generic, 1, List.class)) {
				return Map.of("field", List.of(MARK));
			}
			// others hold no fields that WeChat Pay may add
			return (isOf(generic, 1, Object.class)) ? Map.of("field", MARK) : Map.of();
		}
		if (type == List.class || type == Set.class) {
			Object element = value(((ParameterizedType) generic).getActualTypeArguments()[0], name, personal);
			if (element == null) {
				return null;
			}
			return (type == List.class) ? List.of(element) : Set.of(element);
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		return (type.isRecord()) ? fill(type) : simple(type);
	}

	private static boolean isOf(Type generic, int index, Class<?> type) {
		return ResolvableType.forType(generic).getGeneric(index).toClass() == type;
	}

	private static @Nullable Object simple(Class<?> type) {
		return switch (ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName()) {
			case "Boolean" -> true;
			case "Integer" -> 1;
			case "Long" -> 1L;
			case "Double" -> 1.0;
			case "DataSize" -> DataSize.ofMegabytes(1);
			case "Duration" -> Duration.ofSeconds(1);
			case "Instant" -> Instant.EPOCH;
			case "OffsetDateTime" -> OffsetDateTime.parse("2026-11-30T00:00:00+08:00");
			case "URI" -> URI.create("https://example.com");
			case "Stock" -> CouponApplication.stocks()[0];
			// what a record works with
			default -> (type.isInterface() && !type.isSealed()) ? Mockito.mock(type, Answers.RETURNS_DEEP_STUBS) : null;
		};
	}

}
