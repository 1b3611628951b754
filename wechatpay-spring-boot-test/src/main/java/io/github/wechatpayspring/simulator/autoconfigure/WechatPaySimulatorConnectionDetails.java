package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a simulator as its merchant.
 */
final class WechatPaySimulatorConnectionDetails implements WechatPayConnectionDetails {

	private final String baseUrl;

	private final SimulatedMerchant merchant;

	WechatPaySimulatorConnectionDetails(WechatPaySimulator simulator) {
		this.baseUrl = simulator.baseUrl();
		this.merchant = simulator.merchant();
	}

	@Override
	public String getMerchantId() {
		return this.merchant.merchantId();
	}

	@Override
	public String getMerchantSerialNumber() {
		return this.merchant.serialNumber();
	}

	@Override
	public String getMerchantPrivateKey() {
		return this.merchant.privateKeyPem();
	}

	@Override
	public @Nullable String getPlatformPublicKeyId() {
		return this.merchant.platformPublicKeyId();
	}

	@Override
	public @Nullable String getPlatformPublicKey() {
		return this.merchant.platformPublicKeyPem();
	}

	@Override
	public String getApiV3Key() {
		return this.merchant.apiV3Key();
	}

	@Override
	public String getAppid() {
		return this.merchant.appid();
	}

	@Override
	public String getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public String toString() {
		return "WechatPaySimulatorConnectionDetails[" + this.baseUrl + "]";
	}

}
