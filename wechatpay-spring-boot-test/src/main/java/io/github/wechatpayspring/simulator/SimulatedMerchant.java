package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The one merchant that the simulator knows, with everything that its application has to
 * be configured with. All of it was made up by the simulator.
 *
 * @param merchantId the merchant id (mchid)
 * @param serialNumber the serial number of the merchant's API certificate, upper-case hex
 * @param certificatePem that certificate, X.509 in PEM
 * @param privateKeyPem the merchant's private key, PKCS#8 in PEM
 * @param platformPublicKeyId the id of the WeChat Pay public key, {@code PUB_KEY_ID_…},
 * {@code null} if there are only platform certificates
 * @param platformPublicKeyPem the WeChat Pay public key, SPKI in PEM, {@code null} if
 * there are only platform certificates
 * @param apiV3Key the API v3 key, 32 bytes
 * @param appid an appid that is bound to the merchant
 */
public record SimulatedMerchant(String merchantId, String serialNumber, String certificatePem, String privateKeyPem,
		@Nullable String platformPublicKeyId, @Nullable String platformPublicKeyPem, String apiV3Key, String appid) {

	/**
	 * Name the merchant without its secrets.
	 */
	@Override
	public String toString() {
		return "SimulatedMerchant[merchantId=%s, serialNumber=%s, platformPublicKeyId=%s, appid=%s]"
			.formatted(this.merchantId, this.serialNumber, this.platformPublicKeyId, this.appid);
	}

}
