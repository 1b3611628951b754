package io.github.wechatpayspring.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names in {@code wechatpay.merchants}.
 *
 * @param all the names
 * @param primaries those with {@code primary=true}, of which there may be one
 */
record MerchantNames(Set<String> all, List<String> primaries) {

	static final String PROPERTY = "wechatpay.merchants";

	// it becomes a segment of the path of callbacks
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	static final String PLAIN_NAME = "Choose a name of at most 64 characters out of a to z, A to Z, 0 to 9, \"-\" and \"_\"; it is part of the URL for notifications.";

	private static final Pattern NOT_UNIFORM = Pattern.compile("[^\\p{L}\\p{N}]");

	private static final int PRINTED = 20;

	static MerchantNames of(Environment environment) {
		return of(bind(environment));
	}

	static Map<String, WechatPayProperties.Merchant> bind(Environment environment) {
		return Binder.get(environment, new MerchantsBindHandler(BindHandler.DEFAULT))
			.bind(PROPERTY, Bindable.mapOf(String.class, WechatPayProperties.Merchant.class))
			.orElse(Map.of());
	}

	static MerchantNames of(Map<String, WechatPayProperties.Merchant> merchants) {
		return new MerchantNames(merchants.keySet(),
				merchants.entrySet()
					.stream()
					.filter((each) -> each.getValue().primary())
					.map(Map.Entry::getKey)
					.toList());
	}

	/**
	 * Tell whether there may be other merchants than that of {@code wechatpay.*}, without
	 * creating any bean.
	 * @param environment has the properties
	 * @param beanFactory has a {@link MerchantSource} or not
	 * @return whether there may be
	 */
	static boolean areSeveral(Environment environment, ListableBeanFactory beanFactory) {
		return !of(environment).all().isEmpty()
				|| beanFactory.getBeanNamesForType(MerchantSource.class, true, false).length > 0;
	}

	/**
	 * Return what is left of a name where it is compared, as Spring Boot does.
	 * @param name the name
	 * @return its letters and digits, in lower case
	 */
	static String uniform(String name) {
		return NOT_UNIFORM.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	static String prefix(String name) {
		return PROPERTY + "." + name + ".";
	}

	/**
	 * Return the name of the default merchant.
	 * @param root whether there is a merchant of {@code wechatpay.*}
	 * @return the name, or {@code null} if it cannot be told
	 */
	@Nullable String defaultName(boolean root) {
		if (!this.primaries.isEmpty()) {
			return this.primaries.get(0);
		}
		if (root) {
			return WechatPay.DEFAULT_NAME;
		}
		return (this.all.size() == 1) ? this.all.iterator().next() : null;
	}

	/**
	 * Note what is wrong with a name.
	 * @param name the name
	 * @param problems where to note it
	 */
	static void check(String name, ConfigurationProblems problems) {
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
	static String print(String name) {
		return (NAME.matcher(name).matches()) ? "\"" + name + "\"" : "of that name";
	}

	/**
	 * List names in a message.
	 * @param names the names
	 * @return the first of them
	 */
	static String list(Collection<String> names) {
		if (names.isEmpty()) {
			return "none";
		}
		String first = String.join(", ", names.stream().sorted().limit(PRINTED).toList());
		return (names.size() > PRINTED) ? "%s and %d more".formatted(first, names.size() - PRINTED) : first;
	}

}
