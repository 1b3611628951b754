package io.github.wechatpayspring.merchant.settings;

import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Reads the configuration of any merchant part by part and reports what is wrong with it
 * at the end.
 */
public final class MerchantSettingsReader {

	static final String API_V3_KEY = "api-v3-key";

	private final SharedSettings shared;

	private final Consumer<ConfigurationProblems> sharedChecks;

	private final PemLocation location;

	private final KeyBundles bundles;

	private final CryptoProvider cryptoProvider;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Create a reader.
	 * @param shared what merchants share
	 * @param sharedChecks notes what is wrong with the settings that all merchants share
	 * and that are not read here
	 * @param resourceLoader opens the locations of keys
	 * @param bundles keys that are configured elsewhere
	 * @param cryptoProvider calculates with the keys that are read
	 */
	public MerchantSettingsReader(SharedSettings shared, Consumer<ConfigurationProblems> sharedChecks,
			ResourceLoader resourceLoader, KeyBundles bundles, CryptoProvider cryptoProvider) {
		this.shared = shared;
		this.sharedChecks = sharedChecks;
		this.location = new PemLocation(resourceLoader);
		this.bundles = bundles;
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Read and check a configuration, without calling WeChat Pay.
	 * @param configuration what is configured
	 * @param problems has the prefix of its properties and no mistakes yet
	 * @return the settings, {@code null} if there are mistakes
	 */
	@Nullable MerchantSettings read(MerchantConfiguration configuration, ConfigurationProblems problems) {
		CertificateExpiry expiry = new CertificateExpiry(problems, this.clock);
		MerchantReader.Merchant merchant = new MerchantReader(problems, this.location, this.bundles, expiry)
			.read(configuration);
		ConfiguredPlatformKeys platformKeys = new PlatformKeyReader(problems, this.location, expiry).read(configuration,
				merchant);
		AeadCipher cipher = problems.read(API_V3_KEY, textOrNull(configuration.apiV3Key()), AeadCipher::of);
		String ownBaseUrl = textOrNull(configuration.baseUrl());
		URI baseUrl = (ownBaseUrl != null) ? BaseUrl.read("base-url", PastedText.plain(ownBaseUrl), problems)
				: BaseUrl.read("client.base-url", sharedBaseUrl(), problems);
		URI backupBaseUrl = backupBaseUrl(baseUrl, (ownBaseUrl != null) ? null : this.shared.backupBaseUrl(), problems);
		this.sharedChecks.accept(problems);
		MerchantCredentials credentials = merchant.credentials();
		if (!problems.list().isEmpty() || credentials == null || baseUrl == null) {
			return null;
		}
		String appid = textOrNull(configuration.appid());
		// a signer of the application is left as it is
		return new MerchantSettings(
				(configuration.signer() == null) ? credentials.on(this.cryptoProvider) : credentials,
				platformKeys.on(this.cryptoProvider), cipher,
				plainOrNull((appid != null) ? appid : this.shared.appid()), baseUrl, backupBaseUrl,
				merchant.certificate());
	}

	private String sharedBaseUrl() {
		String baseUrl = plainOrNull(this.shared.baseUrl());
		return (baseUrl != null) ? baseUrl : SharedSettings.DEFAULT_BASE_URL;
	}

	private static @Nullable URI backupBaseUrl(@Nullable URI baseUrl, @Nullable String backup,
			ConfigurationProblems problems) {
		String text = plainOrNull(backup);
		if (text == null) {
			return (URI.create(SharedSettings.DEFAULT_BASE_URL).equals(baseUrl))
					? URI.create(SharedSettings.DEFAULT_BACKUP_BASE_URL) : null;
		}
		return BaseUrl.read("client.backup-base-url", text, problems);
	}

	private static @Nullable String textOrNull(@Nullable String text) {
		return (StringUtils.hasText(text)) ? text : null;
	}

	private static @Nullable String plainOrNull(@Nullable String text) {
		return (text != null && StringUtils.hasText(text)) ? PastedText.plain(text) : null;
	}

	/**
	 * Return the files that keys are read from.
	 * @param configuration what is configured
	 * @return the files
	 */
	KeyFiles files(MerchantConfiguration configuration) {
		return KeyFiles.of(configuration, this.location);
	}

}
