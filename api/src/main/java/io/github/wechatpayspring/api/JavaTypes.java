package io.github.wechatpayspring.api;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/**
 * Types in Java.
 */
final class JavaTypes {

	static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

	static final ClassName MASKED_TEXT = ClassName.get(Names.ROOT + ".field", "MaskedText");

	static final ClassName REQUEST_FIELDS = ClassName.get(Names.ROOT + ".field", "RequestFields");

	static final ClassName RESPONSE_FIELDS = ClassName.get(Names.ROOT + ".field", "ResponseFields");

	static final ClassName MERCHANT_DEFAULTS = ClassName.get(Names.ROOT + ".client.service", "MerchantDefaults");

	static final ClassName CALLING_MERCHANT = ClassName.get(Names.ROOT + ".client.service", "CallingMerchant");

	static final TypeName ADDITIONAL_FIELDS = ParameterizedTypeName.get(ClassName.get(Map.class),
			ClassName.get(String.class), nullable(ClassName.get(Object.class)));

	private JavaTypes() {
	}

	static TypeName nullable(TypeName type) {
		return type.box().annotated(AnnotationSpec.builder(NULLABLE).build());
	}

	static TypeName boxed(FieldType type) {
		return primitive(type).box();
	}

	static TypeName primitive(FieldType type) {
		if (type instanceof FieldType.Several several) {
			return ParameterizedTypeName.get(ClassName.get(List.class), boxed(several.element()));
		}
		if (type instanceof FieldType.Nested nested) {
			return nested.name();
		}
		if (type instanceof FieldType.Value value) {
			return value.name();
		}
		return switch ((FieldType.Simple) type) {
			case TEXT -> ClassName.get(String.class);
			case INTEGER -> TypeName.INT;
			case LONG -> TypeName.LONG;
			case BOOLEAN -> TypeName.BOOLEAN;
			case TIME -> ClassName.get(OffsetDateTime.class);
			case ANY -> ClassName.get(Object.class);
		};
	}

	/**
	 * Return the type of a component of a request.
	 * @param field the field
	 * @param shared whether responses have it as well
	 * @return the type
	 */
	static TypeName inRequest(Field field, boolean shared) {
		return (shared || field.isNullable()) ? nullable(boxed(field.type())) : boxed(field.type());
	}

	static TypeName inResponse(Field field) {
		if (field.type() instanceof FieldType.Several) {
			return boxed(field.type());
		}
		return (field.required() || hasZero(field)) ? primitive(field.type()) : nullable(boxed(field.type()));
	}

	static boolean hasZero(Field field) {
		return "0".equals(field.node().find("default"));
	}

}
