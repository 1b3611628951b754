package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What WeChat Pay refuses a request with.
 */
final class ApiError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	private final transient @Nullable ObjectNode detail;

	private final long number;

	private ApiError(int status, String code, String message, @Nullable ObjectNode detail, long number) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.detail = detail;
		this.number = number;
	}

	static ApiError of(int status, String code, String message, long number) {
		return new ApiError(status, code, message, null, number);
	}

	static ApiError badParameter(String message) {
		return of(400, "PARAM_ERROR", message, ErrorCode.OTHER);
	}

	static ApiError invalidRequest(String message, long number) {
		return of(400, "INVALID_REQUEST", message, number);
	}

	/**
	 * Refuse a parameter.
	 * @param message what is wrong with it
	 * @param location {@code body}, {@code query}, {@code uri_template} or {@code null}
	 * @param value what was sent
	 * @return the error
	 */
	static ApiError badParameter(String message, @Nullable String location, JsonNode value) {
		ObjectNode detail = JsonNodeFactory.instance.objectNode();
		detail.put("location", location);
		detail.set("value", value);
		return new ApiError(400, "PARAM_ERROR", message, detail, ErrorCode.OTHER);
	}

	static ApiError unauthorized(String message, long number) {
		return of(401, "SIGN_ERROR", message, number);
	}

	static ApiError unauthorized(String message, ObjectNode detail, long number) {
		return new ApiError(401, "SIGN_ERROR", message, detail, number);
	}

	Answer toAnswer() {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("code", this.code);
		if (this.detail != null) {
			body.set("detail", this.detail);
		}
		body.put("message", getMessage());
		return Answer.json(this.status, body, this.number);
	}

}
