package io.github.wechatpayspring.diagnosis;

import java.util.function.Supplier;

import io.github.wechatpayspring.key.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.KeyCertificate;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PlatformKeySource;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one merchant, which are to be diagnosed.
 *
 * @param credentials what the merchant signs with
 * @param certificate the certificate beside the private key, {@code null} if there is
 * none
 * @param configuredKeys the keys of WeChat Pay that are configured
 * @param platformKeys the keys of WeChat Pay that calls use, downloaded ones included
 * @param hasApiV3Key whether there is an API v3 key, which has been checked for its
 * length
 * @param notified whether notifications are to be received
 */
public record DiagnosedMerchant(MerchantCredentialsSource credentials, @Nullable KeyCertificate certificate,
		Supplier<ConfiguredPlatformKeys> configuredKeys, PlatformKeySource platformKeys, boolean hasApiV3Key,
		boolean notified) {

	/**
	 * Tell whether platform certificates are downloaded when they are needed, because no
	 * key of WeChat Pay is configured.
	 * @return whether they are
	 */
	boolean downloads() {
		ConfiguredPlatformKeys configured = this.configuredKeys.get();
		return configured.publicKey() == null && configured.certificates().isEmpty();
	}

	@Override
	public String toString() {
		return "DiagnosedMerchant[" + this.credentials.current().merchantId() + "]";
	}

}
