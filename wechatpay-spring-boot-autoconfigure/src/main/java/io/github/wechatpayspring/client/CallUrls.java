package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Writes the URLs of calls: a path whose variables each are one segment, whatever they
 * hold, and a query.
 */
final class CallUrls {

	// of an openid and more
	private static final int ROOM_FOR_VALUES = 64;

	private final String base;

	/**
	 * Create a writer.
	 * @param baseUrl what comes before each path
	 */
	CallUrls(URI baseUrl) {
		String base = baseUrl.toString();
		this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
	}

	/**
	 * Return the URL without the values of its variables.
	 * @param path the path, with variables in braces
	 * @return the template
	 */
	String template(String path) {
		return this.base + path;
	}

	/**
	 * Return the URL of a call.
	 * @param path the path, with variables in braces
	 * @param variables the values of the variables by name
	 * @param query the query, empty if there is none
	 * @return the URL
	 */
	URI url(String path, Function<String, ? extends @Nullable Object> variables, Map<String, ?> query) {
		StringBuilder url = new StringBuilder(this.base.length() + path.length() + ROOM_FOR_VALUES).append(this.base);
		int written = 0;
		for (int start = path.indexOf('{'); start != -1; start = path.indexOf('{', written)) {
			int end = path.indexOf('}', start);
			url.append(path, written, start).append(encode(value(path.substring(start + 1, end), variables)));
			written = end + 1;
		}
		url.append(path, written, path.length());
		char separator = (path.indexOf('?') == -1) ? '?' : '&';
		for (Map.Entry<String, ?> parameter : query.entrySet()) {
			Collection<?> values = (parameter.getValue() instanceof Collection<?> several) ? several
					: List.of(parameter.getValue());
			for (Object value : values) {
				url.append(separator).append(encode(parameter.getKey())).append('=').append(encode(value));
				separator = '&';
			}
		}
		return URI.create(url.toString());
	}

	/**
	 * Return where a URL of WeChat Pay leads to by way of the base URL.
	 * @param url the URL
	 * @return the same path and query
	 */
	URI moved(URI url) {
		return URI.create(this.base + WechatPayHosts.pathAndQuery(url));
	}

	/**
	 * Return whether a URL begins with the base URL.
	 * @param url the URL
	 * @return whether it does
	 */
	boolean isBelow(URI url) {
		return url.toString().startsWith(this.base + "/");
	}

	private static Object value(String name, Function<String, ? extends @Nullable Object> variables) {
		Object value = variables.apply(name);
		if (value == null) {
			throw new IllegalArgumentException("'%s' is missing: it is part of the URL".formatted(name));
		}
		return value;
	}

	private static String encode(Object value) {
		return UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
	}

}
