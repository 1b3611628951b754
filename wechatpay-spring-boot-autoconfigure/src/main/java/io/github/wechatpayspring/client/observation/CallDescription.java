package io.github.wechatpayspring.client.observation;

import java.util.regex.Pattern;

import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;

/**
 * Names a call for people: method and URI template. Never the URI itself, which may hold
 * an openid.
 */
public final class CallDescription {

	/**
	 * The name of the attribute that holds the template, as {@code RestClient} has it.
	 */
	public static final String URI_TEMPLATE_ATTRIBUTE = RestClient.class.getName() + ".uriTemplate";

	private static final Pattern USER = Pattern.compile("(?<=/users/)[^/{}]+|(?<=/)o[\\w-]{27}(?=/|$)");

	private CallDescription() {
	}

	/**
	 * Name a call.
	 * @param request its request
	 * @return method and template
	 */
	public static String of(HttpRequest request) {
		Object template = request.getAttributes().get(URI_TEMPLATE_ATTRIBUTE);
		String method = request.getMethod().name();
		if (!(template instanceof String text)) {
			return method + " request";
		}
		String named = withoutPersonalData(text);
		// behind the host
		return method + " " + named.substring(Math.max(named.indexOf("/v3/"), 0));
	}

	/**
	 * Return a URI template without values that were written into it: without its query,
	 * and without an openid among its path.
	 * @param template the template
	 * @return what may be shown
	 */
	static String withoutPersonalData(String template) {
		int query = template.indexOf('?');
		return USER.matcher((query >= 0) ? template.substring(0, query) : template).replaceAll("******");
	}

}
