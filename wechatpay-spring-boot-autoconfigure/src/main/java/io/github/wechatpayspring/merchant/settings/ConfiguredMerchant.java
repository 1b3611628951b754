package io.github.wechatpayspring.merchant.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A merchant as it is configured now. It is read at start-up and again when keys have
 * changed; what would not do for a start is never taken over later.
 */
public final class ConfiguredMerchant {

	private final MerchantSettingsReader reader;

	private final String prefix;

	private final @Nullable String origin;

	private volatile Supplier<MerchantConfiguration> configuration;

	private volatile MerchantConfiguration lastConfiguration;

	private volatile Map<Path, String> lastRead = Map.of();

	/**
	 * Create a merchant.
	 * @param configuration returns what is configured now
	 * @param prefix what comes before the names of its properties in messages, with a dot
	 * at its end
	 * @param origin the class of the bean that the configuration comes from, {@code null}
	 * if it comes from properties
	 * @param reader reads it
	 */
	public ConfiguredMerchant(Supplier<MerchantConfiguration> configuration, String prefix, @Nullable String origin,
			MerchantSettingsReader reader) {
		this.configuration = configuration;
		this.lastConfiguration = configuration.get();
		this.prefix = prefix;
		this.origin = origin;
		this.reader = reader;
	}

	/**
	 * Return what is configured.
	 * @return the configuration
	 */
	public MerchantConfiguration configuration() {
		return this.configuration.get();
	}

	// what fails is told when it is read
	private MerchantConfiguration configurationOrLast() {
		try {
			return configuration();
		}
		catch (RuntimeException | Error ex) {
			return this.lastConfiguration;
		}
	}

	/**
	 * Take another configuration in place of this one, to be read next.
	 * @param configuration what is configured
	 */
	public void configure(MerchantConfiguration configuration) {
		this.configuration = () -> configuration;
	}

	/**
	 * Read and check the configuration, without calling WeChat Pay.
	 * @return the settings
	 * @throws InvalidWechatPayConfigurationException with all mistakes, if there are any
	 */
	public MerchantSettings read() {
		MerchantConfiguration configuration = configuration();
		this.lastConfiguration = configuration;
		// before they are read, so that no change in between goes unnoticed
		this.lastRead = this.reader.files(configuration).contents();
		ConfigurationProblems problems = problems();
		MerchantSettings settings = this.reader.read(configuration, problems);
		if (settings == null) {
			throw invalid(problems);
		}
		return settings;
	}

	/**
	 * Return an exception with mistakes in this configuration.
	 * @param problems the mistakes
	 * @return the exception
	 */
	public InvalidWechatPayConfigurationException invalid(ConfigurationProblems problems) {
		return new InvalidWechatPayConfigurationException(problems.list(), this.origin);
	}

	/**
	 * Return a place for mistakes in this configuration.
	 * @return no mistakes yet
	 */
	public ConfigurationProblems problems() {
		return new ConfigurationProblems(this.prefix);
	}

	/**
	 * Note that the API v3 key is missing.
	 * @param problems where to note it
	 */
	public void requireApiV3Key(ConfigurationProblems problems) {
		problems.require(MerchantSettingsReader.API_V3_KEY, configuration().apiV3Key(),
				"Set it to the API v3 key (APIv3密钥), 32 bytes, as set in the merchant platform (商户平台 → 账户中心 → API安全). Notifications are decrypted with it.");
	}

	/**
	 * Return the bundle that the merchant's key is read from.
	 * @return its name, or {@code null} if the key is elsewhere
	 */
	public @Nullable String keyBundle() {
		MerchantConfiguration configuration = configurationOrLast();
		String name = configuration.sslBundle();
		return (configuration.signer() == null && name != null && StringUtils.hasText(name)) ? PastedText.trim(name)
				: null;
	}

	/**
	 * Return what comes before the names of the merchant's properties in messages.
	 * @return the prefix, with a dot at its end
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Return whether the configuration comes from properties.
	 * @return whether it does, rather than from a bean of the application
	 */
	public boolean isOfProperties() {
		return this.origin == null;
	}

	/**
	 * Return whether there are files that keys are read from.
	 * @return whether there are
	 */
	public boolean hasFiles() {
		return !this.reader.files(configurationOrLast()).paths().isEmpty();
	}

	/**
	 * Return what is in the files that keys are read from, now.
	 * @return by file the digest of its content, or why it cannot be read; empty if there
	 * are no files
	 */
	public Map<Path, String> files() {
		return this.reader.files(configurationOrLast()).contents();
	}

	/**
	 * Return what was in the files when they were last read.
	 * @return as {@link #files()}
	 */
	public Map<Path, String> lastRead() {
		return this.lastRead;
	}

}
