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

	private final Schema body;

	private final Map<String, Schema> path;

	private final Schema query;

	Call(Operation operation, JsonNode description) {
		this.operation = operation;
		this.description = description;
		this.body = new Schema(description.path("body"));
		this.path = Schema.all(description.path("path"));
		// rules of the call are between parameters of its query
		this.query = new Schema(description, Schema.all(description.path("query")));
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
	boolean isMultipart() {
		return this.description.path("content").asString("").equals("multipart/form-data");
	}

	/**
	 * Return whether the request has a body.
	 * @return whether one is described
	 */
	boolean hasBody() {
		return this.description.has("body");
	}

	Schema body() {
		return this.body;
	}

	Map<String, Schema> path() {
		return this.path;
	}

	Schema query() {
		return this.query;
	}

	/**
	 * Return whether the request has personal data in it.
	 * @return whether a field is encrypted
	 */
	boolean hasEncryptedFields() {
		return body().properties().values().stream().anyMatch(Schema::isEncrypted);
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

}
