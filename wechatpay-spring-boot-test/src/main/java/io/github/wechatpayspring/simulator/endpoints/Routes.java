package io.github.wechatpayspring.simulator.endpoints;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request calls. A variable of a path is one segment: what was not encoded
 * as one belongs to no call at all.
 */
public final class Routes {

	private Routes() {
	}

	/**
	 * Find a call.
	 * @param method the HTTP method
	 * @param rawPath the path as it is on the wire
	 * @return the call, or {@code null} if there is none
	 */
	public static @Nullable Operation find(String method, String rawPath) {
		for (Operation operation : Operation.values()) {
			if (operation.method().equals(method) && matches(operation, rawPath)) {
				return operation;
			}
		}
		return null;
	}

	/**
	 * Return whether a path takes calls of another method.
	 * @param rawPath the path as it is on the wire
	 * @return whether some call has it
	 */
	public static boolean isKnownPath(String rawPath) {
		for (Operation operation : Operation.values()) {
			if (matches(operation, rawPath)) {
				return true;
			}
		}
		return false;
	}

	private static boolean matches(Operation operation, String rawPath) {
		String[] expected = segments(operation.pathTemplate());
		String[] actual = segments(rawPath);
		if (actual.length != expected.length) {
			return false;
		}
		for (int i = 0; i < actual.length; i++) {
			if (!isVariable(expected[i]) && !expected[i].equals(actual[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return the path's variables as they are on the wire.
	 * @param operation what is called
	 * @param rawPath a path of this call
	 * @return the variables, percent-encoded
	 */
	static Map<String, String> pathVariables(Operation operation, String rawPath) {
		String[] expected = segments(operation.pathTemplate());
		String[] actual = segments(rawPath);
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < actual.length; i++) {
			if (isVariable(expected[i])) {
				variables.put(expected[i].substring(1, expected[i].length() - 1), actual[i]);
			}
		}
		return variables;
	}

	private static String[] segments(String path) {
		return path.split("/", -1);
	}

	private static boolean isVariable(String segment) {
		return segment.startsWith("{");
	}

}
