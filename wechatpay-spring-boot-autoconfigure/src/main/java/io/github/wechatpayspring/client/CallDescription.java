package io.github.wechatpayspring.client;

import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;

/**
 * Names a call for people: method and URI template. Never the URI itself, which may hold
 * an openid.
 */
final class CallDescription {

	private static final String URI_TEMPLATE_ATTRIBUTE = RestClient.class.getName() + ".uriTemplate";

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
		return method + " " + text.substring(Math.max(path, 0), (query > path) ? query : text.length());
	}

}
