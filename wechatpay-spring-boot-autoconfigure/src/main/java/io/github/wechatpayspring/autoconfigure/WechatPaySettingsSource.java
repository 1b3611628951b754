package io.github.wechatpayspring.autoconfigure;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.RequestSigner;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Reads and checks the configuration, at start-up and again when keys have changed. What
 * would not do for a start is never taken over later.
 */
class WechatPaySettingsSource {

	/**
	 * What comes before the names of the properties of the default merchant.
	 */
	static final String ROOT = "wechatpay.";

	private volatile WechatPayConnectionDetails details;

	private final WechatPayProperties properties;

	private final PemLocation location;

	private final MerchantBundle bundle;

	private final @Nullable RequestSigner signer;

	private final CryptoProvider cryptoProvider;

	private final String prefix;

	private volatile Map<Path, String> lastRead = Map.of();

	/**
	 * Create a source.
	 * @param details merchant, keys, appid and base URL
	 * @param properties all that is not in the details
	 * @param resourceLoader opens the locations of keys
	 * @param sslBundles the SSL bundles of the application, asked for only if one is
	 * named
	 * @param signer signs in place of the private key, or {@code null}
	 * @param cryptoProvider calculates with the keys that are read
	 */
	WechatPaySettingsSource(WechatPayConnectionDetails details, WechatPayProperties properties,
			ResourceLoader resourceLoader, Supplier<@Nullable SslBundles> sslBundles, @Nullable RequestSigner signer,
			CryptoProvider cryptoProvider) {
		this(details, properties, resourceLoader, sslBundles, signer, cryptoProvider, ROOT);
	}

	/**
	 * Create a source for one of several merchants.
	 * @param details keys, appid and base URL of the merchant
	 * @param properties all that is not in the details
	 * @param resourceLoader opens the locations of keys
	 * @param sslBundles the SSL bundles of the application, asked for only if one is
	 * named
	 * @param signer signs in place of the private key, or {@code null}
	 * @param cryptoProvider calculates with the keys that are read
	 * @param prefix what comes before the names of the merchant's properties
	 */
	WechatPaySettingsSource(WechatPayConnectionDetails details, WechatPayProperties properties,
			ResourceLoader resourceLoader, Supplier<@Nullable SslBundles> sslBundles, @Nullable RequestSigner signer,
			CryptoProvider cryptoProvider, String prefix) {
		this.details = details;
		this.properties = properties;
		this.location = new PemLocation(resourceLoader);
		this.bundle = new MerchantBundle(sslBundles);
		this.signer = signer;
		this.cryptoProvider = cryptoProvider;
		this.prefix = prefix;
	}

	/**
	 * Read and check the configuration, without calling WeChat Pay.
	 * @return the settings
	 * @throws InvalidWechatPayConfigurationException with all mistakes, if there are any
	 */
	WechatPaySettings read() {
		// before they are read, so that no change in between goes unnoticed
		WechatPayConnectionDetails details = this.details;
		this.lastRead = files(details).contents();
		WechatPaySettings settings = new WechatPaySettingsReader(details, this.properties, this.location, this.bundle,
				this.signer, Clock.systemUTC(), problems())
			.read();
		// a signer of the application is left as it is
		MerchantCredentials merchant = (this.signer == null) ? settings.merchant().on(this.cryptoProvider)
				: settings.merchant();
		return settings.withKeys(merchant, settings.platformKeys().on(this.cryptoProvider));
	}

	/**
	 * Return the SSL bundle that the merchant's key is read from.
	 * @return its name, or {@code null} if the key is elsewhere
	 */
	@Nullable String sslBundle() {
		String name = this.details.getSslBundle();
		return (this.signer == null && StringUtils.hasText(name)) ? PastedText.trim(name) : null;
	}

	/**
	 * Return what comes before the names of the merchant's properties in messages.
	 * @return the prefix, with a dot at its end
	 */
	String prefix() {
		return this.prefix;
	}

	KeyFiles files() {
		return files(this.details);
	}

	private KeyFiles files(WechatPayConnectionDetails details) {
		return KeyFiles.of(details, this.location, this.signer != null);
	}

	/**
	 * Return what the files held when they were last read.
	 * @return the {@link KeyFiles#contents() contents}
	 */
	Map<Path, String> lastRead() {
		return this.lastRead;
	}

	/**
	 * Return a place for mistakes in this configuration.
	 * @return no mistakes yet
	 */
	ConfigurationProblems problems() {
		return new ConfigurationProblems(this.prefix);
	}

	/**
	 * Read another configuration from now on.
	 * @param details keys, appid and base URL
	 */
	void configure(WechatPayConnectionDetails details) {
		this.details = details;
	}

	WechatPayConnectionDetails details() {
		return this.details;
	}

}
