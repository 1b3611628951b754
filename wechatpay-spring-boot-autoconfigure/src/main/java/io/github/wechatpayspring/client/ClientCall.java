package io.github.wechatpayspring.client;

import java.util.Map;
import java.util.function.Function;

import io.github.wechatpayspring.client.resilience.CallOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A call as it is to be made.
 *
 * @param options what is known about it
 * @param method its method
 * @param path the path, with variables in braces
 * @param variables the values of the variables by name, each of which becomes one path
 * segment
 * @param query the query, empty if there is none; a list is written value by value
 * @param headers headers beyond those that every call has
 * @param body the body, or {@code null}
 */
public record ClientCall(CallOptions options, HttpMethod method, String path,
		Function<String, ? extends @Nullable Object> variables, Map<String, ?> query, HttpHeaders headers,
		@Nullable Object body) {

	@Override
	public String toString() {
		// not what is in it
		return this.method + " " + this.path;
	}

}
