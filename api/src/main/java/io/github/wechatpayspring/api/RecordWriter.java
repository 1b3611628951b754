package io.github.wechatpayspring.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

/**
 * Writes records of requests and responses.
 */
final class RecordWriter {

	private static final String JACKSON = "com.fasterxml.jackson.annotation";

	private static final ClassName JSON_IGNORE = ClassName.get(JACKSON, "JsonIgnore");

	private static final ClassName JSON_PROPERTY = ClassName.get(JACKSON, "JsonProperty");

	private static final ClassName ANY_SETTER = ClassName.get(JACKSON, "JsonAnySetter");

	private static final int FEW = 4;

	private final Descriptions descriptions;

	private final Checks checks;

	RecordWriter(Descriptions descriptions) {
		this.descriptions = descriptions;
		this.checks = new Checks(descriptions);
	}

	/**
	 * Write a record with those that are nested in it.
	 * @param object the object
	 * @param queried whether it is the request of a call whose fields are in its URL
	 * @return the type
	 */
	TypeSpec write(ObjectType object, boolean queried) {
		TypeSpec.Builder record = (object.isInRequests()) ? request(object, queried) : response(object);
		object.nested().values().forEach((nested) -> record.addType(write(nested, queried)));
		return record.build();
	}

	private TypeSpec.Builder request(ObjectType object, boolean queried) {
		TypeSpec.Builder record = TypeSpec.recordBuilder(object.name()).addModifiers(Modifier.PUBLIC);
		StringBuilder doc = new StringBuilder(Comments.wrapped(Comments.sentence(object.description()))).append("\n");
		MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
		boolean shared = object.isShared();
		for (Field field : object.fields()) {
			doc.append("\n").append(Comments.parameter(field.name(), Comments.requestField(field)));
			constructor.addParameter(component(field, JavaTypes.inRequest(field, shared), queried));
		}
		if (shared) {
			doc.append("\n").append(ADDITIONAL_FIELDS_DOC);
			constructor.addParameter(ParameterSpec.builder(JavaTypes.ADDITIONAL_FIELDS, "additionalFields")
				.addAnnotation(ANY_SETTER)
				.addAnnotation(AnnotationSpec.builder(JSON_PROPERTY)
					.addMember("access", "$T.WRITE_ONLY", JSON_PROPERTY.nestedClass("Access"))
					.build())
				.build());
			object.fields()
				.stream()
				.filter((field) -> field.type() instanceof FieldType.Several)
				.forEach((field) -> constructor.addStatement("$1N = $2T.optionalList($1N)", field.name(),
						JavaTypes.RESPONSE_FIELDS));
			constructor.addStatement("additionalFields = $T.copy(additionalFields)", JavaTypes.RESPONSE_FIELDS);
			constructor.addJavadoc("Take over what was built or came in a response.");
		}
		else {
			CodeBlock code = this.checks.of(object, true);
			constructor.addCode((code.isEmpty()) ? CodeBlock.of("// has nothing to check\n") : code);
			constructor.addJavadoc(
					"Check the fields.\n@throws IllegalArgumentException if one is missing or wrong; its name is in the\nmessage");
		}
		record.recordConstructor(constructor.build()).addJavadoc("$L", doc.append("\n").toString());
		record.addMethod(MethodSpec.methodBuilder("builder")
			.addModifiers(Modifier.PUBLIC, Modifier.STATIC)
			.returns(builderName(object))
			.addJavadoc("Start a $L.\n@return a builder", (isTopRequest(object)) ? "request" : "new one")
			.addStatement("return new Builder()")
			.build());
		addWithDefaults(record, object);
		addWithOffset(record, object);
		record.addMethod(toStringMethod());
		record.addType(builder(object));
		return record;
	}

	private static final String ADDITIONAL_FIELDS_DOC = "@param additionalFields fields that this version does not know";

	private static boolean isTopRequest(ObjectType object) {
		return object.name().simpleName().endsWith("Request");
	}

