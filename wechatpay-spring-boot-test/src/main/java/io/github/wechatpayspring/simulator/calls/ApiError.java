package io.github.wechatpayspring.simulator.calls;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error response of WeChat Pay.
 */
public final class ApiError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	// stands in where the number is not documented
	private static final long OTHER = 268435462;

	private final int status;

	private final String code;

	private final transient @Nullable ObjectNode detail;

	private final long number;

	private ApiError(int status, String code, @Nullable String message, @Nullable ObjectNode detail, long number) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.detail = detail;
		this.number = number;
	}

	/**
	 * Create an error.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message what is wrong
	 * @return the error
	 */
	public static ApiError of(int status, String code, String message) {
		return new ApiError(status, code, message, null, OTHER);
	}

	/**
	 * Refuse a request as a whole.
	 * @param message what is wrong
	 * @return the error
	 */
	public static ApiError invalidRequest(String message) {
		return of(400, "INVALID_REQUEST", message);
	}

	/**
	 * Refuse a request whose signature does not prove that it comes from the merchant.
	 * @param message what is wrong
	 * @param detail what should have been signed, if that is what is wrong
	 * @return the error
	 */
	public static ApiError unauthorized(String message, @Nullable ObjectNode detail) {
		return new ApiError(401, "SIGN_ERROR", message, detail, OTHER);
	}

	public static ApiError badParameter(String message) {
		return of(400, "PARAM_ERROR", message);
	}

	/**
	 * Refuse a parameter.
	 * @param message what is wrong with it
	 * @param location {@code body}, {@code query}, {@code uri_template} or {@code null}
	 * @param value what was sent
	 * @return the error
	 */
	public static ApiError badParameter(String message, @Nullable String location, JsonNode value) {
		ObjectNode detail = JsonNodeFactory.instance.objectNode();
		detail.put("location", location);
		detail.set("value", value);
		return new ApiError(400, "PARAM_ERROR", message, detail, OTHER);
	}

	/**
	 * Change the internal error number, which ends the {@code Request-ID}.
	 * @param number a number that is documented
	 * @return the changed error
	 */
	public ApiError numbered(long number) {
		return new ApiError(this.status, this.code, getMessage(), this.detail, number);
	}

	/**
	 * Return the HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the internal error number.
	 * @return the number
	 */
	public long number() {
		return this.number;
	}

	/**
	 * Return the body of the response.
	 * @return code, detail and message
	 */
	public ObjectNode body() {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("code", this.code);
		if (this.detail != null) {
			body.set("detail", this.detail);
		}
		body.put("message", getMessage());
		return body;
	}

}
