package io.github.wechatpayspring.field;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.wechatpayspring.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * The {@code toString} of records that hold personal data: {@link Sensitive} components,
 * openid and unionid are masked, and of fields that are not known only the names are
 * shown.
 */
public final class MaskedText {

	private static final String MASK = "******";

	private static final Set<String> PERSONAL = Set.of("openid", "unionid");

	private MaskedText() {
	}

	/**
	 * Describe a record.
	 * @param value the record
	 * @return its name and components, the personal ones masked
	 */
	public static String of(Record value) {
		return Arrays.stream(value.getClass().getRecordComponents())
			.map((component) -> component.getName() + "=" + text(value, component))
			.collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
	}

	private static @Nullable Object text(Record value, RecordComponent component) {
		Object content;
		try {
			content = component.getAccessor().invoke(value);
		}
		catch (ReflectiveOperationException ex) {
			return MASK;
		}
		if (content != null && isPersonal(component)) {
			return MASK;
		}
		return (content instanceof Map<?, ?> fields) ? fields.keySet() : content;
	}

	private static boolean isPersonal(RecordComponent component) {
		return component.isAnnotationPresent(Sensitive.class) || PERSONAL.contains(component.getName());
	}

}
