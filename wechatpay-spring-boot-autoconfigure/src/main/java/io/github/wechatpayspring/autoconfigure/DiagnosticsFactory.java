package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;

import io.github.wechatpayspring.diagnosis.DiagnosedConnection;
import io.github.wechatpayspring.diagnosis.DiagnosedMerchant;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PlatformKeySource;

import org.springframework.web.client.RestClient;

/**
 * Creates the diagnostics of one merchant from its settings.
 */
class DiagnosticsFactory {

	private final WechatPayProperties properties;

	private final RestClientBuilderSource builders;

	private final Consumer<RestClient.Builder> customizer;

	DiagnosticsFactory(WechatPayProperties properties, RestClientBuilderSource builders,
			Consumer<RestClient.Builder> customizer) {
		this.properties = properties;
		this.builders = builders;
		this.customizer = customizer;
	}

	WechatPayDiagnostics create(WechatPaySettings settings, MerchantCredentialsSource credentials, KeyRing keyRing,
			PlatformKeySource platformKeys) {
		DiagnosedMerchant merchant = new DiagnosedMerchant(credentials, settings.merchantCertificate(),
				keyRing::platformKeys, platformKeys, settings.cipher() != null,
				this.properties.notification().path() != null);
		WechatPayProperties.Client client = this.properties.client();
		return new WechatPayDiagnostics(merchant,
				new DiagnosedConnection(settings.baseUrl(), settings.backupBaseUrl(), client.connectTimeout(),
						client.readTimeout(), this.builders::create, this.customizer, Clock.systemUTC()));
	}

}
