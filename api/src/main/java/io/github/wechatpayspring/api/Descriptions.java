package io.github.wechatpayspring.api;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.palantir.javapoet.ClassName;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The calls, requests, responses and values of all descriptions.
 */
final class Descriptions {

	private static final String SCHEMAS = "#/components/schemas/";

	private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

	private final Map<String, Node> schemas = new LinkedHashMap<>();

	private final Map<String, Service> services = new LinkedHashMap<>();

	private final List<Operation> operations = new ArrayList<>();

	private final Map<ClassName, ObjectType> objects = new LinkedHashMap<>();

	private final Map<ClassName, ValueType> values = new LinkedHashMap<>();

	private final Map<String, ClassName> names = new LinkedHashMap<>();

	private Descriptions() {
	}

	/**
	 * Read descriptions.
	 * @param directory where they are
	 * @return what they describe
	 * @throws IOException if they cannot be read
	 */
	static Descriptions read(Path directory) throws IOException {
		List<Node> documents = new ArrayList<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".yaml")).sorted().toList()) {
				try (Reader reader = Files.newBufferedReader(file)) {
					documents.add(document(file.getFileName().toString(), reader));
				}
			}
		}
		return of(documents);
	}

	static Node document(String name, Reader content) {
		return Node.of(name, new Yaml(new SafeConstructor(new LoaderOptions())).load(content));
	}

	static Descriptions of(List<Node> documents) {
		Descriptions descriptions = new Descriptions();
		documents.forEach(Keywords::checkExtensions);
		documents.forEach(descriptions::readSchemas);
		documents.forEach(descriptions::readServices);
		documents.forEach(descriptions::readOperations);
		return descriptions;
	}

	private void readSchemas(Node document) {
		document.childOrEmpty("components").children("schemas").forEach((name, schema) -> {
			Node other = this.schemas.putIfAbsent(name, schema);
			if (other != null && !other.values().equals(schema.values())) {
				throw new DescriptionException(schema.place(), "differs from " + other.place());
			}
		});
	}

	private void readServices(Node document) {
		Map<String, String> labels = new LinkedHashMap<>();
		document.childOrEmpty("x-labels").values().forEach((name, label) -> labels.put(name, String.valueOf(label)));
		document.list("tags").forEach((tag) -> this.services.put(tag.text("name"), new Service(tag, labels)));
	}

	private void readOperations(Node document) {
		document.children("paths")
			.forEach((path, item) -> item.values()
				.keySet()
				.stream()
				.filter(METHODS::contains)
				.forEach((method) -> this.operations.add(operation(path, method, item.child(method)))));
	}

	private Operation operation(String path, String method, Node node) {
		String tag = node.texts("tags").stream().findFirst().orElse("");
		Service service = this.services.get(tag);
		if (service == null) {
			throw new DescriptionException(node.place(), "has a tag that is not described: '" + tag + "'");
		}
		Operation call = new Operation(node, method.toUpperCase(Locale.ROOT), path, null, null, service);
		ObjectType request = (call.isMultipart()) ? null : request(call);
		ObjectType response = response(node, service);
		if (request != null) {
			useInRequests(request);
		}
		if (response != null) {
			response.returned();
			useInResponses(response);
		}
		return new Operation(node, call.httpMethod(), path, request, response, service);
	}

	private @Nullable ObjectType request(Operation call) {
		Node node = call.node();
		String name = node.child("x-java").find("request");
		List<Node> parameters = node.list("parameters");
		Node body = node.childOrEmpty("requestBody").childOrEmpty("content").childOrEmpty("application/json");
		if (name == null) {
			return null;
		}
		ClassName type = ClassName.get(call.service().packageName(), name);
		if (this.objects.containsKey(type)) {
			throw new DescriptionException(node.place(), "has a request of another call: " + name);
		}
		Node schema = (body.has("schema")) ? schema(body.child("schema")) : withoutBody(node);
		ObjectType request = new ObjectType(type, schema, List.of());
		this.objects.put(type, request);
		for (String place : List.of("path", "query")) {
			parameters.stream()
				.filter((parameter) -> parameter.text("in").equals(place))
				.forEach((parameter) -> request.fields().add(parameter(parameter, request)));
		}
		addProperties(request, schema);
		return request;
	}

	// the rules of a request without a body are those of its call
	private static Node withoutBody(Node call) {
		Map<String, Object> values = new LinkedHashMap<>();
		String summary = call.text("summary").replaceAll("\\s*\\([^)]*\\)$", "");
		values.put("description",
				"Request to %s.".formatted(Character.toLowerCase(summary.charAt(0)) + summary.substring(1)));
		if (call.has("x-rules")) {
			values.put("x-rules", call.values().get("x-rules"));
		}
		return new Node(call.place(), values);
	}

	private Field parameter(Node parameter, ObjectType owner) {
		String name = parameter.text("name");
		return new Field(name, Names.camelCase(name), false, type(parameter.child("schema"), owner),
				parameter.isTrue("required"), parameter.text("in").equals("path"), parameter);
	}

	private void addProperties(ObjectType owner, Node schema) {
		List<String> required = schema.texts("required");
		Map<String, Node> properties = schema.children("properties");
		required.stream().filter((name) -> !properties.containsKey(name)).findFirst().ifPresent((name) -> {
			throw new DescriptionException(schema.place(), "requires a property that it has not: '" + name + "'");
		});
		properties.forEach((wireName, property) -> {
			String ownName = property.childOrEmpty("x-java").find("name");
			String name = (ownName != null) ? ownName : Names.camelCase(wireName);
			owner.fields()
				.add(new Field(wireName, name, ownName != null, type(property, owner), required.contains(wireName),
						false, described(property)));
		});
	}

	private Node described(Node property) {
		if (property.has("description")) {
			return property;
		}
		if (!property.has("$ref")) {
			throw new DescriptionException(property.place(), "has no 'description'");
		}
		Map<String, Object> values = new LinkedHashMap<>(property.values());
		String description = schema(property).text("description").replaceAll("\\.$", "");
		values.put("description", Character.toLowerCase(description.charAt(0)) + description.substring(1));
		return new Node(property.place(), values);
	}

	private @Nullable ObjectType response(Node call, Service service) {
		for (String status : List.of("200", "201", "204")) {
			Node response = call.child("responses").childOrEmpty(status);
			Node content = response.childOrEmpty("content").childOrEmpty("application/json");
			if (content.has("schema")) {
				return object(content.child("schema"), service.packageName());
			}
			if (!response.values().isEmpty()) {
				return null;
			}
		}
		throw new DescriptionException(call.place(), "describes no success");
	}

	Node schema(Node reference) {
		String name = reference.text("$ref");
		Node schema = this.schemas.get(name.replace(SCHEMAS, ""));
		if (schema == null) {
			throw new DescriptionException(reference.place(), "refers to what is not described: " + name);
		}
		return schema;
	}

	private ClassName name(Node reference, String packageName) {
		String name = reference.text("$ref").replace(SCHEMAS, "");
		String ownPackage = schema(reference).childOrEmpty("x-java").find("package");
		return this.names.computeIfAbsent(name,
				(each) -> ClassName.get((ownPackage != null) ? Names.ROOT + "." + ownPackage : packageName, name));
	}

	private ObjectType object(Node reference, String packageName) {
		ClassName name = name(reference, packageName);
		ObjectType known = this.objects.get(name);
		if (known != null) {
			return known;
		}
		Node schema = schema(reference);
		ObjectType object = new ObjectType(name, schema, List.of());
		this.objects.put(name, object);
		addProperties(object, schema);
		return object;
	}

	private FieldType type(Node property, ObjectType owner) {
		Keywords.check(property);
		if (property.has("$ref")) {
			Node schema = schema(property);
			String packageName = owner.name().topLevelClassName().packageName();
			if (schema.has("enum")) {
				ClassName name = name(property, packageName);
				this.values.computeIfAbsent(name, (each) -> new ValueType(each, schema));
				return new FieldType.Value(name);
			}
			return new FieldType.Nested(object(property, packageName).name());
		}
		String type = property.find("type");
		if (type == null) {
			return FieldType.Simple.ANY;
		}
		return switch (type) {
			case "string" ->
				"date-time".equals(property.find("format")) ? FieldType.Simple.TIME : FieldType.Simple.TEXT;
			case "integer" ->
				"int32".equals(property.find("format")) ? FieldType.Simple.INTEGER : FieldType.Simple.LONG;
			case "boolean" -> FieldType.Simple.BOOLEAN;
			case "array" -> new FieldType.Several(type(property.child("items"), owner), property.child("items"));
			case "object" -> new FieldType.Nested(nested(property, owner).name());
			default -> throw new DescriptionException(property.place(), "has a type that is not known: " + type);
		};
	}

	private ObjectType nested(Node property, ObjectType owner) {
		ObjectType top = this.objects.get(owner.name().topLevelClassName());
		ClassName name = owner.name().topLevelClassName().nestedClass(property.text("title"));
		ObjectType nested = new ObjectType(name, property, List.of());
		if (top == null || top.nested().put(name, nested) != null) {
			throw new DescriptionException(property.place(), "has a title that is taken: " + name.simpleName());
		}
		addProperties(nested, property);
		return nested;
	}

	private void useInRequests(ObjectType object) {
		if (!object.isInRequests()) {
			object.usedInRequests();
			object.fields().forEach((field) -> use(field.type(), true));
		}
	}

	private void useInResponses(ObjectType object) {
		if (!object.isInResponses()) {
			object.usedInResponses();
			object.fields().forEach((field) -> use(field.type(), false));
		}
	}

	private void use(FieldType type, boolean inRequest) {
		if (type instanceof FieldType.Several several) {
			use(several.element(), inRequest);
		}
		else if (type instanceof FieldType.Nested nested) {
			if (inRequest) {
				useInRequests(object(nested.name()));
			}
			else {
				useInResponses(object(nested.name()));
			}
		}
		else if (type instanceof FieldType.Value value && !inRequest) {
			value(value.name()).usedInResponses();
		}
	}

	/**
	 * Return an object.
	 * @param name its type in Java
	 * @return the object
	 */
	ObjectType object(ClassName name) {
		ObjectType top = this.objects.get(name.topLevelClassName());
		ObjectType object = (top != null && !top.name().equals(name)) ? top.nested().get(name) : top;
		if (object == null) {
			throw new IllegalStateException("No object " + name);
		}
		return object;
	}

	ValueType value(ClassName name) {
		ValueType value = this.values.get(name);
		if (value == null) {
			throw new IllegalStateException("No value " + name);
		}
		return value;
	}

	/**
	 * Return the objects that become records of their own.
	 * @return all of them but those of services that are written by hand
	 */
	List<ObjectType> topLevelObjects() {
		Set<ClassName> byHand = new HashSet<>();
		this.operations.stream()
			.filter((operation) -> operation.service().isWrittenByHand())
			.flatMap((operation) -> Stream.of(operation.request(), operation.response()))
			.forEach((object) -> {
				if (object != null && !object.node().childOrEmpty("x-java").isTrue("generated")) {
					byHand.add(object.name());
				}
			});
		return this.objects.values().stream().filter((object) -> !byHand.contains(object.name())).toList();
	}

	Collection<ValueType> values() {
		return this.values.values();
	}

	List<Operation> operations() {
		return this.operations;
	}

	/**
	 * Return the services that have calls.
	 * @return the services
	 */
	List<Service> services() {
		return this.operations.stream().map(Operation::service).distinct().toList();
	}

	List<Operation> operations(Service service) {
		return this.operations.stream().filter((operation) -> operation.service().equals(service)).toList();
	}

	Operation operation(String id) {
		return this.operations.stream()
			.filter((operation) -> operation.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new DescriptionException("The descriptions", "have no operation " + id));
	}

}
