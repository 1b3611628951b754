package io.github.wechatpayspring.client.customizer;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;

/**
 * The request headers that belong to this library or to the HTTP client: a call would
 * fail, or mean something else, if the application set them for all calls.
 */
final class ReservedHeaders {

	private static final Set<String> NAMES = Set.of("authorization", "accept", "accept-charset", "accept-encoding",
			"connection", "content-encoding", "content-length", "content-type", "expect", "host", "range", "te",
			"trailer", "transfer-encoding", "upgrade");

	// signature and conditions
	private static final List<String> PREFIXES = List.of("wechatpay-", "if-");

	private ReservedHeaders() {
	}

	static boolean contain(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return NAMES.contains(lowerCase) || PREFIXES.stream().anyMatch(lowerCase::startsWith);
	}

	/**
	 * Return headers of the application without reserved ones.
	 * @param headers the headers
	 * @return a copy
	 */
	static HttpHeaders without(HttpHeaders headers) {
		HttpHeaders others = new HttpHeaders();
		headers.forEach((name, values) -> {
			if (!contain(name)) {
				others.put(name, List.copyOf(values));
			}
		});
		return others;
	}

	/**
	 * Return headers that the application has changed with the reserved ones as they
	 * were.
	 * @param changed the headers now
	 * @param original the headers before
	 * @return a copy
	 */
	static HttpHeaders restore(HttpHeaders changed, HttpHeaders original) {
		HttpHeaders restored = without(changed);
		original.forEach((name, values) -> {
			if (contain(name)) {
				restored.put(name, List.copyOf(values));
			}
		});
		return restored;
	}

}
