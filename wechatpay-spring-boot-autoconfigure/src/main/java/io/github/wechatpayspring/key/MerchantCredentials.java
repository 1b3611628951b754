package io.github.wechatpayspring.key;

/**
 * What a merchant signs its requests with. As a {@link MerchantCredentialsSource} it is
 * one that never changes.
 *
 * @param merchantId the merchant id (mchid) that calls
 * @param serialNumber the serial number of the merchant's API certificate, upper-case hex
 * @param signer signs with the private key that belongs to that certificate
 */
public record MerchantCredentials(String merchantId, String serialNumber,
		RequestSigner signer) implements MerchantCredentialsSource {

	/**
	 * Return the same credentials, whose key is calculated with by a provider if it can.
	 * @param provider calculates with keys of RSA
	 * @return the credentials, equal to these
	 */
	public MerchantCredentials on(CryptoProvider provider) {
		return (this.signer instanceof MerchantKey key)
				? new MerchantCredentials(this.merchantId, this.serialNumber, key.on(provider)) : this;
	}

	@Override
	public MerchantCredentials current() {
		return this;
	}

}
