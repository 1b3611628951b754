package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a merchant and its keys without calling WeChat Pay.
 */
class ObservedMerchant {

	private final String name;

	private final WechatPaySettings settings;

	private final MerchantCredentialsSource credentials;

	private final KeyRing keyRing;

	private final PlatformKeySource platformKeys;

	ObservedMerchant(String name, WechatPaySettings settings, MerchantCredentialsSource credentials, KeyRing keyRing,
			PlatformKeySource platformKeys) {
		this.name = name;
		this.settings = settings;
		this.credentials = credentials;
		this.keyRing = keyRing;
		this.platformKeys = platformKeys;
	}

	String name() {
		return this.name;
	}

	MerchantCredentials credentials() {
		return this.credentials.current();
	}

	@Nullable PlatformKey publicKey() {
		return this.keyRing.platformKeys().publicKey();
	}

	/**
	 * Return the platform certificates that are known now.
	 * @return the certificates, none before they are downloaded
	 */
	List<KeyCertificate> platformCertificates() {
		return this.platformKeys.certificates();
	}

	/**
	 * Return when the last of the platform certificates expires.
	 * @return the time, {@code null} as long as none is known
	 */
	@Nullable Instant platformExpiry() {
		return platformCertificates().stream().map(KeyCertificate::expiry).max(Comparator.naturalOrder()).orElse(null);
	}

	Mode mode() {
		boolean certificates = this.settings.cipher() != null || !this.keyRing.platformKeys().certificates().isEmpty();
		if (publicKey() == null) {
			return Mode.CERTIFICATES;
		}
		return (certificates) ? Mode.BOTH : Mode.PUBLIC_KEY;
	}

	URI baseUrl() {
		return this.settings.baseUrl();
	}

	@Nullable URI backupBaseUrl() {
		return this.settings.backupBaseUrl();
	}

	/**
	 * Which keys of WeChat Pay a merchant uses.
	 */
	enum Mode {

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
