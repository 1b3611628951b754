package io.github.wechatpayspring.autoconfigure.environment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.settings.PemLocation;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The merchants' secrets in the property sources of an environment, at one moment: the
 * private keys and API v3 keys of {@code wechatpay.*}, what their placeholders refer to,
 * and what opens the SSL bundles that are named there. Sources that are overridden count
 * too. Immutable.
 */
final class PropertySecrets {

	private static final PemLocation LOCATION = new PemLocation(new DefaultResourceLoader());

	private final List<WatchedProperties> watched;

	private final Set<String> names;

	private final SecretTexts texts;

	private PropertySecrets(List<WatchedProperties> watched, Set<String> names, SecretTexts texts) {
		this.watched = watched;
		this.names = names;
		this.texts = texts;
	}

	/**
	 * Look up the secrets.
	 * @param environment has the property sources
	 * @param others secrets from elsewhere, which may stand in a property as well
	 * @return the secrets
	 */
	static PropertySecrets of(ConfigurableEnvironment environment, List<String> others) {
		Set<String> related = new HashSet<>();
		Set<String> names = new HashSet<>();
		SecretTexts.Builder texts = new SecretTexts.Builder();
		others.stream().filter((text) -> !LOCATION.isLocation(text)).forEach(texts::add);
		List<WatchedProperties> watched = List.of();
		for (int known = -1; known < related.size();) {
			known = related.size();
			watched = sources(environment)
				.map((source) -> WatchedProperties.of(source,
						(name) -> isSecret(name) || isBundle(name) || related.contains(name)))
				.toList();
			watched.forEach((source) -> source
				.forEachText((name, text) -> add(name, text, environment, related, names, texts)));
		}
		return new PropertySecrets(watched, names, texts.build());
	}

	private static void add(String name, String text, ConfigurableEnvironment environment, Set<String> related,
			Set<String> names, SecretTexts.Builder texts) {
		String value = Placeholders.resolve(text, environment);
		if (isBundle(name)) {
			related.addAll(propertiesOfBundle(WatchedProperties.uniform(value)));
		}
		// what is a password or an API v3 key is no location, whatever it looks like
		else if (!(name.endsWith("privatekey") || name.endsWith("keystorelocation")) || !LOCATION.isLocation(value)) {
			Placeholders placeholders = Placeholders.of(text, environment);
			placeholders.names().stream().map(WatchedProperties::uniform).forEach(related::add);
			placeholders.literals().forEach(texts::add);
			// some may be left
			Placeholders.of(value, environment).literals().forEach(texts::add);
			names.add(name);
		}
	}

	/**
	 * Return whether the properties with secrets are still what they were.
	 * @param environment has the property sources
	 * @return whether they are
	 */
	boolean isUpToDate(ConfigurableEnvironment environment) {
		List<PropertySource<?>> sources = sources(environment).toList();
		return sources.size() == this.watched.size() && IntStream.range(0, sources.size())
			.allMatch((index) -> this.watched.get(index).areStillIn(sources.get(index)));
	}

	/**
	 * Return whether a property is a private key or an API v3 key of {@code wechatpay.*}.
	 * @param name the name of the property, in any form
	 * @return whether it is
	 */
	static boolean isSecretOfWechatPay(String name) {
		return isSecret(WatchedProperties.uniform(name));
	}

	/**
	 * Return whether a property holds a secret or a part of one.
	 * @param name the name of the property, in any form
	 * @return whether it does
	 */
	boolean isNamed(String name) {
		return this.names.contains(WatchedProperties.uniform(name));
	}

	/**
	 * Return whether a text holds a secret, a part of one, or any private key.
	 * @param text the text
	 * @return whether it does
	 */
	boolean areIn(String text) {
		return this.texts.areIn(text);
	}

	private static Stream<PropertySource<?>> sources(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source));
	}

	private static boolean isSecret(String name) {
		return name.contains("wechatpay") && (name.contains("merchantprivatekey") || name.contains("apiv3key"));
	}

	private static boolean isBundle(String name) {
		return name.endsWith("sslbundle") && name.contains("wechatpay");
	}

	private static List<String> propertiesOfBundle(String bundle) {
		String jks = "springsslbundlejks" + bundle;
		String pem = "springsslbundlepem" + bundle;
		return List.of(jks + "keystorelocation", jks + "keystorepassword", jks + "keypassword",
				pem + "keystoreprivatekey", pem + "keystoreprivatekeypassword", pem + "keypassword");
	}

	@Override
	public String toString() {
		return "PropertySecrets" + this.names;
	}

}
