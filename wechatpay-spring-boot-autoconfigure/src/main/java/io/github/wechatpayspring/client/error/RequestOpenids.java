package io.github.wechatpayspring.client.error;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.field.FieldEncryption;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.util.StringUtils;

/**
 * The openids and the encrypted texts of one request, which whoever responds may repeat
 * in words of error: WeChat Pay, or a gateway that knows no more than the path.
 */
final class RequestOpenids {

	private static final String MASK = "******";

	private static final int SHORTEST = 4;

	private static final Pattern OPENID = Pattern
		.compile("(?:/users/|[?&]\\w*openid=|\"\\w*openid\"\\s*:\\s*\")([^/?&\"]+)");

	private static final Pattern CODE = Pattern.compile("[A-Z0-9_]+");

	private final Set<String> openids;

	private final List<Pattern> encrypted;

	private RequestOpenids(Set<String> openids, List<String> encrypted) {
		this.openids = openids;
		this.encrypted = encrypted.stream()
			.filter((text) -> text.length() > 1)
			.sorted(Comparator.comparing(String::length).reversed())
			.map(RequestOpenids::pattern)
			.toList();
	}

	static RequestOpenids of(HttpRequest request, byte[] body) {
		Set<String> openids = new LinkedHashSet<>();
		collect(request.getURI().toString(), openids);
		collect(new String(body, StandardCharsets.UTF_8), openids);
		return new RequestOpenids(openids, FieldEncryption.textsOf(request));
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

	// a name may be as short as a part of another word
	private static Pattern pattern(String text) {
		boolean word = text.length() < SHORTEST && text.chars().allMatch((character) -> character < 0x80);
		String quoted = Pattern.quote(text);
		return Pattern.compile((word) ? "(?<!\\p{Alnum})" + quoted + "(?!\\p{Alnum})" : quoted,
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
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
	 * Mask the openids and the encrypted texts in a text.
	 * @param text the text
	 * @return the text without any of them
	 */
	@Nullable String mask(@Nullable String text) {
		String masked = maskOpenids(text);
		for (Pattern personal : this.encrypted) {
			masked = (masked != null) ? personal.matcher(masked).replaceAll(MASK) : null;
		}
		return masked;
	}

	/**
	 * Mask the openids, and the encrypted texts unless it is plainly a code, in which a
	 * name would only be found by chance.
	 * @param code the code
	 * @return the code
	 */
	@Nullable String maskCode(@Nullable String code) {
		return (code != null && CODE.matcher(code).matches()) ? maskOpenids(code) : mask(code);
	}

	private @Nullable String maskOpenids(@Nullable String text) {
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
