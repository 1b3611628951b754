package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.settings.MerchantName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds what was meant as a property of a merchant in {@code wechatpay.merchants} but is
 * spelled so that Spring Boot loses it, mixes it up or cannot bind it.
 */
final class MerchantSpelling {

	private static final Log logger = LogFactory.getLog(MerchantSpelling.class);

	private static final String VARIABLE = "WECHATPAY_MERCHANTS_";

	// what Kubernetes sets for a service named "wechatpay-merchants", or longer
	private static final Pattern SERVICE_LINK = Pattern
		.compile("(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private static final Pattern PROPERTY = Pattern.compile("wechatpay\\.merchants\\.([^.\\[]+)(\\..+)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern IN_BRACKETS = Pattern.compile("wechatpay\\.merchants\\.?\\[([^\\]]+)].*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_-]");

	static final List<String> PROPERTIES = List.of("primary", "merchant-id", "merchant-serial-number",
			"merchant-private-key", "ssl-bundle", "platform-public-key", "platform-public-key-id",
			"platform-certificates", "api-v3-key", "appid", "base-url");

	private static final Pattern OF_MERCHANT = Pattern.compile("(.+)_(%s)((_[0-9]+)?)".formatted(PROPERTIES.stream()
		.flatMap((property) -> Stream.of(variable(property), legacyVariable(property)))
		.collect(Collectors.joining("|"))));

	private final Collection<String> names;

	private final Set<Problem> problems = new LinkedHashSet<>();

	private final Consumer<String> unknown;

	private final Set<String> inVariables = new HashSet<>();

	private final Set<String> inBrackets = new TreeSet<>();

	private MerchantSpelling(Collection<String> names, Consumer<String> unknown) {
		this.names = names;
		this.unknown = unknown;
	}

	/**
	 * Find what is wrong.
	 * @param environment has the properties
	 * @return the mistakes
	 */
	static List<Problem> problems(Environment environment) {
		return problems(environment, (variable) -> {
		});
	}

	/**
	 * Find what is wrong, and warn of variables that are none of a merchant.
	 * @param environment has the properties
	 * @return the mistakes
	 */
	static List<Problem> warnAndReturnProblems(Environment environment) {
		return problems(environment, (variable) -> logger
			.warn("The environment variable %s is no property of a merchant and has no effect".formatted(variable)));
	}

	private static List<Problem> problems(Environment environment, Consumer<String> unknown) {
		if (!(environment instanceof ConfigurableEnvironment configurable)) {
			return List.of();
		}
		MerchantSpelling spelling = new MerchantSpelling(MerchantNames.bind(environment).keySet(), unknown);
		configurable.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.map(EnumerablePropertySource.class::cast)
			.forEach((source) -> Arrays.stream(source.getPropertyNames())
				.sorted()
				.forEach((source instanceof SystemEnvironmentPropertySource) ? spelling::checkVariable
						: spelling::checkProperty));
		spelling.checkNames(MerchantsBindHandler.spelledElsewhere(ConfigurationPropertySources.get(environment)));
		spelling.checkBrackets();
		return List.copyOf(spelling.problems);
	}

	private void checkVariable(String name) {
		String upperCase = name.toUpperCase(Locale.ROOT);
		if (!upperCase.startsWith(VARIABLE)) {
			checkProperty(name);
			return;
		}
		String rest = upperCase.substring(VARIABLE.length());
		if (SERVICE_LINK.matcher(rest).matches()) {
			return;
		}
		Matcher matcher = OF_MERCHANT.matcher(rest);
		if (!matcher.matches()) {
			this.unknown.accept(name);
			return;
		}
		String merchant = matcher.group(1);
		String property = matcher.group(2).replace("_", "") + matcher.group(3);
		String right = VARIABLE + variable(merchant) + "_" + property;
		this.inVariables.add(MerchantNames.uniform(merchant));
		if (!upperCase.equals(right) && this.names.stream().noneMatch((known) -> isLegacy(rest, known))) {
			add(name,
					"A variable that belongs to no merchant, since dashes and underscores of a name are left out in variables.",
					"Rename it to %s; the merchant's name is \"%s\", unless a file spells it with dashes or capitals."
						.formatted(right, MerchantNames.uniform(merchant)));
		}
	}

	// Spring Boot takes dashes for underscores if the name is known from elsewhere
	private static boolean isLegacy(String rest, String name) {
		return PROPERTIES.stream()
			.map((property) -> legacyVariable(name) + "_" + legacyVariable(property))
			.anyMatch((variable) -> rest.equals(variable) || rest.matches(Pattern.quote(variable) + "_[0-9]+"));
	}

	private void checkProperty(String name) {
		Matcher bracket = IN_BRACKETS.matcher(name);
		if (bracket.matches()) {
			this.inBrackets.add(bracket.group(1));
		}
		Matcher matcher = PROPERTY.matcher(name);
		if (!matcher.matches()) {
			return;
		}
		String merchant = matcher.group(1);
		String property = MerchantNames.PROPERTY + "." + merchant;
		Matcher strange = STRANGE.matcher(merchant);
		if (strange.find()) {
			add(property, "A name with \"%s\".".formatted(Character.toString(merchant.codePointAt(strange.start()))),
					MerchantName.PLAIN_NAME);
		}
		else if (matcher.group(2) == null) {
			add(property, "A value, where the properties of a merchant belong.",
					"Set properties such as %s.merchant-id.".formatted(property));
		}
	}

	private void checkNames(Set<String> elsewhere) {
		TreeMap<String, TreeSet<String>> spellings = new TreeMap<>();
		elsewhere.forEach(
				(name) -> spellings.computeIfAbsent(MerchantNames.uniform(name), (key) -> new TreeSet<>()).add(name));
		spellings.values()
			.stream()
			.filter((names) -> names.size() > 1)
			.forEach((names) -> add(MerchantNames.PROPERTY + "." + names.first(),
					"One name in %d spellings: %s.".formatted(names.size(), String.join(", ", names)),
					"Spell it in one way everywhere, or choose names that differ in more than dashes, underscores and capitals."));
	}

	private void checkBrackets() {
		this.inBrackets.stream()
			.filter((name) -> this.inVariables.contains(MerchantNames.uniform(name)))
			.forEach((name) -> add(MerchantNames.PROPERTY + "[" + name + "]",
					"A name in brackets, for which no environment variable can be written, while there are some.",
					"Write it without brackets, if it consists of letters, digits, dashes and underscores."));
	}

	private void add(String property, String found, String action) {
		this.problems.add(new Problem(property, found, action));
	}

	private static String variable(String name) {
		return MerchantNames.uniform(name).toUpperCase(Locale.ROOT);
	}

	private static String legacyVariable(String name) {
		return name.replace('-', '_').toUpperCase(Locale.ROOT);
	}

}
