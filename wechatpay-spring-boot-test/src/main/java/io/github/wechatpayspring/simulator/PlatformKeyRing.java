package io.github.wechatpayspring.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay: decides which one signs an answer and opens what was encrypted
 * for them. There is a WeChat Pay public key (微信支付公钥), or platform certificates (平台证书),
 * or both. Safe for use by several threads.
 */
final class PlatformKeyRing {

	private static final Duration AGE_OF_FIRST_CERTIFICATE = Duration.ofDays(4 * 365);

	// each begins later than the one before, however fast they follow
	private static final Duration BETWEEN_CERTIFICATES = Duration.ofDays(30);

	private final PlatformKeyMode mode;

	private final @Nullable SigningKey publicKey;

	private final @Nullable String publicKeyPem;

	private final @Nullable PlatformCertificateAuthority authority;

	private volatile Certificates certificates = new Certificates(List.of(), 0);

	PlatformKeyRing(CipherSuite suite, PlatformKeyMode mode, Instant now) {
		this.mode = mode;
		KeyPair keyPair = mode.hasPublicKey() ? suite.generateKeyPair() : null;
		this.publicKey = (keyPair != null)
				? new SigningKey("PUB_KEY_ID_" + RandomText.digits(34), keyPair.getPrivate(), suite) : null;
		this.publicKeyPem = (keyPair != null) ? Pem.of("PUBLIC KEY", keyPair.getPublic().getEncoded()) : null;
		this.authority = mode.hasCertificates() ? new PlatformCertificateAuthority(suite) : null;
		if (this.authority != null) {
			this.certificates = this.certificates.with(this.authority.issue(now.minus(AGE_OF_FIRST_CERTIFICATE)));
		}
	}

	@Nullable String publicKeyId() {
		return (this.publicKey != null) ? this.publicKey.id() : null;
	}

	@Nullable String publicKeyPem() {
		return this.publicKeyPem;
	}

	/**
	 * Return the certificates in use.
	 * @return the certificates, oldest first; none if the merchant has only the public
	 * key
	 */
	List<PlatformCertificate> certificates() {
		return this.certificates.listed();
	}

	/**
	 * Issue another certificate, which is listed but does not sign yet.
	 */
	synchronized void announceCertificate() {
		if (this.authority == null) {
			throw new IllegalStateException(
					"The merchant has no platform certificates: choose another PlatformKeyMode");
		}
		Instant start = this.certificates.newest().start().plus(BETWEEN_CERTIFICATES);
		this.certificates = this.certificates.with(this.authority.issue(start));
	}

	/**
	 * Sign with the newest certificate from now on; issue another if it does so already.
	 */
	synchronized void rotateCertificate() {
		if (this.certificates.isNewestSigning()) {
			announceCertificate();
		}
		this.certificates = this.certificates.signingWithNewest();
	}

	/**
	 * Choose the key to sign an answer with.
	 * @param requestedId the {@code Wechatpay-Serial} of the request, which counts only
	 * while the merchant switches
	 * @return the key
	 */
	SigningKey signingKey(@Nullable String requestedId) {
		boolean requested = this.mode == PlatformKeyMode.MIGRATION && this.publicKey != null
				&& this.publicKey.id().equals(requestedId);
		if (this.publicKey != null && (requested || this.mode == PlatformKeyMode.PUBLIC_KEY)) {
			return this.publicKey;
		}
		return this.certificates.signing().signingKey();
	}

	boolean knows(String id) {
		return find(id) != null;
	}

	String decrypt(String id, String ciphertext) throws GeneralSecurityException {
		SigningKey key = find(id);
		if (key == null) {
			throw new GeneralSecurityException("There is no such key");
		}
		return key.decrypt(ciphertext);
	}

	private @Nullable SigningKey find(String id) {
		if (this.publicKey != null && this.publicKey.id().equals(id)) {
			return this.publicKey;
		}
		return certificates().stream()
			.filter((certificate) -> certificate.serialNumber().equals(id))
			.findFirst()
			.map(PlatformCertificate::signingKey)
			.orElse(null);
	}

	/**
	 * The certificates at one moment.
	 *
	 * @param listed the certificates, oldest first
	 * @param signingIndex which one signs
	 */
	private record Certificates(List<PlatformCertificate> listed, int signingIndex) {

		Certificates with(PlatformCertificate certificate) {
			List<PlatformCertificate> all = new ArrayList<>(this.listed);
			all.add(certificate);
			return new Certificates(List.copyOf(all), this.signingIndex);
		}

		Certificates signingWithNewest() {
			return new Certificates(this.listed, this.listed.size() - 1);
		}

		boolean isNewestSigning() {
			return this.signingIndex >= this.listed.size() - 1;
		}

		PlatformCertificate newest() {
			return this.listed.get(this.listed.size() - 1);
		}

		PlatformCertificate signing() {
			return this.listed.get(this.signingIndex);
		}

	}

}
