package io.github.wechatpayspring.simulator.calls;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All calls that are described. Finds the one that a request makes: a variable of a path
 * is one segment, so that what was not encoded as one belongs to no call at all.
 */
public final class Calls {

	private static final String DESCRIPTIONS = "/io/github/wechatpayspring/simulator/calls/calls.json";

	private final Map<Operation, Call> calls = new LinkedHashMap<>();

	private final List<Route> routes = new ArrayList<>();

	private Calls(JsonNode descriptions) {
		for (Operation operation : Operation.values()) {
			this.calls.put(operation, new Call(operation, descriptions.required(operation.id())));
			this.routes.add(new Route(operation, segments(operation.pathTemplate())));
		}
	}

	/**
	 * Return the calls, whose descriptions are read once.
	 * @return the calls
	 */
	public static Calls described() {
		return Described.CALLS;
	}

	private static Calls load() {
		try (InputStream descriptions = Calls.class.getResourceAsStream(DESCRIPTIONS)) {
			if (descriptions == null) {
				throw new IllegalStateException("The class path has no " + DESCRIPTIONS);
			}
			return new Calls(JsonMapper.shared().readTree(descriptions));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + DESCRIPTIONS, ex);
		}
	}

	/**
	 * Return what is described of a call.
	 * @param operation the call
	 * @return its description
	 */
	public Call of(Operation operation) {
		Call call = this.calls.get(operation);
		if (call == null) {
			throw new IllegalStateException("No description of " + operation);
		}
		return call;
	}

	/**
	 * Find a call. A path that is spelt out takes precedence over one with a variable.
	 * @param method the HTTP method
	 * @param rawPath the path as it is on the wire
	 * @return the call, or {@code null} if there is none
	 */
	public @Nullable Operation find(String method, String rawPath) {
		String[] path = segments(rawPath);
		Route best = null;
		for (Route route : this.routes) {
			if (route.operation().method().equals(method) && route.matches(path)
					&& (best == null || route.variables() < best.variables())) {
				best = route;
			}
		}
		return (best != null) ? best.operation() : null;
	}

	/**
	 * Return whether a path takes calls of another method.
	 * @param rawPath the path as it is on the wire
	 * @return whether some call has it
	 */
	public boolean isKnownPath(String rawPath) {
		String[] path = segments(rawPath);
		return this.routes.stream().anyMatch((route) -> route.matches(path));
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

	// read when it is first asked for
	private static final class Described {

		private static final Calls CALLS = load();

	}

	private record Route(Operation operation, String[] segments) {

		boolean matches(String[] path) {
			if (path.length != this.segments.length) {
				return false;
			}
			for (int i = 0; i < path.length; i++) {
				if (!isVariable(this.segments[i]) && !this.segments[i].equals(path[i])) {
					return false;
				}
			}
			return true;
		}

		int variables() {
			return Math.toIntExact(List.of(this.segments).stream().filter(Calls::isVariable).count());
		}

	}

}
