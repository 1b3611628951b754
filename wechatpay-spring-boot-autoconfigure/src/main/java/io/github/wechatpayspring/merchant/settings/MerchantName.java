package io.github.wechatpayspring.merchant.settings;

import java.util.Collection;
import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.WechatPay;

/**
 * The name of a merchant in an application.
 */
public final class MerchantName {

	/**
	 * What to do about a name that cannot be one.
	 */
	public static final String PLAIN_NAME = "Choose a name of at most 64 characters out of a to z, A to Z, 0 to 9, \"-\" and \"_\"; it is part of the URL for notifications.";

	// it becomes a segment of the path of callbacks
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final int PRINTED = 20;

	private MerchantName() {
	}

	/**
	 * Note what is wrong with a name.
	 * @param name the name
	 * @param problems where to note it
	 */
	public static void check(String name, ConfigurationProblems problems) {
		if (!NAME.matcher(name).matches()) {
			problems.add("name", "A name with other characters than letters, digits, \"-\" and \"_\", or too long.",
					PLAIN_NAME);
		}
		else if (name.equals(WechatPay.DEFAULT_NAME)) {
			problems.add("name", "The name \"default\", which is that of the merchant of wechatpay.*.",
					"Choose another name, or configure the merchant in wechatpay.* itself.");
		}
	}

	/**
	 * Return a name for a message, which may come from a stranger.
	 * @param name the name
	 * @return the name if it could be one
	 */
	public static String print(String name) {
		return (NAME.matcher(name).matches()) ? "\"" + name + "\"" : "of that name";
	}

	/**
	 * List names in a message.
	 * @param names the names
	 * @return the first of them
	 */
	public static String list(Collection<String> names) {
		if (names.isEmpty()) {
			return "none";
		}
		String first = String.join(", ", names.stream().sorted().limit(PRINTED).toList());
		return (names.size() > PRINTED) ? "%s and %d more".formatted(first, names.size() - PRINTED) : first;
	}

}
