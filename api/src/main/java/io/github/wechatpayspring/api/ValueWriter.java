package io.github.wechatpayspring.api;

import java.util.List;

import javax.lang.model.element.Modifier;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;

/**
 * Writes texts with known values: an enum where only the caller chooses, and a record
 * that keeps any value where WeChat Pay does.
 */
final class ValueWriter {

	private static final String JACKSON = "com.fasterxml.jackson.annotation";

	private ValueWriter() {
	}

	static TypeSpec write(ValueType value) {
		return (value.isOpen()) ? open(value) : closed(value);
	}

	private static String description(ValueType value, String constant) {
		List<String> constants = value.node().texts("enum");
		List<String> texts = value.node().texts("x-enum-descriptions");
		if (texts.isEmpty()) {
			return "{@code " + constant + "}.";
		}
		if (texts.size() != constants.size()) {
			throw new DescriptionException(value.node().place(),
					"describes %d of its %d values in 'x-enum-descriptions'".formatted(texts.size(), constants.size()));
		}
		return Comments.wrapped(Comments.sentence(texts.get(constants.indexOf(constant))));
	}

	private static TypeSpec closed(ValueType value) {
		TypeSpec.Builder type = TypeSpec.enumBuilder(value.name())
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc("$L\n", Comments.wrapped(Comments.sentence(value.node().text("description"))));
		for (String constant : value.node().texts("enum")) {
			if (!Names.constant(constant).equals(constant)) {
				throw new DescriptionException(value.node().place(),
						"has a value that is no constant in Java: " + constant);
			}
			type.addEnumConstant(constant,
					TypeSpec.anonymousClassBuilder("").addJavadoc("$L\n", description(value, constant)).build());
		}
		return type.build();
	}

	private static TypeSpec open(ValueType value) {
		ClassName name = value.name();
		TypeSpec.Builder type = TypeSpec.recordBuilder(name)
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc("$L\n\n@param value the value as WeChat Pay writes it\n",
					Comments.wrapped(Comments.sentence(value.node().text("description"))
							+ " A value that WeChat Pay adds later is kept as it is."));
		for (String constant : value.node().texts("enum")) {
			type.addField(
					FieldSpec.builder(name, Names.constant(constant), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
						.initializer("new $T($S)", name, constant)
						.addJavadoc("$L\n", description(value, constant))
						.build());
		}
		return type
			.recordConstructor(MethodSpec.compactConstructorBuilder()
				.addModifiers(Modifier.PUBLIC)
				.addAnnotation(AnnotationSpec.builder(ClassName.get(JACKSON, "JsonCreator"))
					.addMember("mode", "$T.DELEGATING", ClassName.get(JACKSON, "JsonCreator").nestedClass("Mode"))
					.build())
				.addParameter(ParameterSpec.builder(String.class, "value")
					.addAnnotation(ClassName.get(JACKSON, "JsonValue"))
					.build())
				.addJavadoc("Take over a value.\n@throws IllegalArgumentException if it is missing\n")
				.addStatement("$T.required($S, value)", JavaTypes.RESPONSE_FIELDS, "value")
				.build())
			.addMethod(MethodSpec.methodBuilder("toString")
				.addAnnotation(Override.class)
				.addModifiers(Modifier.PUBLIC)
				.returns(String.class)
				.addStatement("return this.value")
				.build())
			.build();
	}

}