	private ParameterSpec component(Field field, TypeName type, boolean queried) {
		ParameterSpec.Builder component = ParameterSpec.builder(type, field.name());
		if (field.inPath() && !queried) {
			component.addAnnotation(JSON_IGNORE);
		}
		if (field.renamed()) {
			component.addAnnotation(
					AnnotationSpec.builder(JSON_PROPERTY).addMember("value", "$S", field.wireName()).build());
		}
		if (field.isEncrypted()) {
			component.addAnnotation(ClassName.get(Names.ROOT, "Sensitive"));
		}
		if (field.node().has("x-time")) {
			component.addAnnotation(AnnotationSpec.builder(ClassName.get(JACKSON, "JsonFormat"))
				.addMember("pattern", "$S", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
				.addMember("without", "$T.ADJUST_DATES_TO_CONTEXT_TIME_ZONE",
						ClassName.get(JACKSON, "JsonFormat").nestedClass("Feature"))
				.build());
		}
		return component.build();
	}

	private void addWithDefaults(TypeSpec.Builder record, ObjectType object) {
		Map<String, List<String>> ifNoneOf = new LinkedHashMap<>();
		object.rules().stream().filter((rule) -> rule.has("default-if-none-of")).forEach((rule) -> {
			Node node = rule.child("default-if-none-of");
			node.values().keySet().forEach((name) -> ifNoneOf.put(name, node.texts(name)));
		});
		List<Field> recent = object.fields()
			.stream()
			.filter((field) -> field.node().childOrEmpty("x-time").has("not-older-than"))
			.toList();
		if (ifNoneOf.isEmpty() && recent.isEmpty()
				&& object.fields().stream().allMatch((field) -> field.merchantDefault() == null)) {
			return;
		}
		CodeBlock.Builder code = CodeBlock.builder();
		recent.forEach((field) -> code.addStatement("$T.notOlderThan($S, this.$N, $T.parse($S), merchant.clock())",
				JavaTypes.REQUEST_FIELDS, field.name(), field.name(), Duration.class,
				field.node().child("x-time").text("not-older-than")));
		List<CodeBlock> arguments = new ArrayList<>();
		for (Field field : object.fields()) {
			arguments.add(argument(object, field, ifNoneOf));
		}
		code.add("return new $T($L);\n", object.name(), CodeBlock.join(arguments, ",$W"));
		record.addSuperinterface(ParameterizedTypeName.get(JavaTypes.MERCHANT_DEFAULTS, object.name()));
		record.addMethod(MethodSpec.methodBuilder("withDefaults")
			.addAnnotation(Override.class)
			.addModifiers(Modifier.PUBLIC)
			.returns(object.name())
			.addParameter(JavaTypes.CALLING_MERCHANT, "merchant")
			.addCode(code.build())
			.build());
	}

	private static void addWithOffset(TypeSpec.Builder record, ObjectType object) {
		if (object.fields().stream().noneMatch((field) -> field.name().equals("offset"))) {
			return;
		}
		CodeBlock arguments = object.fields()
			.stream()
			.map((field) -> CodeBlock.of((field.name().equals("offset")) ? "$N" : "this.$N", field.name()))
			.collect(CodeBlock.joining(",$W"));
		record.addMethod(MethodSpec.methodBuilder("withOffset")
			.addModifiers(Modifier.PUBLIC)
			.returns(object.name())
			.addParameter(TypeName.INT, "offset")
			.addJavadoc("Ask for another page.\n@param offset the page\n@return the request for it")
			.addStatement("return new $T($L)", object.name(), arguments)
			.build());
	}

	private static CodeBlock argument(ObjectType object, Field field, Map<String, List<String>> ifNoneOf) {
		if (ifNoneOf.containsKey(field.wireName())) {
			CodeBlock none = ifNoneOf.get(field.wireName())
				.stream()
				.map((name) -> CodeBlock.of("this.$N == null", object.field(name).name()))
				.collect(CodeBlock.joining(" && "));
			return CodeBlock.of("($L) ? merchant.merchantId() : this.$N", none, field.name());
		}
		if ("appid".equals(field.merchantDefault())) {
			return CodeBlock.of("merchant.appid(this.$N)", field.name());
		}
		return (field.merchantDefault() != null)
				? CodeBlock.of("(this.$1N != null) ? this.$1N : merchant.merchantId()", field.name())
				: CodeBlock.of("this.$N", field.name());
	}

	private static ClassName builderName(ObjectType object) {
		return object.name().nestedClass("Builder");
	}

	private TypeSpec builder(ObjectType object) {
		TypeSpec.Builder builder = TypeSpec.classBuilder("Builder")
			.addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
			.addJavadoc("Builds a {@link $T}.", object.name());
		object.fields()
			.forEach((field) -> builder.addField(
					FieldSpec.builder(JavaTypes.nullable(JavaTypes.boxed(field.type())), field.name(), Modifier.PRIVATE)
						.build()));
		builder.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
		object.fields().forEach((field) -> addSetters(builder, object, field));
		builder.addMethod(build(object));
		return builder.build();
	}

	private static void addSetters(TypeSpec.Builder builder, ObjectType object, Field field) {
		TypeName boxed = JavaTypes.boxed(field.type());
		TypeName primitive = JavaTypes.primitive(field.type());
		boolean nullable = field.isNullable() || object.isShared() || field.defaultText() != null;
		if (!primitive.equals(boxed)) {
			builder.addMethod(setter(object, field, primitive));
		}
		if (nullable || primitive.equals(boxed)) {
			builder.addMethod(setter(object, field, (nullable) ? JavaTypes.nullable(boxed) : boxed));
		}
	}

	private static MethodSpec setter(ObjectType object, Field field, TypeName type) {
		MethodSpec.Builder setter = MethodSpec.methodBuilder(field.name())
			.addModifiers(Modifier.PUBLIC)
			.returns(builderName(object))
			.addParameter(type, field.name())
			.addJavadoc("$L", Comments.wrapped("Set {@code " + field.name() + "}.") + "\n"
					+ Comments.parameter(field.name(), Comments.requestField(field)) + "\n@return this");
		if (field.type() == FieldType.Simple.TIME && !field.node().has("x-time")) {
			// WeChat Pay writes whole seconds itself
			setter.addStatement((field.isNullable() || object.isShared())
					? "this.$1N = ($1N != null) ? $1N.truncatedTo($2T.SECONDS) : null"
					: "this.$1N = $1N.truncatedTo($2T.SECONDS)", field.name(), ChronoUnit.class);
		}
		else {
			setter.addStatement("this.$1N = $1N", field.name());
		}
		return setter.addStatement("return this").build();
	}

	private MethodSpec build(ObjectType object) {
		List<CodeBlock> arguments = new ArrayList<>();
		object.fields().forEach((field) -> arguments.add(CodeBlock.of("this.$N", field.name())));
		MethodSpec.Builder build = MethodSpec.methodBuilder("build")
			.addModifiers(Modifier.PUBLIC)
			.returns(object.name())
			.addJavadoc(
					"Build it.\n@return what was built\n@throws IllegalArgumentException if a field is missing or wrong; its name is in\nthe message");
		if (object.isShared()) {
			arguments.add(CodeBlock.of("$T.none()", JavaTypes.RESPONSE_FIELDS));
			build.addCode(this.checks.of(object, false));
		}
		else {
			// the record itself refuses what is missing
			build.addAnnotation(
					AnnotationSpec.builder(SuppressWarnings.class).addMember("value", "$S", "NullAway").build());
		}
		return build.addStatement("return new $T($L)", object.name(), CodeBlock.join(arguments, ",$W")).build();
	}

	private TypeSpec.Builder response(ObjectType object) {
		TypeSpec.Builder record = TypeSpec.recordBuilder(object.name()).addModifiers(Modifier.PUBLIC);
		String unwrapped = object.node().childOrEmpty("x-java").find("unwrap");
		MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc("Create it with all fields, of which later versions may have more.");
		StringBuilder doc = new StringBuilder(Comments.wrapped(Comments.sentence(object.description()))).append("\n");
		for (Field field : object.fields()) {
			doc.append("\n").append(Comments.parameter(field.name(), responseField(field)));
			constructor.addParameter(responseComponent(field));
			if (field.type() instanceof FieldType.Several) {
				constructor.addStatement("$1N = $2T.list($1N)", field.name(), JavaTypes.RESPONSE_FIELDS);
			}
			else if (field.required() && !JavaTypes.primitive(field.type()).isPrimitive()) {
				constructor.addStatement("$T.required($S, $N)", JavaTypes.RESPONSE_FIELDS, field.wireName(),
						field.name());
			}
		}
		List<String> rest = new ArrayList<>();
		if (object.isReturned()) {
			doc.append("\n").append(REQUEST_ID_DOC);
			constructor.addParameter(requestId(unwrapped == null));
			rest.add("null");
		}
		doc.append("\n").append(ADDITIONAL_FIELDS_DOC);
		ParameterSpec.Builder additional = ParameterSpec.builder(JavaTypes.ADDITIONAL_FIELDS, "additionalFields");
		if (unwrapped == null) {
			additional.addAnnotation(ANY_SETTER);
		}
		constructor.addParameter(additional.build())
			.addStatement("additionalFields = $T.copy(additionalFields)", JavaTypes.RESPONSE_FIELDS);
		record.recordConstructor(constructor.build()).addJavadoc("$L", doc.append("\n").toString());
		if (!object.fields().isEmpty() && object.fields().size() <= FEW) {
			record.addMethod(forTests(object, rest));
		}
		if (unwrapped != null) {
			addUnwrapping(record, object, unwrapped);
		}
		return record.addMethod(toStringMethod());
	}

	private static final String REQUEST_ID_DOC = "@param requestId the {@code Request-ID} of the response, which WeChat Pay's support\nasks for";

	private static String responseField(Field field) {
		String text = Comments.text(field.description());
		if (JavaTypes.hasZero(field)) {
			return text + ", 0 if WeChat Pay does not tell it";
		}
		return (field.type() instanceof FieldType.Several) ? text + ", empty if there are none" : text;
	}

	private ParameterSpec responseComponent(Field field) {
		ParameterSpec.Builder component = ParameterSpec.builder(JavaTypes.inResponse(field), field.name());
		if (field.renamed()) {
			component.addAnnotation(
					AnnotationSpec.builder(JSON_PROPERTY).addMember("value", "$S", field.wireName()).build());
		}
		if (JavaTypes.hasZero(field)) {
			component.addAnnotation(AnnotationSpec.builder(ClassName.get(JACKSON, "JsonSetter"))
				.addMember("nulls", "$T.AS_EMPTY", ClassName.get(JACKSON, "Nulls"))
				.build());
		}
		return component.build();
	}

	private static ParameterSpec requestId(boolean injected) {
		ParameterSpec.Builder component = ParameterSpec.builder(JavaTypes.nullable(ClassName.get(String.class)),
				"requestId");
		if (injected) {
			component.addAnnotation(AnnotationSpec.builder(ClassName.get(JACKSON, "JacksonInject"))
				.addMember("value", "$T.REQUEST_ID", JavaTypes.RESPONSE_FIELDS)
				.addMember("useInput", "$T.FALSE", ClassName.get(JACKSON, "OptBoolean"))
				.build());
		}
		return component.build();
	}

	private MethodSpec forTests(ObjectType object, List<String> rest) {
		MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC);
		StringBuilder doc = new StringBuilder("Create it, for tests of code that uses the service.");
		for (Field field : object.fields()) {
			doc.append("\n").append(Comments.parameter(field.name(), responseField(field)));
			constructor.addParameter(ParameterSpec.builder(JavaTypes.inResponse(field), field.name()).build());
		}
		String arguments = object.fields().stream().map(Field::name).collect(Collectors.joining(", "));
		String others = rest.stream().map((each) -> each + ", ").collect(Collectors.joining());
		return constructor.addJavadoc("$L", doc.toString())
			.addStatement("this($L, $L$T.none())", arguments, others, JavaTypes.RESPONSE_FIELDS)
			.build();
	}

