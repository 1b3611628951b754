package io.github.wechatpayspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import io.github.wechatpayspring.merchant.settings.MerchantName;
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
public record MerchantNames(Set<String> all, List<String> primaries) {

	/**
	 * What comes before the names of the properties of the merchant of
	 * {@code wechatpay.*}.
	 */
	static final String ROOT_PREFIX = "wechatpay.";

	/**
	 * The property that has the merchants by name.
	 */
	public static final String PROPERTY = "wechatpay.merchants";

	private static final Pattern NOT_UNIFORM = Pattern.compile("[^\\p{L}\\p{N}]");

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
	 * Return whether there may be other merchants than that of {@code wechatpay.*},
	 * without creating any bean.
	 * @param environment has the properties
	 * @param beanFactory has a {@link MerchantSource} or not
	 * @return whether there may be
	 */
	public static boolean areSeveral(Environment environment, ListableBeanFactory beanFactory) {
		return !of(environment).all().isEmpty()
				|| beanFactory.getBeanNamesForType(MerchantSource.class, true, false).length > 0;
	}

	/**
	 * Return what is wrong with names and with the way that properties are written,
	 * before any of them is read.
	 * @param merchants the merchants by name
	 * @param environment has the properties
	 * @return the mistakes, by the prefix of the merchant or by property
	 */
	static Map<String, List<Problem>> problems(Map<String, WechatPayProperties.Merchant> merchants,
			Environment environment) {
		Map<String, List<Problem>> problems = new LinkedHashMap<>();
		MerchantNames names = of(merchants);
		for (String name : names.all()) {
			ConfigurationProblems found = new ConfigurationProblems(prefix(name));
			MerchantName.check(name, found);
			if (names.primaries().indexOf(name) > 0) {
				found.add("primary", "Set beside that of %s.".formatted(names.primaries().get(0)),
						"Leave it at one merchant.");
			}
			if (!found.list().isEmpty()) {
				problems.put(prefix(name), found.list());
			}
		}
		MerchantSpelling.warnAndReturnProblems(environment)
			.forEach((problem) -> problems.put(problem.property(), List.of(problem)));
		return problems;
	}

	/**
	 * Return what is left of a name where it is compared, as Spring Boot does.
	 * @param name the name
	 * @return its letters and digits, in lower case
	 */
	static String uniform(String name) {
		return NOT_UNIFORM.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	/**
	 * Return what comes before the names of the properties of a merchant.
	 * @param name the name of the merchant
	 * @return the prefix, with a dot at its end
	 */
	public static String prefix(String name) {
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

}
