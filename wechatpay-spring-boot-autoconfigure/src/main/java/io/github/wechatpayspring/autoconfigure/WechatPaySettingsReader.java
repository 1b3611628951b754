package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Clock;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads a configuration part by part and reports what is wrong with any of them at the
 * end.
 */
class WechatPaySettingsReader {

	private final WechatPayConnectionDetails details;

	private final WechatPayProperties properties;

	private final ConfigurationProblems problems;

	private final MerchantReader merchantReader;

	private final PlatformKeyReader platformKeyReader;

	WechatPaySettingsReader(WechatPayConnectionDetails details, WechatPayProperties properties, PemLocation location,
			MerchantBundle bundle, @Nullable RequestSigner signer, Clock clock, ConfigurationProblems problems) {
		this.details = details;
		this.properties = properties;
		this.problems = problems;
		CertificateExpiry expiry = new CertificateExpiry(this.problems, clock);
		this.merchantReader = new MerchantReader(this.problems, location, bundle, expiry, signer);
		this.platformKeyReader = new PlatformKeyReader(this.problems, location, expiry);
	}

	WechatPaySettings read() {
		MerchantReader.Merchant merchant = this.merchantReader.read(this.details);
		ConfiguredPlatformKeys platformKeys = this.platformKeyReader.read(this.details, merchant);
		AeadCipher cipher = this.problems.read(WechatPaySettings.API_V3_KEY, apiV3Key(), AeadCipher::of);
		URI baseUrl = BaseUrl.read(baseUrlProperty(), baseUrl(), this.problems);
		URI backupBaseUrl = backupBaseUrl(baseUrl);
		new ClientSettingsReader(this.problems).check(this.properties.client());
		notification(this.properties.notification());
		MerchantCredentials credentials = merchant.credentials();
		if (!this.problems.list().isEmpty() || credentials == null || baseUrl == null) {
			throw InvalidWechatPayConfigurationException.of(this.problems, this.details);
		}
		return new WechatPaySettings(credentials, platformKeys, cipher, appid(), baseUrl, backupBaseUrl,
				merchant.certificate());
	}

	private @Nullable String apiV3Key() {
		String apiV3Key = this.details.getApiV3Key();
		return (StringUtils.hasText(apiV3Key)) ? apiV3Key : null;
	}

	private String baseUrlProperty() {
		return (this.details instanceof MerchantDetails merchant && merchant.hasBaseUrl()) ? "base-url"
				: "client.base-url";
	}

	private String baseUrl() {
		String baseUrl = this.details.getBaseUrl();
		return (StringUtils.hasText(baseUrl)) ? PastedText.plain(baseUrl) : WechatPayConnectionDetails.DEFAULT_BASE_URL;
	}

	private @Nullable URI backupBaseUrl(@Nullable URI baseUrl) {
		String backup = this.details.getBackupBaseUrl();
		if (!StringUtils.hasText(backup)) {
			return (URI.create(WechatPayConnectionDetails.DEFAULT_BASE_URL).equals(baseUrl))
					? URI.create(WechatPayConnectionDetails.DEFAULT_BACKUP_BASE_URL) : null;
		}
		return BaseUrl.read("client.backup-base-url", PastedText.plain(backup), this.problems);
	}

	private @Nullable String appid() {
		String appid = this.details.getAppid();
		return (StringUtils.hasText(appid)) ? PastedText.plain(appid) : null;
	}

	private void notification(WechatPayProperties.Notification notification) {
		if (notification.path() != null) {
			NotificationPath.check(notification.path(), this.problems);
		}
		this.problems.requirePositive("notification.timeout", notification.timeout());
	}

}
