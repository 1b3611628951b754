package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.util.StringUtils;

/**
 * The openids of one request, which whoever answers may repeat in words of error: a
 * gateway for instance, that knows no more than the path.
 */
final class RequestOpenids {

	private static final String MASK = "******";

	private static final int SHORTEST = 4;

	private static final Pattern OPENID = Pattern
		.compile("(?:/users/|[?&]\\w*openid=|\"\\w*openid\"\\s*:\\s*\")([^/?&\"]+)");

	private final Set<String> openids;

	private RequestOpenids(Set<String> openids) {
		this.openids = openids;
	}

	static RequestOpenids of(HttpRequest request, byte[] body) {
		Set<String> openids = new LinkedHashSet<>();
		collect(request.getURI().toString(), openids);
		collect(new String(body, StandardCharsets.UTF_8), openids);
		return new RequestOpenids(openids);
	}

	private static void collect(String text, Set<String> openids) {
		Matcher matcher = OPENID.matcher(text);
		while (matcher.find()) {
			String openid = matcher.group(1);
			// as it is on the wire and as it was meant
			add(openid, openids);
			add(decode(openid), openids);
		}
	}

	private static void add(String openid, Set<String> openids) {
		// what is shorter is none, and would be found in any word
		if (openid.length() >= SHORTEST) {
			openids.add(openid);
		}
	}

	private static String decode(String openid) {
		try {
			return StringUtils.uriDecode(openid, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return openid;
		}
	}

	/**
	 * Mask the openids in a text.
	 * @param text the text
	 * @return the text without openids
	 */
	@Nullable String mask(@Nullable String text) {
		String masked = text;
		for (String openid : this.openids) {
			masked = (masked != null) ? masked.replace(openid, MASK) : null;
		}
		return masked;
	}

	@Override
	public String toString() {
		return "RequestOpenids";
	}

}
