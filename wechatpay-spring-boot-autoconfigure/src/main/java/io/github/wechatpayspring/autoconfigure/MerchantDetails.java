package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Adapts the configuration of one of several merchants to
 * {@link WechatPayConnectionDetails}.
 */
class MerchantDetails implements WechatPayConnectionDetails {

	private final MerchantConfiguration configuration;

	private final WechatPayConnectionDetails shared;

	/**
	 * Create details.
	 * @param configuration what is configured for the merchant
	 * @param shared has the base URL and the appid that all merchants share
	 */
	MerchantDetails(MerchantConfiguration configuration, WechatPayConnectionDetails shared) {
		this.configuration = configuration;
		this.shared = shared;
	}

	MerchantDetails with(MerchantConfiguration configuration) {
		return new MerchantDetails(configuration, this.shared);
	}

	boolean hasBaseUrl() {
		return StringUtils.hasText(this.configuration.baseUrl());
	}

	@Override
	public @Nullable String getMerchantId() {
		return this.configuration.merchantId();
	}

	@Override
	public @Nullable String getMerchantSerialNumber() {
		return this.configuration.merchantSerialNumber();
	}

	@Override
	public @Nullable String getMerchantPrivateKey() {
		return this.configuration.merchantPrivateKey();
	}

	@Override
	public @Nullable String getSslBundle() {
		return this.configuration.sslBundle();
	}

	@Override
	public @Nullable String getPlatformPublicKeyId() {
		return this.configuration.platformPublicKeyId();
	}

	@Override
	public @Nullable String getPlatformPublicKey() {
		return this.configuration.platformPublicKey();
	}

	@Override
	public List<String> getPlatformCertificates() {
		return this.configuration.platformCertificates();
	}

	@Override
	public @Nullable String getApiV3Key() {
		return this.configuration.apiV3Key();
	}

	@Override
	public @Nullable String getAppid() {
		String own = this.configuration.appid();
		return (StringUtils.hasText(own)) ? own : this.shared.getAppid();
	}

	@Override
	public String getBaseUrl() {
		String own = this.configuration.baseUrl();
		return (own != null && StringUtils.hasText(own)) ? own : this.shared.getBaseUrl();
	}

	@Override
	public @Nullable String getBackupBaseUrl() {
		return (hasBaseUrl()) ? null : this.shared.getBackupBaseUrl();
	}

}
