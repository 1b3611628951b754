package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.util.Assert;
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
	 * @param query the query, empty if there is none
	 * @param variables the values of the variables
	 * @return the URL
	 */
	URI url(String path, Map<String, ?> query, Object... variables) {
		StringBuilder url = new StringBuilder(this.base.length() + path.length() + ROOM_FOR_VALUES).append(this.base);
		int written = 0;
		for (Object variable : variables) {
			int start = path.indexOf('{', written);
			Assert.state(start != -1, () -> "There are more values than variables in " + path);
			url.append(path, written, start).append(encode(variable));
			written = path.indexOf('}', start) + 1;
		}
		url.append(path, written, path.length());
		char separator = '?';
		for (Map.Entry<String, ?> parameter : query.entrySet()) {
			url.append(separator).append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
			separator = '&';
		}
		return URI.create(url.toString());
	}

	private static String encode(Object value) {
		return UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
	}

}
