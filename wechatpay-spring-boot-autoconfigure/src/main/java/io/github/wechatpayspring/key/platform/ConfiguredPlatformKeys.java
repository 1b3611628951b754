package io.github.wechatpayspring.key.platform;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.pem.KeyCertificate;
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
	 * Return the same keys for use with a provider, as far as they are RSA keys that the
	 * provider accepts.
	 * @param provider the provider
	 * @return the keys, equal to these
	 */
	public ConfiguredPlatformKeys on(CryptoProvider provider) {
		return new ConfiguredPlatformKeys((this.publicKey != null) ? this.publicKey.on(provider) : null,
				this.certificates.stream().map((certificate) -> certificate.on(provider)).toList());
	}

	/**
	 * Return the certificates, of which only those for one algorithm encrypt.
	 * @param algorithm what the merchant signs with
	 * @return the certificates
	 */
	PlatformCertificates certificatesFor(SignatureAlgorithm algorithm) {
		Predicate<KeyCertificate> encrypts = (certificate) -> certificate.algorithm() == algorithm;
		return new PlatformCertificates(this.certificates.stream().filter(encrypts).toList(),
				this.certificates.stream().filter(encrypts.negate()).toList());
	}

	Stream<PlatformKey> all() {
		return Stream.concat(Stream.ofNullable(this.publicKey), this.certificates.stream().map(PlatformKey::of));
	}

}
