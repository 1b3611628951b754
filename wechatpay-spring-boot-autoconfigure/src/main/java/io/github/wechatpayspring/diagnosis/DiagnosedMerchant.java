package io.github.wechatpayspring.diagnosis;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one merchant, which are to be diagnosed.
 *
 * @param prefix what comes before the names of its properties in remedies, with a dot at
 * its end
 * @param credentials what the merchant signs with
 * @param certificate the certificate beside the private key, {@code null} if there is
 * none
 * @param configuredKeys the keys of WeChat Pay that are configured
 * @param platformKeys the keys of WeChat Pay that calls use, downloaded ones included
 * @param hasApiV3Key whether there is an API v3 key, which has been checked for its
 * length
 * @param notified whether notifications are to be received
 */
public record DiagnosedMerchant(String prefix, MerchantCredentialsSource credentials,
		@Nullable KeyCertificate certificate, Supplier<ConfiguredPlatformKeys> configuredKeys,
		PlatformKeySource platformKeys, boolean hasApiV3Key, boolean notified) {

	// the others are those of all merchants
	private static final Pattern OWN_PROPERTIES = Pattern.compile("wechatpay\\.(?=merchant-|platform-|api-v3-key)");

	/**
	 * Tell whether platform certificates are downloaded when they are needed, because no
	 * key of WeChat Pay is configured.
	 * @return whether they are
	 */
	boolean downloads() {
		ConfiguredPlatformKeys configured = this.configuredKeys.get();
		return configured.publicKey() == null && configured.certificates().isEmpty();
	}

	/**
	 * Give the properties in a result the names that they have for this merchant.
	 * @param result a result with the names of the default merchant's properties
	 * @return the same with those of this merchant
	 */
	DiagnosticResult own(DiagnosticResult result) {
		BilingualText remedy = result.remedy();
		return new DiagnosticResult(result.name(), result.status(), result.found(), result.expected(),
				(remedy != null) ? BilingualText.of(own(remedy.english()), own(remedy.chinese())) : null);
	}

	private String own(String text) {
		return OWN_PROPERTIES.matcher(text).replaceAll(Matcher.quoteReplacement(this.prefix));
	}

	@Override
	public String toString() {
		return "DiagnosedMerchant[" + this.credentials.current().merchantId() + "]";
	}

}
