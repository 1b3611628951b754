package io.github.wechatpayspring.client;

import io.github.wechatpayspring.Sensitive;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes {@link Sensitive} fields go through {@link SensitiveSerializer}.
 */
final class SensitiveIntrospector extends JacksonAnnotationIntrospector {

	private static final long serialVersionUID = 1L;

	@Override
	public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
		return _hasAnnotation(annotated, Sensitive.class) ? SensitiveSerializer.class
				: super.findSerializer(config, annotated);
	}

}
