package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.PlatformCertificateClient;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformCertificateDownload;
import io.github.wechatpayspring.key.platform.PlatformKeySource;

import org.springframework.web.client.RestClient;

/**
 * Chooses where the keys of WeChat Pay come from by what is configured: certificates are
 * downloaded if there is an API v3 key to open them with and no local ones.
 */
class PlatformKeySourceFactory {

	private final MerchantCredentialsSource credentials;

	private final KeyRing keyRing;

	private final WechatPaySettings settings;

	private final CryptoProvider cryptoProvider;

	private final Clock clock;

	PlatformKeySourceFactory(MerchantCredentialsSource credentials, KeyRing keyRing, WechatPaySettings settings,
			CryptoProvider cryptoProvider, Clock clock) {
		this.credentials = credentials;
		this.keyRing = keyRing;
		this.settings = settings;
		this.cryptoProvider = cryptoProvider;
		this.clock = clock;
	}

	PlatformKeySource create(Supplier<RestClient.Builder> builder, Consumer<RestClient.Builder> customizer,
			WechatPayHosts hosts, RetrySettings retry) {
		AeadCipher cipher = this.settings.cipher();
		if (cipher == null || !this.settings.platformKeys().certificates().isEmpty()) {
			return this.keyRing.configuredKeys();
		}
		PlatformCertificateDownload download = new PlatformCertificateClient(this.credentials, cipher, hosts,
				this.clock, builder.get(), customizer, retry);
		return this.keyRing.downloadedKeys((known) -> download.download(known)
			.stream()
			.map((certificate) -> certificate.on(this.cryptoProvider))
			.toList());
	}

}
