package io.github.wechatpayspring.field;

import java.io.Serial;

import io.github.wechatpayspring.Sensitive;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes {@link Sensitive} fields go through {@link SensitiveSerializer}, and refuses
 * types with such fields that are written in a way of their own.
 */
final class SensitiveIntrospector extends JacksonAnnotationIntrospector {

	@Serial
	private static final long serialVersionUID = 1L;

	@Override
	public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
		return _hasAnnotation(annotated, Sensitive.class) ? SensitiveSerializer.class
				: refuse(annotated, super.findSerializer(config, annotated));
	}

	@Override
	public @Nullable Object findSerializationConverter(MapperConfig<?> config, Annotated annotated) {
		return refuse(annotated, super.findSerializationConverter(config, annotated));
	}

	private static @Nullable Object refuse(Annotated annotated, @Nullable Object own) {
		if (own != null && annotated instanceof AnnotatedClass && SensitiveMembers.exist(annotated.getRawType())) {
			throw SensitiveModifier.refusal(annotated.getRawType(),
					SensitiveMembers.of(annotated.getRawType()).get(0).getName(),
					"has a type with a serializer of its own");
		}
		return own;
	}

	@Override
	public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
		Boolean value = super.hasAsValue(config, annotated);
		if (Boolean.TRUE.equals(value) && annotated instanceof AnnotatedMember member
				&& !_hasAnnotation(annotated, Sensitive.class) && SensitiveMembers.exist(member.getDeclaringClass())) {
			throw SensitiveModifier.refusal(member.getDeclaringClass(),
					SensitiveMembers.of(member.getDeclaringClass()).get(0).getName(), "is part of a @JsonValue");
		}
		return value;
	}

}
