package io.github.wechatpayspring.autoconfigure;

import java.util.function.Supplier;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;

/**
 * Creates what reads and checks the configuration of one of several merchants.
 */
class MerchantSettingsSources {

	private final WechatPayProperties properties;

	private final WechatPayConnectionDetails shared;

	private final ResourceLoader resourceLoader;

	private final Supplier<@Nullable SslBundles> sslBundles;

	private final CryptoProvider cryptoProvider;

	/**
	 * Create a factory.
	 * @param properties what all merchants share
	 * @param shared has the base URL and the appid that they share
	 * @param resourceLoader opens the locations of keys
	 * @param sslBundles the SSL bundles of the application
	 * @param cryptoProvider calculates with the keys that are read
	 */
	MerchantSettingsSources(WechatPayProperties properties, WechatPayConnectionDetails shared,
			ResourceLoader resourceLoader, Supplier<@Nullable SslBundles> sslBundles, CryptoProvider cryptoProvider) {
		this.properties = properties;
		this.shared = shared;
		this.resourceLoader = resourceLoader;
		this.sslBundles = sslBundles;
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Create a source.
	 * @param configuration what is configured for the merchant
	 * @param prefix what comes before the names of its properties in messages
	 * @return the source
	 */
	WechatPaySettingsSource of(MerchantConfiguration configuration, String prefix) {
		return new WechatPaySettingsSource(new MerchantDetails(configuration, this.shared), this.properties,
				this.resourceLoader, this.sslBundles, configuration.signer(), this.cryptoProvider, prefix);
	}

}
