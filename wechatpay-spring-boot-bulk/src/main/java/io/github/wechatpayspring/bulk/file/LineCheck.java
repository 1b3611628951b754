package io.github.wechatpayspring.bulk.file;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells openids from what else there is in lists of users.
 */
public final class LineCheck {

	private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Za-z_-]*");

	private static final Pattern DIGITS = Pattern.compile("\\d+");

	private static final int MIN_LENGTH = 16;

	private static final int MAX_LENGTH = 128;

	private LineCheck() {
	}

	/**
	 * Check an openid. It is stricter than WeChat Pay documents, so that telephone
	 * numbers, names and addresses are told before anything is sent.
	 * @param openid what is in the column
	 * @return what is wrong, without the value, or {@code null}
	 */
	public static @Nullable String problem(String openid) {
		if (openid.isEmpty()) {
			return "openid: is missing";
		}
		String found = null;
		if (!CHARACTERS.matcher(openid).matches()) {
			found = "other characters";
		}
		else if (DIGITS.matcher(openid).matches()) {
			found = "%d digits".formatted(openid.length());
		}
		else if (openid.length() < MIN_LENGTH || openid.length() > MAX_LENGTH) {
			found = "%d characters".formatted(openid.length());
		}
		return (found != null) ? "openid: has %d to %d letters, digits, _ and -, but this one has %s"
			.formatted(MIN_LENGTH, MAX_LENGTH, found) : null;
	}

}
