package io.github.wechatpayspring.autoconfigure;

import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;

/**
 * Checks the path of the endpoint for notifications.
 */
final class NotificationPath {

	private static final String PROPERTY = "notification.path";

	private static final String EXPECTED = "Use a path such as \"/wechatpay/notify\"; the URL that WeChat Pay is told ends with it.";

	// nothing that is a pattern, is encoded or is cut off on the way
	private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[\\w.~:@+=,-]+)+");

	private NotificationPath() {
	}

	static void check(String path, ConfigurationProblems problems) {
		String present = problems.require(PROPERTY, path, EXPECTED + " Remove the property to have no endpoint.");
		if (present == null) {
			return;
		}
		if (!path.startsWith("/")) {
			problems.add(PROPERTY, "\"%s\", which does not begin with a slash.".formatted(path), EXPECTED);
		}
		else if (path.contains("?")) {
			problems.add(PROPERTY, "\"%s\", which has a query.".formatted(path),
					"Leave it out; WeChat Pay does not take URLs with a query.");
		}
		else if (!PATH.matcher(path).matches()) {
			problems.add(PROPERTY, "\"%s\", which is not a plain path.".formatted(path), EXPECTED
					+ " Let it consist of letters, digits and \"-_.\" between single slashes, without one at its end.");
		}
	}

}
