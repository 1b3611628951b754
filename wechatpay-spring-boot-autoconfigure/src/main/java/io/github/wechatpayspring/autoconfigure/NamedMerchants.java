package io.github.wechatpayspring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of {@code wechatpay.merchants}, read and checked all at once.
 */
class NamedMerchants {

	private final MerchantNames names;

	private final Map<String, Merchant> merchants = new LinkedHashMap<>();

	private final Set<Problem> problems = new LinkedHashSet<>();

	/**
	 * Read the merchants. What is wrong is told later, together with what is wrong with
	 * the merchant of {@code wechatpay.*}.
	 * @param merchants the merchants by name
	 * @param sources create what reads them
	 */
	NamedMerchants(Map<String, WechatPayProperties.Merchant> merchants, MerchantSettingsSources sources) {
		this.names = MerchantNames.of(merchants);
		merchants.forEach((name, merchant) -> {
			String prefix = MerchantNames.prefix(name);
			check(name, new ConfigurationProblems(prefix));
			WechatPaySettingsSource source = sources.of(merchant.configuration(name), prefix);
			WechatPaySettings settings = read(source);
			if (settings != null) {
				this.merchants.put(name, new Merchant(source, settings));
			}
		});
	}

	private void check(String name, ConfigurationProblems found) {
		MerchantNames.check(name, found);
		if (this.names.primaries().indexOf(name) > 0) {
			found.add("primary", "Set beside that of %s.".formatted(this.names.primaries().get(0)),
					"Leave it at one merchant.");
		}
		this.problems.addAll(found.list());
	}

	private @Nullable WechatPaySettings read(WechatPaySettingsSource source) {
		try {
			return source.read();
		}
		catch (InvalidWechatPayConfigurationException ex) {
			this.problems.addAll(ex.problems());
			return null;
		}
	}

	MerchantNames names() {
		return this.names;
	}

	/**
	 * Read the merchant of {@code wechatpay.*}.
	 * @param root reads it
	 * @return its settings
	 * @throws InvalidWechatPayConfigurationException with the mistakes of all merchants,
	 * if there are any
	 */
	WechatPaySettings readWith(WechatPaySettingsSource root) {
		WechatPaySettings settings;
		try {
			settings = root.read();
		}
		catch (InvalidWechatPayConfigurationException ex) {
			Set<Problem> all = new LinkedHashSet<>(ex.problems());
			all.addAll(this.problems);
			throw new InvalidWechatPayConfigurationException(List.copyOf(all), ex.connectionDetails());
		}
		check();
		return settings;
	}

	/**
	 * Return the merchants by name.
	 * @return the merchants, of which none is configured wrongly
	 * @throws InvalidWechatPayConfigurationException with all mistakes, if there are any
	 */
	Map<String, Merchant> all() {
		check();
		return this.merchants;
	}

	private void check() {
		if (!this.problems.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(List.copyOf(this.problems), null);
		}
	}

	/**
	 * Check that the notifications of each merchant can be decrypted.
	 * @throws InvalidWechatPayConfigurationException with every API v3 key that is
	 * missing
	 */
	void checkApiV3Keys() {
		List<Problem> missing = new ArrayList<>();
		all().values().stream().filter((merchant) -> merchant.settings().cipher() == null).forEach((merchant) -> {
			ConfigurationProblems found = merchant.source().problems();
			WechatPaySettings.requireApiV3Key(merchant.source().details(), found);
			missing.addAll(found.list());
		});
		if (!missing.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(missing, null);
		}
	}

	/**
	 * A merchant.
	 *
	 * @param source reads its configuration
	 * @param settings what was read
	 */
	record Merchant(WechatPaySettingsSource source, WechatPaySettings settings) {

	}

}
