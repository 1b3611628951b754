package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Adapts {@link WechatPayProperties} to {@link WechatPayConnectionDetails}.
 */
class PropertiesWechatPayConnectionDetails implements WechatPayConnectionDetails {

	private final WechatPayProperties properties;

	PropertiesWechatPayConnectionDetails(WechatPayProperties properties) {
		this.properties = properties;
	}

	@Override
	public @Nullable String getMerchantId() {
		return this.properties.merchantId();
	}

	@Override
	public @Nullable String getMerchantSerialNumber() {
		return this.properties.merchantSerialNumber();
	}

	@Override
	public @Nullable String getMerchantPrivateKey() {
		return this.properties.merchantPrivateKey();
	}

	@Override
	public @Nullable String getSslBundle() {
		return this.properties.sslBundle();
	}

	@Override
	public @Nullable String getPlatformPublicKeyId() {
		return this.properties.platformPublicKeyId();
	}

	@Override
	public @Nullable String getPlatformPublicKey() {
		return this.properties.platformPublicKey();
	}

	@Override
	public List<String> getPlatformCertificates() {
		return this.properties.platformCertificates();
	}

	@Override
	public @Nullable String getApiV3Key() {
		return this.properties.apiV3Key();
	}

	@Override
	public @Nullable String getAppid() {
		return this.properties.appid();
	}

	@Override
	public String getBaseUrl() {
		return this.properties.client().baseUrl();
	}

	@Override
	public @Nullable String getBackupBaseUrl() {
		return this.properties.client().backupBaseUrl();
	}

}
