package io.github.wechatpayspring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.key.RequestSigner;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of {@code wechatpay.merchants}, read and checked all at once.
 */
class NamedMerchants {

	private final MerchantNames names;

	private final Map<String, Merchant> merchants = new LinkedHashMap<>();

	private final Map<String, List<Problem>> problems = new LinkedHashMap<>();

	private final boolean diagnosed;

	/**
	 * Read the merchants. What is wrong is told later, together with what is wrong with
	 * the merchant of {@code wechatpay.*}.
	 * @param merchants the merchants by name
	 * @param signers return what signs for a merchant in place of its private key, or
	 * {@code null}
	 * @param sources create what reads them
	 * @param misspelled what was meant as a property of a merchant but is none
	 * @param diagnosed whether the diagnosis tells what is wrong with each merchant, so
	 * that the others are to be there nevertheless
	 */
	NamedMerchants(Map<String, WechatPayProperties.Merchant> merchants,
			Function<String, @Nullable RequestSigner> signers, MerchantSettingsSources sources,
			List<Problem> misspelled, boolean diagnosed) {
		this.diagnosed = diagnosed;
		this.names = MerchantNames.of(merchants);
		misspelled.forEach((problem) -> this.problems.put(problem.property(), List.of(problem)));
		merchants.forEach((name, merchant) -> {
			String prefix = MerchantNames.prefix(name);
			List<Problem> found = new ArrayList<>(problemsOf(name, prefix));
			WechatPaySettingsSource source = sources.of(merchant.configuration(name, signers.apply(name)), prefix);
			WechatPaySettings settings = read(source, found);
			if (settings != null && found.isEmpty()) {
				this.merchants.put(name, new Merchant(source, settings));
			}
			else {
				this.problems.put(name, found);
			}
		});
	}

	private List<Problem> problemsOf(String name, String prefix) {
		ConfigurationProblems found = new ConfigurationProblems(prefix);
		MerchantNames.check(name, found);
		if (this.names.primaries().indexOf(name) > 0) {
			found.add("primary", "Set beside that of %s.".formatted(this.names.primaries().get(0)),
					"Leave it at one merchant.");
		}
		return found.list();
	}

	private static @Nullable WechatPaySettings read(WechatPaySettingsSource source, List<Problem> found) {
		try {
			return source.read();
		}
		catch (InvalidWechatPayConfigurationException ex) {
			found.addAll(ex.problems());
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
			throw (this.diagnosed) ? ex : failure(ex.problems(), ex.connectionDetails());
		}
		check();
		return settings;
	}

	/**
	 * Return what is wrong.
	 * @return the mistakes by the name of the merchant
	 */
	Map<String, List<Problem>> problems() {
		return this.problems;
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
		if (!this.problems.isEmpty() && !this.diagnosed) {
			throw failure(List.of(), null);
		}
	}

	// what merchants share is told once
	private InvalidWechatPayConfigurationException failure(List<Problem> others, @Nullable String connectionDetails) {
		Set<Problem> all = new LinkedHashSet<>(others);
		this.problems.values().forEach(all::addAll);
		return new InvalidWechatPayConfigurationException(List.copyOf(all), connectionDetails);
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
