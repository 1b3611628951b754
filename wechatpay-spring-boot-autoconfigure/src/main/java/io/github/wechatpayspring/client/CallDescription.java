package io.github.wechatpayspring.client;

import java.util.regex.Pattern;

import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;

/**
 * Names a call for people: method and URI template. Never the URI itself, which may hold
 * an openid.
 */
final class CallDescription {

	// where RestClient has it from those who give it a template
	static final String URI_TEMPLATE_ATTRIBUTE = RestClient.class.getName() + ".uriTemplate";

	private static final Pattern USER = Pattern.compile("(?<=/users/)[^/{}]+");

	private CallDescription() {
	}

	static String of(HttpRequest request) {
		Object template = request.getAttributes().get(URI_TEMPLATE_ATTRIBUTE);
		String method = request.getMethod().name();
		if (!(template instanceof String text)) {
			return method + " request";
		}
		// behind the host and before the query, which may have been written out
		int path = text.indexOf("/v3/");
		int query = text.indexOf('?');
		String named = text.substring(Math.max(path, 0), (query > path) ? query : text.length());
		// an openid that was written into the template
		return method + " " + USER.matcher(named).replaceAll("******");
	}

}
