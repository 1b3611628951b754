package io.github.wechatpayspring.simulator.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.Operation;
import tools.jackson.databind.JsonNode;

/**
 * What is described of one call.
 */
public final class Call {

	private final Operation operation;

	private final JsonNode description;

	Call(Operation operation, JsonNode description) {
		this.operation = operation;
		this.description = description;
	}

	/**
	 * Return the call.
	 * @return its name, method and path
	 */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * Return whether the request has a file.
	 * @return whether its body has several parts
	 */
	public boolean isMultipart() {
		return this.description.path("content").asString("").equals("multipart/form-data");
	}

	/**
	 * Return whether the request has a body.
	 * @return whether one is described
	 */
	public boolean hasBody() {
		return this.description.has("body");
	}

	Schema body() {
		return new Schema(this.description.path("body"));
	}

	Map<String, Schema> parameters(Location location) {
		return Schema.all(this.description.path(location.key()));
	}

	/**
	 * Return whether the request has personal data in it.
	 * @return whether a field is encrypted
	 */
	boolean hasEncryptedFields() {
		return body().properties().values().stream().anyMatch(Schema::isEncrypted);
	}

	List<JsonNode> rules() {
		List<JsonNode> rules = new ArrayList<>();
		this.description.path("x-rules").forEach(rules::add);
		return rules;
	}

	/**
	 * Return what makes a request number unique.
	 * @return the number's field and those within which it is unique, none if the call
	 * has no number
	 */
	public List<String> number() {
		List<String> fields = new ArrayList<>();
		String field = this.description.path("field").asString(null);
		if (field != null) {
			fields.add(field);
			this.description.path("within").forEach((each) -> fields.add(each.asString()));
		}
		return fields;
	}

	/**
	 * Where a parameter is.
	 */
	enum Location {

		/**
		 * In the path.
		 */
		PATH("path", "uri_template"),

		/**
		 * In the query.
		 */
		QUERY("query", "query");

		private final String key;

		private final String wireName;

		Location(String key, String wireName) {
			this.key = key;
			this.wireName = wireName;
		}

		String key() {
			return this.key;
		}

		String wireName() {
			return this.wireName;
		}

	}

}
