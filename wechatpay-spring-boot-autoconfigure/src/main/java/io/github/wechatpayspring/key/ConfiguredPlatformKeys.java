package io.github.wechatpayspring.key;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay that are configured. Immutable.
 *
 * @param publicKey the WeChat Pay public key, which is preferred, {@code null} if there
 * is none
 * @param certificates the platform certificates, none if they are to be downloaded
 */
public record ConfiguredPlatformKeys(@Nullable PlatformKey publicKey, List<KeyCertificate> certificates) {

	public ConfiguredPlatformKeys {
		certificates = List.copyOf(certificates);
	}

	/**
	 * Return the same keys, calculated with by a provider if it can.
	 * @param provider calculates with keys of RSA
	 * @return the keys, equal to these
	 */
	public ConfiguredPlatformKeys on(CryptoProvider provider) {
		return new ConfiguredPlatformKeys((this.publicKey != null) ? this.publicKey.on(provider) : null,
				this.certificates.stream().map((certificate) -> certificate.on(provider)).toList());
	}

	Stream<PlatformKey> all() {
		return Stream.concat(Stream.ofNullable(this.publicKey),
				this.certificates.stream().map(KeyCertificate::platformKey));
	}

}
