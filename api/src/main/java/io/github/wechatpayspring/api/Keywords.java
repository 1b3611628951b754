package io.github.wechatpayspring.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of descriptions that mean something here. A word that is misspelt would
 * otherwise leave a limit unchecked without anybody noticing.
 */
final class Keywords {

	private static final Set<String> EXTENSIONS = Set.of("x-default", "x-encrypted", "x-enum-descriptions",
			"x-idempotency", "x-java", "x-label", "x-labels", "x-max-bytes", "x-min-bytes", "x-one-at-a-time",
			"x-rate-limit", "x-request-number", "x-rules", "x-time", "x-wechatpay-errors");

	private static final Set<String> JAVA = Set.of("extended", "generated", "hand-written", "method", "name", "package",
			"request", "service", "unwrap");

	private static final Set<String> SCHEMA = Set.of("$ref", "default", "description", "enum", "format", "in", "items",
			"maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "name", "pattern", "properties",
			"required", "schema", "title", "type");

	private Keywords() {
	}

	/**
	 * Check the extensions of a document.
	 * @param node the document or a part of it
	 */
	static void checkExtensions(Node node) {
		node.values().forEach((key, value) -> {
			if (key.startsWith("x-") && !EXTENSIONS.contains(key)) {
				throw new DescriptionException(node.place(), "has an extension that is not known: " + key);
			}
			for (Object part : (value instanceof List<?> parts) ? parts : Arrays.asList(value)) {
				if (part instanceof Map<?, ?>) {
					checkExtensions(Node.of(node.place() + " > " + key, part));
				}
			}
		});
		node.childOrEmpty("x-java").values().keySet().forEach((key) -> {
			if (!JAVA.contains(key)) {
				throw new DescriptionException(node.place(), "has an 'x-java' that is not known: " + key);
			}
		});
	}

	/**
	 * Check the words of a schema.
	 * @param schema the schema of a field, a parameter or an element
	 */
	static void check(Node schema) {
		schema.values().keySet().forEach((key) -> {
			if (!key.startsWith("x-") && !SCHEMA.contains(key)) {
				throw new DescriptionException(schema.place(), "has a keyword that is not known: " + key);
			}
		});
	}

}
