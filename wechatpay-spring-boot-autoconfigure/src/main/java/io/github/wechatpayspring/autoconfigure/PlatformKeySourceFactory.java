package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.PlatformCertificateClient;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.DownloadedPlatformKeys;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PinnedPlatformKeys;
import io.github.wechatpayspring.key.PlatformCertificateDownload;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.github.wechatpayspring.key.RenewedPlatformKeys;

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
		PlatformKeySource source = (cipher == null || !this.settings.platformKeys().certificates().isEmpty()) ? pinned()
				: downloaded(new PlatformCertificateClient(this.credentials, cipher, hosts, this.clock, builder.get(),
						customizer, retry));
		return new RenewedPlatformKeys(source, this.keyRing);
	}

	private PlatformKeySource pinned() {
		return new PinnedPlatformKeys(this.keyRing::platformKeys, () -> this.credentials.current().signer().algorithm(),
				this.clock);
	}

	private PlatformKeySource downloaded(PlatformCertificateDownload download) {
		PlatformCertificateDownload converting = (known) -> download.download(known)
			.stream()
			.map((certificate) -> certificate.on(this.cryptoProvider))
			.toList();
		return new DownloadedPlatformKeys(converting, () -> this.keyRing.platformKeys().publicKey(), this.clock);
	}

}
