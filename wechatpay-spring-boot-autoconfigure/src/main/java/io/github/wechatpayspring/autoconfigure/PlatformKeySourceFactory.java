package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.PlatformCertificateClient;
import io.github.wechatpayspring.key.DownloadedPlatformKeys;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PinnedPlatformKeys;
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

	private final Clock clock;

	PlatformKeySourceFactory(MerchantCredentialsSource credentials, KeyRing keyRing, WechatPaySettings settings,
			Clock clock) {
		this.credentials = credentials;
		this.keyRing = keyRing;
		this.settings = settings;
		this.clock = clock;
	}

	PlatformKeySource create(Supplier<RestClient.Builder> builder, Consumer<RestClient.Builder> customizer) {
		return new RenewedPlatformKeys(source(builder, customizer), this.keyRing);
	}

	private PlatformKeySource source(Supplier<RestClient.Builder> builder, Consumer<RestClient.Builder> customizer) {
		if (this.settings.cipher() == null || !this.settings.platformKeys().certificates().isEmpty()) {
			return new PinnedPlatformKeys(this.keyRing::platformKeys,
					() -> this.credentials.current().signer().algorithm(), this.clock);
		}
		return new DownloadedPlatformKeys(
				new PlatformCertificateClient(this.credentials, this.settings.cipher(), this.settings.baseUrl(),
						this.clock, builder.get(), customizer),
				() -> this.keyRing.platformKeys().publicKey(), this.clock);
	}

}
