package io.github.wechatpayspring.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what the simulator has to know of the calls: their names, and what their
 * requests have to look like.
 */
public final class SimulatorGenerator {

	private static final String PACKAGE = Names.ROOT + ".simulator";

	private static final Set<String> RULES = Set.of("default", "enum", "format", "maxItems", "maxLength", "maximum",
			"minItems", "minLength", "minimum", "pattern", "required", "type", "x-encrypted", "x-max-bytes",
			"x-min-bytes", "x-request-number", "x-rules", "x-time");

	private final Descriptions descriptions;

	SimulatorGenerator(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	/**
	 * Write all files.
	 * @param args the directory of the descriptions, and those to write sources and
	 * resources to
	 * @throws IOException if that fails
	 */
	public static void main(String[] args) throws IOException {
		SimulatorGenerator generator = new SimulatorGenerator(Descriptions.read(Path.of(args[0])));
		GeneratedFiles.write(Map.of(file("Operation.java"), generator.operations()), Path.of(args[1]));
		GeneratedFiles.write(Map.of(file("calls/calls.json"), generator.calls()), Path.of(args[2]));
	}

	private static Path file(String name) {
		return Path.of(PACKAGE.replace('.', '/')).resolve(name);
	}

	/**
	 * Write the enum of the calls.
	 * @return its source
	 */
	String operations() {
		TypeSpec.Builder type = TypeSpec.enumBuilder(ClassName.get(PACKAGE, "Operation"))
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc("The calls that the simulator serves.\n")
			.addField(String.class, "id", Modifier.PRIVATE, Modifier.FINAL)
			.addField(String.class, "method", Modifier.PRIVATE, Modifier.FINAL)
			.addField(String.class, "pathTemplate", Modifier.PRIVATE, Modifier.FINAL)
			.addMethod(MethodSpec.constructorBuilder()
				.addParameter(String.class, "id")
				.addParameter(String.class, "method")
				.addParameter(String.class, "pathTemplate")
				.addStatement("this.id = id")
				.addStatement("this.method = method")
				.addStatement("this.pathTemplate = pathTemplate")
				.build())
			.addMethod(getter("id", "Return what observations and limits call it.\n@return the name\n"))
			.addMethod(getter("method", "Return the HTTP method.\n@return the method\n"))
			.addMethod(getter("pathTemplate",
					"Return the path with its variables in braces.\n@return the path template\n"));
		for (Operation operation : this.descriptions.operations()) {
			type.addEnumConstant(operation.id().toUpperCase(Locale.ROOT).replace('-', '_'),
					TypeSpec
						.anonymousClassBuilder("$S, $S, $S", operation.id(), operation.httpMethod(), operation.path())
						.addJavadoc("$L.\n", operation.node().text("summary"))
						.build());
		}
		return JavaFile.builder(PACKAGE, type.build()).indent("\t").skipJavaLangImports(true).build().toString();
	}

	private static MethodSpec getter(String name, String doc) {
		return MethodSpec.methodBuilder(name)
			.addModifiers(Modifier.PUBLIC)
			.addJavadoc(doc)
			.returns(String.class)
			.addStatement("return this.$N", name)
			.build();
	}

	/**
	 * Write what the requests of the calls have to look like.
	 * @return a JSON object by the name of the call
	 */
	String calls() {
		Map<String, Object> calls = new LinkedHashMap<>();
		this.descriptions.operations().forEach((operation) -> calls.put(operation.id(), call(operation)));
		return JsonMapper.shared().writeValueAsString(calls);
	}

	private Map<String, Object> call(Operation operation) {
		Node node = operation.node();
		Map<String, Object> call = new LinkedHashMap<>();
		Map<String, Object> idempotency = node.child("x-idempotency").values();
		List.of("field", "within").forEach((key) -> {
			if (idempotency.containsKey(key)) {
				call.put(key, idempotency.get(key));
			}
		});
		Map<String, Map<String, Object>> parameters = new LinkedHashMap<>();
		for (Node parameter : node.list("parameters")) {
			Map<String, Object> rules = new LinkedHashMap<>(schema(parameter.child("schema"), operation));
			rules.putAll(rules(parameter));
			String name = parameter.text("name");
			rules.put("label", label(name, parameter, operation));
			parameters.computeIfAbsent(parameter.text("in"), (place) -> new LinkedHashMap<>()).put(name, rules);
		}
		call.putAll(parameters);
		if (node.has("x-rules")) {
			call.put("x-rules", node.values().get("x-rules"));
		}
		Map<String, Node> content = node.childOrEmpty("requestBody").children("content");
		content.forEach((type, body) -> {
			call.put("content", type);
			call.put("body", schema(body.child("schema"), operation));
		});
		return call;
	}

	private Map<String, Object> schema(Node node, Operation operation) {
		Map<String, Object> schema = new LinkedHashMap<>();
		if (node.has("$ref")) {
			schema.putAll(schema(this.descriptions.schema(node), operation));
		}
		schema.putAll(rules(node));
		Map<String, Object> properties = new LinkedHashMap<>();
		node.children("properties").forEach((name, property) -> {
			Map<String, Object> rules = new LinkedHashMap<>(schema(property, operation));
			rules.put("label", label(name, property, operation));
			properties.put(name, rules);
		});
		if (!properties.isEmpty()) {
			schema.put("properties", properties);
		}
		if (node.has("items")) {
			schema.put("items", schema(node.child("items"), operation));
		}
		return schema;
	}

	private static Map<String, Object> rules(Node node) {
		Map<String, Object> rules = new LinkedHashMap<>(node.values());
		rules.keySet().retainAll(RULES);
		return rules;
	}

	private static String label(String name, Node field, Operation operation) {
		String own = field.find("x-label");
		String label = (own != null) ? own : operation.service().labels().get(name);
		if (label == null) {
			throw new DescriptionException(field.place(), "has no 'x-label', nor has its document one for it");
		}
		return label;
	}

}
