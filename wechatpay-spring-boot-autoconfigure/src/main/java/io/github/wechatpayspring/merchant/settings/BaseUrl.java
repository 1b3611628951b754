package io.github.wechatpayspring.merchant.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the URL that stands before the path of each call.
 */
final class BaseUrl {

	private static final String EXPECTED = "Use an absolute URL such as \"" + SharedSettings.DEFAULT_BASE_URL + "\".";

	private static final Pattern WECHAT_PAY = Pattern.compile(".*\\.(weixin\\.qq\\.com|wechatpay\\.cn)",
			Pattern.CASE_INSENSITIVE);

	private BaseUrl() {
	}

	static @Nullable URI read(String property, String value, ConfigurationProblems problems) {
		URI uri;
		try {
			uri = new URI(StringUtils.trimTrailingCharacter(value, '/'));
		}
		catch (URISyntaxException ex) {
			problems.add(property, "A text that is not a URL.", EXPECTED);
			return null;
		}
		if (uri.getScheme() == null || !Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
				|| !StringUtils.hasText(uri.getHost())) {
			problems.add(property, "Not an absolute http or https URL.", EXPECTED);
			return null;
		}
		if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
			problems.add(property, "A URL with a user, a query or a fragment.",
					"Leave only scheme, host, port and, for a gateway, its path.");
			return null;
		}
		if (uri.getScheme().equalsIgnoreCase("http") && WECHAT_PAY.matcher(uri.getHost()).matches()) {
			problems.add(property, "\"%s\" without TLS.".formatted(uri), "Use \"https\".");
			return null;
		}
		if (uri.getRawPath().endsWith("/v3")) {
			problems.add(property, "\"%s\", which ends with \"/v3\".".formatted(uri),
					"Leave out \"/v3\"; it belongs to the path of each call.");
			return null;
		}
		return uri;
	}

}
