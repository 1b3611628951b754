package io.github.wechatpayspring.merchant.assembly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;

/**
 * All merchants that there are: those that are configured when the application starts,
 * which stay, and those of a {@link MerchantSource}.
 */
public final class Merchants implements DisposableBean {

	private static final Log logger = LogFactory.getLog(Merchants.class);

	private final Map<String, AssembledMerchant> configured = new LinkedHashMap<>();

	private final Map<String, InvalidWechatPayConfigurationException> mistakes = new LinkedHashMap<>();

	private final MerchantFactory factory;

	private final LoadedMerchants loaded;

	/**
	 * Read and check what is configured, and put the merchants together.
	 * @param merchants the merchants that are configured
	 * @param problems what is known to be wrong before they are read, by the prefix of
	 * the merchant or by property
	 * @param diagnosed whether the diagnosis tells what is wrong with each merchant, so
	 * that the others are to be there nevertheless
	 * @param reader reads the configurations of the source
	 * @param factory puts merchants together
	 * @param replaced returns what the default merchant offers in place of its own
	 * services
	 * @param source where further merchants come from, {@code null} if there are none
	 * @param publisher is told of changes
	 * @throws InvalidWechatPayConfigurationException with all mistakes, if there are any
	 */
	public Merchants(List<ConfiguredMerchant> merchants, Map<String, List<Problem>> problems, boolean diagnosed,
			MerchantSettingsReader reader, MerchantFactory factory, UnaryOperator<MerchantServices> replaced,
			@Nullable MerchantSource source, ApplicationEventPublisher publisher) {
		this.factory = factory;
		Map<ConfiguredMerchant, MerchantSettings> settings = read(merchants, problems);
		if (!this.mistakes.isEmpty() && !diagnosed) {
			throw all(this.mistakes.values());
		}
		settings.forEach((merchant, read) -> {
			String name = merchant.configuration().name();
			this.configured.put(name, factory.assemble(merchant, read,
					(name.equals(WechatPay.DEFAULT_NAME)) ? replaced : UnaryOperator.identity()));
		});
		this.loaded = new LoadedMerchants(source, reader, factory, this.configured.keySet(),
				() -> publisher.publishEvent(new MerchantsChangedEvent(this)));
	}

	private Map<ConfiguredMerchant, MerchantSettings> read(List<ConfiguredMerchant> merchants,
			Map<String, List<Problem>> problems) {
		Map<String, List<Problem>> others = new LinkedHashMap<>(problems);
		Map<ConfiguredMerchant, MerchantSettings> settings = new LinkedHashMap<>();
		for (ConfiguredMerchant merchant : merchants) {
			String name = merchant.configuration().name();
			List<Problem> known = others.remove(merchant.prefix());
			try {
				MerchantSettings read = merchant.read();
				if (known == null) {
					settings.put(merchant, read);
				}
				else {
					mistake(name, known, null);
				}
			}
			catch (InvalidWechatPayConfigurationException ex) {
				List<Problem> found = new ArrayList<>((known != null) ? known : List.of());
				found.addAll(ex.problems());
				mistake(name, found, ex.connectionDetails());
			}
		}
		others.forEach((property, found) -> mistake(property, found, null));
		return settings;
	}

	// one of wechatpay.merchants may have the name of that of wechatpay.*
	private void mistake(String name, List<Problem> problems, @Nullable String connectionDetails) {
		this.mistakes.merge(name, new InvalidWechatPayConfigurationException(problems, connectionDetails),
				(one, other) -> all(List.of(one, other)));
	}

	// what merchants share is told once
	private static InvalidWechatPayConfigurationException all(Iterable<InvalidWechatPayConfigurationException> all) {
		Set<Problem> problems = new LinkedHashSet<>();
		String connectionDetails = null;
		for (InvalidWechatPayConfigurationException each : all) {
			problems.addAll(each.problems());
			connectionDetails = (each.connectionDetails() != null) ? each.connectionDetails() : connectionDetails;
		}
		return new InvalidWechatPayConfigurationException(List.copyOf(problems), connectionDetails);
	}

