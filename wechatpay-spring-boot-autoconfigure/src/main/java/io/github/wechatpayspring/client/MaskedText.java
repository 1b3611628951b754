package io.github.wechatpayspring.client;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.wechatpayspring.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * The {@code toString} of records that hold personal data: {@link Sensitive} components
 * and the openid are masked.
 */
public final class MaskedText {

	private static final String MASK = "******";

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
		boolean personal = component.isAnnotationPresent(Sensitive.class) || "openid".equals(component.getName());
		return (personal && content != null) ? MASK : content;
	}

}
