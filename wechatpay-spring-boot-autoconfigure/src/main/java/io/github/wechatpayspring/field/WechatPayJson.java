package io.github.wechatpayspring.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as WeChat Pay writes and reads it: {@code snake_case}, no nulls, times with their
 * offset, unknown fields allowed. Apart from the application's mapper, which may be
 * configured in ways that WeChat Pay does not accept.
 */
public final class WechatPayJson {

	private WechatPayJson() {
	}

	/**
	 * Create a mapper.
	 * @return the mapper
	 */
	public static JsonMapper createMapper() {
		return JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			// what a field has to complain about reaches the caller as it is
			.disable(SerializationFeature.WRAP_EXCEPTIONS)
			.annotationIntrospector(new SensitiveIntrospector())
			.addModule(new SimpleModule().setSerializerModifier(new SensitiveModifier()))
			.build();
	}

	/**
	 * Return the name of a field.
	 * @param name its name in Java
	 * @return its name on the wire
	 */
	public static String wireName(String name) {
		return PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, name);
	}

}
