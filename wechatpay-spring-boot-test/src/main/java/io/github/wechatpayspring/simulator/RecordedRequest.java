package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request that the simulator received.
 *
 * @param method the HTTP method
 * @param path the path as it was on the wire, percent-encoded
 * @param query the query as it was on the wire, {@code null} if there was none
 * @param headers the headers, by name in any case
 * @param body the bytes of the body, empty if there was none
 * @param operation what was called, {@code null} if no such call exists
 * @param status the HTTP status of the response, 0 if there is none (yet)
 * @param processed whether the request was acted upon, which is to say that it was
 * neither refused before the signature check was over nor left undone by a {@link Fault}
 */
public record RecordedRequest(String method, String path, @Nullable String query, Map<String, List<String>> headers,
		byte[] body, @Nullable Operation operation, int status, boolean processed) {

	/**
	 * Return the request as one of a call.
	 * @param operation what is called, {@code null} if no such call exists
	 * @return the request
	 */
	public RecordedRequest calling(@Nullable Operation operation) {
		return new RecordedRequest(this.method, this.path, this.query, this.headers, this.body, operation, this.status,
				this.processed);
	}

	/**
	 * Return the bytes of the body.
	 * @return a copy of the bytes
	 */
	@Override
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Return the first value of a header.
	 * @param name its name in any case
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/**
	 * Return the body as text.
	 * @return the body
	 */
	public String bodyAsString() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return path and query as they were on the wire.
	 * @return the request target
	 */
	public String target() {
		return (this.query != null) ? this.path + "?" + this.query : this.path;
	}

	/**
	 * Name the request without user, headers and body.
	 */
	@Override
	public String toString() {
		return "RecordedRequest[%s %s, status=%d, processed=%s]".formatted(this.method,
				(this.operation != null) ? this.operation.pathTemplate() : "(unknown path)", this.status,
				this.processed);
	}

}
