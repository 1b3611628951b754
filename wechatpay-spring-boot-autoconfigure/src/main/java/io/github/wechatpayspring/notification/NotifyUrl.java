package io.github.wechatpayspring.notification;

import java.net.URI;
import java.net.URISyntaxException;

import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay asks of a URL for notifications.
 */
final class NotifyUrl {

	private static final String FIELD = "notifyUrl";

	private static final int MAXIMUM_BYTES = 256;

	private NotifyUrl() {
	}

	/**
	 * Check a URL. Messages do not repeat it, since its path may be secret.
	 * @param value the URL
	 * @return the URL
	 * @throws IllegalArgumentException if WeChat Pay does not take it
	 */
	static String check(@Nullable String value) {
		String url = RequestFields.required(FIELD, value, MAXIMUM_BYTES);
		URI uri = parse(url);
		if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
			throw refused("must be an absolute URL that begins with https://");
		}
		if (uri.getRawQuery() != null) {
			throw refused("must have no query: put what you need into the path");
		}
		if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
			throw refused("must have neither a user nor a fragment");
		}
		return url;
	}

	private static URI parse(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw refused("is no URL: encode what is neither letter nor digit");
		}
	}

	private static IllegalArgumentException refused(String why) {
		return new IllegalArgumentException("'%s' %s".formatted(FIELD, why));
	}

}
