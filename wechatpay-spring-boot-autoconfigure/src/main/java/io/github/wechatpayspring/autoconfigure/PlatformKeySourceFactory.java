package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.PlatformCertificateClient;
import io.github.wechatpayspring.key.DownloadedPlatformKeys;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.PinnedPlatformKeys;
import io.github.wechatpayspring.key.PlatformKeySource;

import org.springframework.web.client.RestClient;

/**
 * Chooses where the keys of WeChat Pay come from by what is configured: certificates are
 * downloaded if there is an API v3 key to open them with and no local ones.
 */
class PlatformKeySourceFactory {

	private final MerchantCredentials credentials;

	private final WechatPaySettings settings;

	private final Clock clock;

	PlatformKeySourceFactory(MerchantCredentials credentials, WechatPaySettings settings, Clock clock) {
		this.credentials = credentials;
		this.settings = settings;
		this.clock = clock;
	}

	PlatformKeySource create(Supplier<RestClient.Builder> builder, Consumer<RestClient.Builder> customizer) {
		ConfiguredPlatformKeys keys = this.settings.platformKeys();
		if (this.settings.cipher() == null || !keys.certificates().isEmpty()) {
			return new PinnedPlatformKeys(keys.publicKey(), keys.certificates(), this.credentials.signer().algorithm(),
					this.clock);
		}
		return new DownloadedPlatformKeys(new PlatformCertificateClient(this.credentials, this.settings.cipher(),
				this.settings.baseUrl(), this.clock, builder.get(), customizer), keys.publicKey(), this.clock);
	}

}