	// some responses come wrapped, some do not: sources disagree
	private void addUnwrapping(TypeSpec.Builder record, ObjectType object, String wrapper) {
		ClassName name = object.name();
		MethodSpec.Builder creator = MethodSpec.methodBuilder("of")
			.addAnnotation(ClassName.get(JACKSON, "JsonCreator"))
			.addModifiers(Modifier.STATIC)
			.returns(name)
			.addParameter(ParameterSpec.builder(JavaTypes.nullable(name), "wrapped")
				.addAnnotation(AnnotationSpec.builder(JSON_PROPERTY).addMember("value", "$S", wrapper).build())
				.build());
		for (Field field : object.fields()) {
			creator.addParameter(ParameterSpec.builder(JavaTypes.inResponse(field), field.name())
				.addAnnotation(AnnotationSpec.builder(JSON_PROPERTY).addMember("value", "$S", field.wireName()).build())
				.build());
		}
		creator.addParameter(requestId(true))
			.addParameter(ParameterSpec.builder(JavaTypes.ADDITIONAL_FIELDS, "additionalFields")
				.addAnnotation(ANY_SETTER)
				.build());
		String own = object.fields().stream().map(Field::name).collect(Collectors.joining(", "));
		String wrapped = object.fields()
			.stream()
			.map((field) -> "wrapped." + field.name() + "()")
			.collect(Collectors.joining(", "));
		creator.addStatement(
				"return (wrapped != null)$W? new $T($L, wrapped.requestId(), $T.join(additionalFields, wrapped.additionalFields()))$W: new $T($L, requestId, additionalFields)",
				name, wrapped, JavaTypes.RESPONSE_FIELDS, name, own);
		record.addMethod(creator.build());
	}

	private static MethodSpec toStringMethod() {
		return MethodSpec.methodBuilder("toString")
			.addAnnotation(Override.class)
			.addModifiers(Modifier.PUBLIC)
			.returns(String.class)
			.addStatement("return $T.of(this)", JavaTypes.MASKED_TEXT)
			.build();
	}

}