	/**
	 * Return what is wrong with what is configured, to be shown by the diagnosis.
	 * @return the mistakes by the name of the merchant
	 */
	public Map<String, InvalidWechatPayConfigurationException> mistakes() {
		return this.mistakes;
	}

	/**
	 * Return a merchant.
	 * @param name its name
	 * @return the merchant, or {@code null} if there is none of that name
	 * @throws InvalidWechatPayConfigurationException if it is configured wrongly
	 */
	public @Nullable AssembledMerchant find(String name) {
		InvalidWechatPayConfigurationException mistake = this.mistakes.get(name);
		if (mistake != null) {
			throw mistake;
		}
		AssembledMerchant merchant = this.configured.get(name);
		return (merchant != null) ? merchant : this.loaded.find(name);
	}

	/**
	 * Return the merchant of {@code wechatpay.*}.
	 * @return the merchant
	 * @throws InvalidWechatPayConfigurationException if it is configured wrongly
	 */
	public AssembledMerchant ofDefaultName() {
		AssembledMerchant merchant = find(WechatPay.DEFAULT_NAME);
		if (merchant == null) {
			throw new IllegalStateException("There is no merchant of wechatpay.*");
		}
		return merchant;
	}

	/**
	 * Return the names of all merchants that there are now.
	 * @return the names, that of {@code wechatpay.*} first
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.configured.keySet());
		names.addAll(this.loaded.names());
		return names;
	}

	boolean has(String name) {
		return this.configured.containsKey(name) || this.loaded.names().contains(name);
	}

	/**
	 * Return what can be told of the merchants.
	 * @return the merchants that there are now, that of {@code wechatpay.*} first
	 */
	public List<MerchantStatus> statuses() {
		return Stream.concat(this.configured.values().stream(), this.loaded.all())
			.map(AssembledMerchant::status)
			.toList();
	}

	/**
	 * Return what the merchants of the {@link MerchantSource} were made from.
	 * @return their configurations
	 */
	public Stream<MerchantConfiguration> loadedConfigurations() {
		return this.loaded.configurations();
	}

	/**
	 * Take over other keys of a merchant that is configured in properties.
	 * @param name the name of the merchant
	 * @param change returns what is configured now
	 * @param changed what was changed, to be named in the log
	 */
	public void renew(String name, UnaryOperator<MerchantConfiguration> change, String changed) {
		AssembledMerchant merchant = this.configured.get(name);
		if (merchant != null) {
			this.factory.renew(merchant, change, changed);
		}
	}

	/**
	 * Check that notifications can be decrypted.
	 * @param names which merchants of those that are configured are notified
	 * @throws InvalidWechatPayConfigurationException with every API v3 key that is
	 * missing
	 */
	public void requireApiV3Keys(Set<String> names) {
		List<InvalidWechatPayConfigurationException> missing = new ArrayList<>();
		this.configured.forEach((name, merchant) -> {
			if (names.contains(name) && merchant.settings().cipher() == null) {
				ConfigurationProblems problems = merchant.configured().problems();
				merchant.configured().requireApiV3Key(problems);
				missing.add(merchant.configured().invalid(problems));
			}
		});
		if (!missing.isEmpty()) {
			throw all(missing);
		}
	}

	/**
	 * Take over what the {@link MerchantSource} has. What is wrong with it is logged, as
	 * the other merchants can work meanwhile.
	 */
	public void load() {
		try {
			this.loaded.refresh();
		}
		catch (InvalidWechatPayConfigurationException ex) {
			logger.error("Not all merchants of the MerchantSource can be used. " + ex.getMessage());
		}
	}

	/**
	 * Take over what the {@link MerchantSource} has, if there is one.
	 * @return what is wrong with those of its merchants that were left out, by name
	 */
	public Map<String, List<Problem>> loadAll() {
		return this.loaded.load();
	}

	LoadedMerchants loaded() {
		return this.loaded;
	}

	@Override
	public void destroy() throws Exception {
		for (AssembledMerchant each : Stream.concat(this.configured.values().stream(), this.loaded.all()).toList()) {
			each.close();
		}
	}

}
