package io.github.wechatpayspring.sample.pages.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Takes out of texts what nobody is to see: the openids of one request wherever they
 * occur, the values of personal fields, and signatures and encrypted values but for their
 * beginning.
 */
final class WireMask {

	private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";

	private static final Pattern IN_TARGET = Pattern.compile("(/users/|[?&]\\w*openid=)([^/?&\\s]+)");

	private static final Pattern IN_BODY = Pattern
		.compile("(\"(?:\\w*openid|unionid|user_name|id_card_number)\"\\s*:\\s*)" + STRING);

	private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/=]{64,}");

	private static final Pattern ENCODED_STRING = Pattern.compile("\"(" + ENCODED + ")\"");

	private static final int SHORTEST_IN_WORDS = 4;

	private static final int SHORTEST_WITH_ENDS = 16;

	private static final int SHOWN = 4;

	private static final int SHOWN_OF_SIGNATURE = 12;

	private static final int LONGEST_TEXT = 16_000;

	private final Set<String> personal = new LinkedHashSet<>();

	/**
	 * Create a mask for one request and its response.
	 * @param target path and query of the request
	 * @param body the body of the request
	 */
	WireMask(String target, String body) {
		Stream.concat(IN_TARGET.matcher(target).results(), IN_BODY.matcher(body).results()).forEach((match) -> {
			String value = match.group(2);
			// as it is on the wire and as it was meant
			this.personal.add(value);
			this.personal.add(decode(value));
		});
		// what is shorter would be found in any word, what is encrypted nobody repeats
		this.personal.removeIf((value) -> value.length() < SHORTEST_IN_WORDS || ENCODED.matcher(value).matches());
	}

	private static String decode(String value) {
		try {
			return UriUtils.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	/**
	 * Mask a text.
	 * @param text a body, a target or what was signed
	 * @return what may be shown of it
	 */
	String mask(String text) {
		String masked = IN_TARGET.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + hide(match.group(2))));
		masked = IN_BODY.matcher(masked)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + "\"" + hide(match.group(2)) + "\""));
		masked = ENCODED_STRING.matcher(masked)
			.replaceAll((match) -> Matcher.quoteReplacement("\"" + shorten(match.group(1)) + "\""));
		for (String value : this.personal) {
			masked = masked.replace(value, hide(value));
		}
		return (masked.length() > LONGEST_TEXT) ? masked.substring(0, LONGEST_TEXT) + "…" : masked;
	}

	/**
	 * Mask the value of a header.
	 * @param value its value, or {@code null}
	 * @return what may be shown of it
	 */
	String header(@Nullable String value) {
		String text = Objects.requireNonNullElse(value, "");
		return ENCODED.matcher(text).matches() ? shorten(text) : mask(text);
	}

	private static String hide(String value) {
		if (ENCODED.matcher(value).matches()) {
			return shorten(value);
		}
		return (value.length() < SHORTEST_WITH_ENDS) ? "…"
				: value.substring(0, SHOWN) + "…" + value.substring(value.length() - SHOWN);
	}

	/**
	 * Shorten a signature or an encrypted value.
	 * @param value the value
	 * @return its beginning and its length
	 */
	static String shorten(String value) {
		return (value.length() <= SHOWN_OF_SIGNATURE) ? value
				: value.substring(0, SHOWN_OF_SIGNATURE) + "… (" + value.length() + ")";
	}

}
