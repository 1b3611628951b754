package io.github.wechatpayspring.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.palantir.javapoet.CodeBlock;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a request checks.
 */
final class Checks {

	private static final long LONGEST_SEGMENT = 128;

	private final Descriptions descriptions;

	Checks(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	/**
	 * Write the checks of an object.
	 * @param object the object
	 * @param assign whether lists are copied and defaults are filled in, as a constructor
	 * does
	 * @return statements that read components by their names
	 */
	CodeBlock of(ObjectType object, boolean assign) {
		CodeBlock.Builder code = CodeBlock.builder();
		object.fields().forEach((field) -> code.add(field(field, object.isShared(), assign)));
		object.rules().forEach((rule) -> code.add(rule(object, rule)));
		return code.build();
	}

	private CodeBlock field(Field field, boolean shared, boolean assign) {
		boolean nullable = shared || field.isNullable();
		if (field.type() instanceof FieldType.Several several) {
			return list(field, several, nullable, assign);
		}
		if (field.node().has("x-time")) {
			return CodeBlock.of("$1N = $2T.chinaTime($1S, $1N);\n", field.name(), JavaTypes.REQUEST_FIELDS);
		}
		if (field.type() == FieldType.Simple.TEXT) {
			return text(field, nullable);
		}
		CodeBlock.Builder code = CodeBlock.builder();
		if (field.defaultText() != null) {
			code.add("$1N = ($1N != null) ? $1N : $2L;\n", field.name(), field.defaultText());
		}
		else if (!nullable) {
			code.add("$T.required($S, $N);\n", JavaTypes.REQUEST_FIELDS, field.name(), field.name());
		}
		else if (field.type() instanceof FieldType.Value value && this.descriptions.value(value.name()).isOpen()) {
			code.beginControlFlow("if ($N != null)", field.name());
			code.add("$T.required($S, $N.value());\n", JavaTypes.REQUEST_FIELDS, field.name(), field.name());
			code.endControlFlow();
		}
		Long minimum = field.limit("minimum");
		Long maximum = field.limit("maximum");
		if (minimum != null || maximum != null) {
			code.add("$T.range($S, $N, $L, $L);\n", JavaTypes.REQUEST_FIELDS, field.name(), field.name(),
					bound(minimum, "Long.MIN_VALUE"), bound(maximum, "Long.MAX_VALUE"));
		}
		return code.build();
	}

	private static String bound(@Nullable Long bound, String none) {
		return (bound != null) ? bound + ((bound > Integer.MAX_VALUE) ? "L" : "") : none;
	}

	private static CodeBlock text(Field field, boolean nullable) {
		CodeBlock check = text(field.name(), CodeBlock.of("$N", field.name()), field);
		if (field.defaultText() != null) {
			return CodeBlock.of("$1N = $2T.required($1S, ($1N != null) ? $1N : $3S);\n", field.name(),
					JavaTypes.REQUEST_FIELDS, field.defaultText());
		}
		if (!nullable) {
			return CodeBlock.of("$L;\n", check);
		}
		return CodeBlock.builder()
			.beginControlFlow("if ($N != null)", field.name())
			.add("$L;\n", check)
			.endControlFlow()
			.build();
	}

	private static CodeBlock text(String name, CodeBlock value, Field field) {
		if (field.pattern() == null) {
			return length(name, value, field);
		}
		boolean limited = field.inPath() || field.limit("x-max-bytes") != null || field.limit("maxLength") != null;
		return CodeBlock.of("$T.matching($S, $L, $S)", JavaTypes.REQUEST_FIELDS, name,
				(limited) ? length(name, value, field) : value, field.pattern());
	}

	private static CodeBlock length(String name, CodeBlock value, Field field) {
		Long bytes = field.limit("x-max-bytes");
		Long characters = field.limit("maxLength");
		Long most = (bytes != null) ? bytes : characters;
		if (field.inPath()) {
			return CodeBlock.of("$T.pathSegment($S, $L, $L)", JavaTypes.REQUEST_FIELDS, name, value,
					(most != null) ? most : LONGEST_SEGMENT);
		}
		if (field.node().isTrue("x-request-number") && most != null) {
			return CodeBlock.of("$T.requestNumber($S, $L, $L)", JavaTypes.REQUEST_FIELDS, name, value, most);
		}
		if (bytes != null && !field.isEncrypted()) {
			Long least = field.limit("x-min-bytes");
			return (least != null)
					? CodeBlock.of("$T.between($S, $L, $L, $L)", JavaTypes.REQUEST_FIELDS, name, value, least, bytes)
					: CodeBlock.of("$T.required($S, $L, $L)", JavaTypes.REQUEST_FIELDS, name, value, bytes);
		}
		if (characters != null) {
			Long least = field.limit("minLength");
			return CodeBlock.of("$T.characters($S, $L, $L, $L)", JavaTypes.REQUEST_FIELDS, name, value,
					(least != null) ? least : 1, characters);
		}
		return CodeBlock.of("$T.required($S, $L)", JavaTypes.REQUEST_FIELDS, name, value);
	}

	private static CodeBlock list(Field field, FieldType.Several several, boolean nullable, boolean assign) {
		Long least = field.limit("minItems");
		Long most = field.limit("maxItems");
		CodeBlock.Builder code = CodeBlock.builder();
		String method = (nullable) ? "optionalList" : "list";
		code.add((assign) ? "$1N = $2T.$3L($1S, $1N, $4L, $5L);\n" : "$2T.$3L($1S, $1N, $4L, $5L);\n", field.name(),
				JavaTypes.REQUEST_FIELDS, method, (least != null) ? least : 0,
				(most != null) ? most : "Integer.MAX_VALUE");
		CodeBlock each = element(field, several);
		if (each != null) {
			if (nullable) {
				code.beginControlFlow("if ($N != null)", field.name());
			}
			code.add("$N.forEach((each) -> $L);\n", field.name(), each);
			if (nullable) {
				code.endControlFlow();
			}
		}
		return code.build();
	}

	private static @Nullable CodeBlock element(Field field, FieldType.Several several) {
		Field element = new Field(field.wireName(), field.name(), false, several.element(), true, false,
				several.limits());
		if (several.element() == FieldType.Simple.TEXT) {
			return text(field.name(), CodeBlock.of("each"), element);
		}
		Long minimum = element.limit("minimum");
		Long maximum = element.limit("maximum");
		return (minimum != null || maximum != null)
				? CodeBlock.of("$T.range($S, each, $L, $L)", JavaTypes.REQUEST_FIELDS, field.name(),
						bound(minimum, "Long.MIN_VALUE"), bound(maximum, "Long.MAX_VALUE"))
				: null;
	}

	private CodeBlock rule(ObjectType object, Node rule) {
		if (rule.has("default-if-none-of")) {
			return CodeBlock.of("");
		}
		for (String method : List.of("exactly-one-of", "together")) {
			if (rule.has(method)) {
				return several(object, rule, method);
			}
		}
		if (rule.has("required-in")) {
			return requiredIn(object, rule);
		}
		if (!rule.has("when")) {
			throw new DescriptionException(rule.place(), "is a rule that is not known: " + rule.values().keySet());
		}
		Map.Entry<String, Object> when = when(rule);
		Field field = object.field(when.getKey());
		CodeBlock.Builder code = CodeBlock.builder();
		for (String name : rule.texts("required")) {
			Field needed = object.field(name);
			code.beginControlFlow("if ($L && $N == null)", isValue(field, String.valueOf(when.getValue())),
					needed.name());
			code.add("throw new $T($S);\n", IllegalArgumentException.class,
					"'%s' is missing: a '%s' of %s needs it".formatted(needed.name(), field.name(), when.getValue()));
			code.endControlFlow();
		}
		return code.build();
	}

	private static Map.Entry<String, Object> when(Node rule) {
		return rule.child("when").values().entrySet().iterator().next();
	}

	private CodeBlock isValue(Field field, String value) {
		if (field.type() instanceof FieldType.Value type) {
			String constant = Names.constant(value);
			return (this.descriptions.value(type.name()).isOpen())
					? CodeBlock.of("$T.$L.equals($N)", type.name(), constant, field.name())
					: CodeBlock.of("$N == $T.$L", field.name(), type.name(), constant);
		}
		return CodeBlock.of("$S.equals($N)", value, field.name());
	}

	private static CodeBlock several(ObjectType object, Node rule, String method) {
		CodeBlock.Builder pairs = CodeBlock.builder();
		rule.texts(method)
			.forEach((name) -> pairs.add(", $S, $N", object.field(name).name(), object.field(name).name()));
		return CodeBlock.of("$T.$L($L);\n", JavaTypes.REQUEST_FIELDS, Names.camelCase(method.replace('-', '_')),
				CodeBlock.of("$L", pairs.build().toString().substring(2)));
	}

	// what an object within another one needs
	private CodeBlock requiredIn(ObjectType object, Node rule) {
		List<CodeBlock> present = new ArrayList<>();
		if (rule.has("when")) {
			Map.Entry<String, Object> when = when(rule);
			present.add(isValue(object.field(when.getKey()), String.valueOf(when.getValue())));
		}
		ObjectType inner = object;
		CodeBlock path = null;
		StringBuilder names = new StringBuilder();
		for (String step : rule.text("required-in").split("\\.")) {
			Field field = inner.field(step);
			path = (path != null) ? CodeBlock.of("$L.$N()", path, field.name()) : CodeBlock.of("$N", field.name());
			present.add(CodeBlock.of("$L != null", path));
			names.append(field.name()).append('.');
			inner = nested(field, rule);
		}
		CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if ($L)", CodeBlock.join(present, " && "));
		for (String name : rule.texts("fields")) {
			Field field = inner.field(name);
			code.add("$T.required($S, $L.$N());\n", JavaTypes.REQUEST_FIELDS, names + field.name(), path, field.name());
		}
		return code.endControlFlow().build();
	}

	private ObjectType nested(Field field, Node rule) {
		if (field.type() instanceof FieldType.Nested nested) {
			return this.descriptions.object(nested.name());
		}
		throw new DescriptionException(rule.place(),
				"leads through '%s', which is no object".formatted(field.wireName()));
	}

}
