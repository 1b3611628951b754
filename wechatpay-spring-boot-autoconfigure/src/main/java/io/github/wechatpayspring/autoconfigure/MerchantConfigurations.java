package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.settings.SharedSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Takes configurations from properties, or from {@link WechatPayConnectionDetails} in
 * place of those of the merchant of {@code wechatpay.*}.
 */
public final class MerchantConfigurations {

	private MerchantConfigurations() {
	}

	/**
	 * Bind the properties as they are now.
	 * @param environment has the properties
	 * @return the properties
	 * @throws BindException if one of them cannot be bound
	 */
	public static WechatPayProperties bind(Environment environment) {
		return Binder.get(environment, new MerchantsBindHandler(BindHandler.DEFAULT))
			.bindOrCreate("wechatpay", Bindable.of(WechatPayProperties.class));
	}

	/**
	 * Take the configuration of the merchant of {@code wechatpay.*}.
	 * @param properties the properties
	 * @param signer signs in place of the private key, or {@code null}
	 * @return the configuration
	 */
	public static MerchantConfiguration of(WechatPayProperties properties, @Nullable RequestSigner signer) {
		return MerchantConfiguration.builder(WechatPay.DEFAULT_NAME)
			.merchantId(properties.merchantId())
			.merchantSerialNumber(properties.merchantSerialNumber())
			.merchantPrivateKey(properties.merchantPrivateKey())
			.sslBundle(properties.sslBundle())
			.platformPublicKeyId(properties.platformPublicKeyId())
			.platformPublicKey(properties.platformPublicKey())
			.platformCertificates(present(properties.platformCertificates()))
			.apiV3Key(properties.apiV3Key())
			.signer(signer)
			.build();
	}

	static MerchantConfiguration of(WechatPayConnectionDetails details, @Nullable RequestSigner signer) {
		return MerchantConfiguration.builder(WechatPay.DEFAULT_NAME)
			.merchantId(details.getMerchantId())
			.merchantSerialNumber(details.getMerchantSerialNumber())
			.merchantPrivateKey(details.getMerchantPrivateKey())
			.sslBundle(details.getSslBundle())
			.platformPublicKeyId(details.getPlatformPublicKeyId())
			.platformPublicKey(details.getPlatformPublicKey())
			.platformCertificates(present(details.getPlatformCertificates()))
			.apiV3Key(details.getApiV3Key())
			.signer(signer)
			.build();
	}

	/**
	 * Take the configuration of a merchant of {@code wechatpay.merchants}.
	 * @param name the name of the merchant
	 * @param properties its properties
	 * @param signer signs in place of the private key, or {@code null}
	 * @return the configuration
	 */
	public static MerchantConfiguration of(String name, WechatPayProperties.Merchant properties,
			@Nullable RequestSigner signer) {
		return new MerchantConfiguration(name, properties.merchantId(), properties.merchantSerialNumber(),
				properties.merchantPrivateKey(), properties.sslBundle(), properties.platformPublicKeyId(),
				properties.platformPublicKey(), present(properties.platformCertificates()), properties.apiV3Key(),
				properties.appid(), properties.baseUrl(), signer);
	}

	static SharedSettings shared(WechatPayProperties properties, @Nullable WechatPayConnectionDetails details) {
		return (details != null)
				? new SharedSettings(details.getBaseUrl(), details.getBackupBaseUrl(), details.getAppid())
				: new SharedSettings(properties.client().baseUrl(), properties.client().backupBaseUrl(),
						properties.appid());
	}

	private static List<String> present(List<? extends @Nullable String> texts) {
		return texts.stream().map((text) -> Objects.requireNonNullElse(text, "")).toList();
	}

}
