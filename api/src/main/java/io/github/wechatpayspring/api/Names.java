package io.github.wechatpayspring.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names in Java of what has another one on the wire.
 */
final class Names {

	static final String ROOT = "io.github.wechatpayspring";

	private Names() {
	}

	static String camelCase(String wireName) {
		String all = Arrays.stream(wireName.split("_")).map(Names::capitalized).collect(Collectors.joining());
		return Character.toLowerCase(all.charAt(0)) + all.substring(1);
	}

	static String capitalized(String text) {
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

	static String constant(String value) {
		return value.replace('-', '_').toUpperCase(Locale.ROOT);
	}

}
