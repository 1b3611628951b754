package io.github.wechatpayspring.key;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a merchant signs its requests with. As a {@link MerchantCredentialsSource} it is
 * one that never changes.
 *
 * @param merchantId the merchant id (mchid) that calls
 * @param serialNumber the serial number of the merchant's API certificate, upper-case hex
 * @param signer signs with the private key that belongs to that certificate
 * @param expiry the last moment of that certificate's validity, {@code null} if only its
 * serial number is known
 */
public record MerchantCredentials(String merchantId, String serialNumber, RequestSigner signer,
		@Nullable Instant expiry) implements MerchantCredentialsSource {

	/**
	 * Create credentials for a certificate of which only the serial number is known.
	 * @param merchantId the merchant id (mchid) that calls
	 * @param serialNumber the serial number of the merchant's API certificate
	 * @param signer signs with the private key that belongs to that certificate
	 */
	public MerchantCredentials(String merchantId, String serialNumber, RequestSigner signer) {
		this(merchantId, serialNumber, signer, null);
	}

	/**
	 * Return the same credentials, which sign with a provider if their key is an RSA key
	 * that the provider accepts.
	 * @param provider the provider
	 * @return the credentials, equal to these
	 */
	public MerchantCredentials on(CryptoProvider provider) {
		return (this.signer instanceof MerchantKey key)
				? new MerchantCredentials(this.merchantId, this.serialNumber, key.on(provider), this.expiry) : this;
	}

	@Override
	public MerchantCredentials current() {
		return this;
	}

}
