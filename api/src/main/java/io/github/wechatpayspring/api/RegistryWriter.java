package io.github.wechatpayspring.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;

/**
 * Writes the list of everything that was generated.
 */
final class RegistryWriter {

	static final String PACKAGE = Names.ROOT + ".merchant.assembly";

	private static final TypeName CLASSES = ParameterizedTypeName.get(ClassName.get(List.class),
			ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)));

	private RegistryWriter() {
	}

	static TypeSpec write(Descriptions descriptions) {
		List<Service> services = descriptions.services()
			.stream()
			.filter((service) -> !service.isWrittenByHand())
			.toList();
		return TypeSpec.classBuilder(ClassName.get(PACKAGE, "DescribedCalls"))
			.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
			.addJavadoc("The calls that are described, with what is generated for them.\n")
			.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
			.addMethod(classes("interfaces", "Return the HTTP interfaces.\n@return those that are generated",
					services.stream().map(Service::generatedName).toList()))
			.addMethod(classes("services",
					"Return the services whose calls are all generated.\n@return those that nothing is added to",
					services.stream().filter((service) -> !service.isExtended()).map(Service::generatedName).toList()))
			.addMethod(classes("records", "Return the requests and responses.\n@return those that are generated",
					descriptions.topLevelObjects().stream().map(ObjectType::name).toList()))
			.addMethod(operations(descriptions))
			.addType(call())
			.build();
	}

	private static MethodSpec classes(String name, String doc, List<ClassName> types) {
		return MethodSpec.methodBuilder(name)
			.addModifiers(Modifier.PUBLIC, Modifier.STATIC)
			.returns(CLASSES)
			.addJavadoc(doc + "\n")
			.addStatement("return $T.of($L)", List.class,
					types.stream().map((type) -> CodeBlock.of("$T.class", type)).collect(CodeBlock.joining(",$W")))
			.build();
	}

	private static MethodSpec operations(Descriptions descriptions) {
		List<CodeBlock> calls = new ArrayList<>();
		for (Operation operation : descriptions.operations()) {
			Node limit = operation.node().childOrEmpty("x-rate-limit");
			calls.add(CodeBlock.of("new DescribedCall($S, $S, $S, $S, $S, $S, $L, $L)", operation.id(),
					operation.httpMethod(), operation.path(), operation.node().text("summary"), operation.kind(),
					operation.documentation(), limit.number("requests"), limit.number("seconds")));
		}
		return MethodSpec.methodBuilder("operations")
			.addModifiers(Modifier.PUBLIC, Modifier.STATIC)
			.returns(ParameterizedTypeName.get(ClassName.get(List.class),
					ClassName.get(PACKAGE, "DescribedCalls", "DescribedCall")))
			.addJavadoc("Return the calls.\n@return all of them, in the order of their descriptions\n")
			.addStatement("return $T.of($L)", List.class, CodeBlock.join(calls, ",\n"))
			.build();
	}

	private static TypeSpec call() {
		MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
		Stream.of("operation", "method", "path", "summary", "kind")
			.forEach((name) -> constructor.addParameter(ServiceWriter.parameter(ClassName.get(String.class), name)));
		constructor
			.addParameter(ServiceWriter.parameter(JavaTypes.nullable(ClassName.get(String.class)), "documentation"))
			.addParameter(ServiceWriter.parameter(JavaTypes.nullable(ClassName.get(Integer.class)), "requests"))
			.addParameter(ServiceWriter.parameter(JavaTypes.nullable(ClassName.get(Integer.class)), "seconds"));
		return TypeSpec.recordBuilder("DescribedCall")
			.addModifiers(Modifier.PUBLIC, Modifier.STATIC)
			.addJavadoc(String.join("\n", "A call.", "", "@param operation its name", "@param method its method",
					"@param path its path", "@param summary what it does",
					"@param kind what makes it repeatable: {@code READ}, {@code NUMBER}, {@code STATE} or {@code FREE}",
					"@param documentation the page of WeChat Pay, {@code null} if there is none",
					"@param requests how many are allowed, {@code null} if that is not documented",
					"@param seconds in how many seconds", ""))
			.recordConstructor(constructor.build())
			.build();
	}

}
