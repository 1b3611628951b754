package io.github.wechatpayspring.api;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A call.
 *
 * @param node what is said of it
 * @param httpMethod its method, in capitals
 * @param path its path
 * @param request the request, {@code null} if it has no parameters
 * @param response the response, {@code null} if it has no body
 * @param service the service that makes it
 */
record Operation(Node node, String httpMethod, String path, @Nullable ObjectType request, @Nullable ObjectType response,
		Service service) {

	String id() {
		return this.node.text("operationId");
	}

	String method() {
		return this.node.child("x-java").text("method");
	}

	boolean isQuery() {
		return this.httpMethod.equals("GET") || this.httpMethod.equals("DELETE");
	}

	boolean isMultipart() {
		return this.node.childOrEmpty("requestBody").childOrEmpty("content").has("multipart/form-data");
	}

	String kind() {
		return this.node.child("x-idempotency").text("kind");
	}

	@Nullable String number() {
		return this.node.child("x-idempotency").find("field");
	}

	List<String> oneAtATime() {
		return this.node.texts("x-one-at-a-time");
	}

	@Nullable String documentation() {
		return this.node.childOrEmpty("externalDocs").find("url");
	}

	/**
	 * Return the name of the annotation of Spring for the method.
	 * @return the simple name, such as {@code PostExchange}
	 */
	String annotation() {
		return Names.capitalized(this.httpMethod.toLowerCase(Locale.ROOT)) + "Exchange";
	}

}
