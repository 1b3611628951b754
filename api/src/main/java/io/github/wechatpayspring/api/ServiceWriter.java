package io.github.wechatpayspring.api;

import java.util.List;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTTP interfaces.
 */
final class ServiceWriter {

	private static final ClassName CALL = ClassName.get(Names.ROOT + ".client.service", "WechatPayCall");

	private static final ClassName EXCEPTION = ClassName.get(Names.ROOT, "WechatPayException");

	private final Descriptions descriptions;

	ServiceWriter(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	TypeSpec write(Service service) {
		TypeSpec.Builder type = TypeSpec.interfaceBuilder(service.generatedName())
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc("$L\n", Comments
				.wrapped(Comments.sentence(service.node().text("description")) + " Safe for use by several threads."));
		if (!service.isExtended()) {
			type.addSuperinterface(ParameterizedTypeName
				.get(ClassName.get(Names.ROOT + ".client.service", "WechatPayService"), service.name()));
		}
		this.descriptions.operations(service)
			.stream()
			.filter((operation) -> !operation.isMultipart())
			.forEach((operation) -> add(type, operation));
		return type.build();
	}

	private void add(TypeSpec.Builder type, Operation operation) {
		ObjectType request = operation.request();
		MethodSpec.Builder method = method(operation, operation.node().find("description"))
			.addModifiers(Modifier.ABSTRACT)
			.addAnnotation(AnnotationSpec
				.builder(ClassName.get("org.springframework.web.service.annotation", operation.annotation()))
				.addMember("value", "$S", operation.path())
				.build())
			.addAnnotation(call(operation));
		if (request == null) {
			type.addMethod(method.build());
			return;
		}
		type.addMethod(method.addParameter(request.name(), "request").build());
		List<Field> asked = request.fields().stream().filter(Field::isAsked).toList();
		if (asked.size() <= 1) {
			type.addMethod(simple(operation, request, (asked.isEmpty()) ? null : asked.get(0)));
		}
	}

	private MethodSpec.Builder method(Operation operation, @Nullable String description) {
		ObjectType response = operation.response();
		TypeName returned = (response != null) ? response.name() : TypeName.VOID;
		StringBuilder doc = new StringBuilder(Comments.wrapped(Comments.sentence(operation.node().text("summary"))));
		if (description != null) {
			doc.append("\n<p>\n").append(Comments.paragraphs(description));
		}
		if (operation.request() != null) {
			doc.append("\n@param request what to send");
		}
		if (response != null) {
			doc.append("\n@return ").append(Comments.wrapped(lowercase(response.description())));
		}
		doc.append("\n@throws IllegalArgumentException if a field is missing or wrong; nothing was sent then");
		doc.append("\n@throws %EXCEPTION% ")
			.append((operation.kind().equals("READ")) ? "if it could not be read"
					: "if it was not done or the outcome is unknown");
		String url = operation.documentation();
		if (url != null) {
			doc.append("\n@see <a href=\n\"")
				.append(url)
				.append("\">")
				.append(Comments.text(operation.node().text("summary")))
				.append("</a>");
		}
		return MethodSpec.methodBuilder(operation.method())
			.addModifiers(Modifier.PUBLIC)
			.returns(returned)
			.addJavadoc(doc.toString().replace("$", "$$").replace("%EXCEPTION%", "$T") + "\n", EXCEPTION);
	}

	private static String lowercase(String text) {
		String description = Comments.text(text.strip().replaceAll("\\.$", ""));
		return Character.toLowerCase(description.charAt(0)) + description.substring(1);
	}

	private MethodSpec simple(Operation operation, ObjectType request, @Nullable Field field) {
		ObjectType response = operation.response();
		CodeBlock call = CodeBlock.of("$N($T.builder()$L.build())", operation.method(), request.name(),
				(field != null) ? CodeBlock.of(".$1N($1N)", field.name()) : CodeBlock.of(""));
		StringBuilder doc = new StringBuilder(Comments.wrapped(Comments.sentence(operation.node().text("summary"))));
		MethodSpec.Builder method = MethodSpec.methodBuilder(operation.method())
			.addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
			.returns((response != null) ? response.name() : TypeName.VOID)
			.addStatement((response != null) ? "return $L" : "$L", call);
		if (field != null) {
			doc.append("\n").append(Comments.parameter(field.name(), Comments.requestField(field)));
			method.addParameter(JavaTypes.primitive(field.type()), field.name());
		}
		if (response != null) {
			doc.append("\n@return ").append(Comments.wrapped(lowercase(response.description())));
		}
		doc.append("\n@see #").append(operation.method()).append("(").append(request.name().simpleName()).append(")\n");
		return method.addJavadoc("$L", doc.toString()).build();
	}

	private AnnotationSpec call(Operation operation) {
		AnnotationSpec.Builder call = AnnotationSpec.builder(CALL).addMember("operation", "$S", operation.id());
		if (!operation.kind().equals("READ")) {
			call.addMember("idempotent", "true");
		}
		ObjectType request = operation.request();
		String number = operation.number();
		if (number != null && request != null) {
			call.addMember("number", "$S", request.field(number).name());
		}
		if (!operation.oneAtATime().isEmpty() && request != null) {
			call.addMember("oneAtATime", "{ $L }",
					operation.oneAtATime()
						.stream()
						.map((name) -> CodeBlock.of("$S", request.field(name).name()))
						.collect(CodeBlock.joining(", ")));
		}
		Node settledBy = operation.node().child("x-idempotency").childOrEmpty("settled-by");
		if (!settledBy.values().isEmpty()) {
			call.addMember("settledBy", "$L", settledBy(settledBy));
		}
		return call.build();
	}

	private AnnotationSpec settledBy(Node settledBy) {
		Operation state = this.descriptions.operation(settledBy.text("operation"));
		ObjectType request = state.request();
		String query = (request != null) ? request.fields()
			.stream()
			.filter((field) -> !field.inPath() && field.required())
			.map((field) -> field.wireName() + "={" + field.wireName() + "}")
			.collect(Collectors.joining("&")) : "";
		return AnnotationSpec.builder(CALL.nestedClass("SettledBy"))
			.addMember("url", "$S", state.path() + ((query.isEmpty()) ? "" : "?" + query))
			.addMember("field", "$S", settledBy.text("field"))
			.addMember("values", "{ $L }",
					settledBy.texts("values")
						.stream()
						.map((value) -> CodeBlock.of("$S", value))
						.collect(CodeBlock.joining(", ")))
			.build();
	}

	static ParameterSpec parameter(TypeName type, String name) {
		return ParameterSpec.builder(type, name).build();
	}

}
