package io.github.wechatpayspring.merchant.assembly;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a merchant and its keys without calling WeChat Pay.
 */
public final class MerchantStatus {

	private final String name;

	private final MerchantSettings settings;

	private final KeyRing keyRing;

	private final PlatformKeySource platformKeys;

	MerchantStatus(String name, MerchantSettings settings, KeyRing keyRing, PlatformKeySource platformKeys) {
		this.name = name;
		this.settings = settings;
		this.keyRing = keyRing;
		this.platformKeys = platformKeys;
	}

	/**
	 * Return the name of the merchant in this application.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what the merchant signs with now.
	 * @return the credentials
	 */
	public MerchantCredentials credentials() {
		return this.keyRing.credentials();
	}

	/**
	 * Return the WeChat Pay public key.
	 * @return the key, {@code null} if the merchant has platform certificates only
	 */
	public @Nullable PlatformKey publicKey() {
		return this.keyRing.platformKeys().publicKey();
	}

	/**
	 * Return the platform certificates that are known now.
	 * @return the certificates, none before they are downloaded
	 */
	public List<KeyCertificate> platformCertificates() {
		return this.platformKeys.certificates();
	}

	/**
	 * Return when the last of the platform certificates expires.
	 * @return the time, {@code null} as long as none is known
	 */
	public @Nullable Instant platformExpiry() {
		return platformCertificates().stream().map(KeyCertificate::expiry).max(Comparator.naturalOrder()).orElse(null);
	}

	/**
	 * Return which keys of WeChat Pay are used.
	 * @return the mode
	 */
	public Mode mode() {
		boolean certificates = this.settings.cipher() != null || !this.keyRing.platformKeys().certificates().isEmpty();
		if (publicKey() == null) {
			return Mode.CERTIFICATES;
		}
		return (certificates) ? Mode.BOTH : Mode.PUBLIC_KEY;
	}

	/**
	 * Return where calls go to.
	 * @return the base URL
	 */
	public URI baseUrl() {
		return this.settings.baseUrl();
	}

	/**
	 * Return where calls go to while that does not respond.
	 * @return the base URL of the backup, or {@code null} if there is none
	 */
	public @Nullable URI backupBaseUrl() {
		return this.settings.backupBaseUrl();
	}

	/**
	 * Which keys of WeChat Pay a merchant uses.
	 */
	public enum Mode {

		/**
		 * The WeChat Pay public key (微信支付公钥).
		 */
		PUBLIC_KEY,

		/**
		 * Platform certificates (平台证书).
		 */
		CERTIFICATES,

		/**
		 * The public key, and certificates if WeChat Pay still signs with them.
		 */
		BOTH

	}

}
