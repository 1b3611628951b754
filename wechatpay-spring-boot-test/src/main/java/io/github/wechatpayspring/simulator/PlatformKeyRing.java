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

	private final CipherSuite suite;

	private final PlatformKeyMode mode;

	private final @Nullable PlatformCertificateAuthority authority;

	private volatile List<PublicKey> publicKeys = List.of();

	private volatile Certificates certificates = new Certificates(List.of(), 0);

	PlatformKeyRing(CipherSuite suite, PlatformKeyMode mode, Instant now) {
		this.mode = mode;
		this.suite = suite;
		if (mode.hasPublicKey()) {
			this.publicKeys = List.of(PublicKey.generate(suite));
		}
		this.authority = mode.hasCertificates() ? new PlatformCertificateAuthority(suite) : null;
		if (this.authority != null) {
			this.certificates = this.certificates.with(this.authority.issue(now.minus(AGE_OF_FIRST_CERTIFICATE)));
		}
	}

	/**
	 * Return the newest public key.
	 * @return the key, or {@code null} if the merchant has only certificates
	 */
	@Nullable PublicKey publicKey() {
		List<PublicKey> all = this.publicKeys;
		return all.isEmpty() ? null : all.get(all.size() - 1);
	}

	/**
	 * Issue another public key. Those before it still sign for requests that ask for
	 * them, and what was encrypted with them can be read.
	 */
	synchronized void renewPublicKey() {
		if (this.publicKeys.isEmpty()) {
			throw new IllegalStateException("The merchant has no public key: choose another PlatformKeyMode");
		}
		List<PublicKey> all = new ArrayList<>(this.publicKeys);
		all.add(PublicKey.generate(this.suite));
		this.publicKeys = List.copyOf(all);
	}

	/**
	 * Forget all public keys but the newest.
	 */
	synchronized void retireFormerPublicKeys() {
		PublicKey newest = publicKey();
		if (newest != null) {
			this.publicKeys = List.of(newest);
		}
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
		PublicKey requested = (this.mode != PlatformKeyMode.BEFORE_MIGRATION) ? findPublicKey(requestedId) : null;
		if (requested != null) {
			return requested.signingKey();
		}
		PublicKey newest = publicKey();
		return (newest != null && this.mode == PlatformKeyMode.PUBLIC_KEY) ? newest.signingKey()
				: this.certificates.signing().signingKey();
	}

	private @Nullable PublicKey findPublicKey(@Nullable String id) {
		return this.publicKeys.stream().filter((key) -> key.id().equals(id)).findFirst().orElse(null);
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
		PublicKey publicKey = findPublicKey(id);
		if (publicKey != null) {
			return publicKey.signingKey();
		}
		return certificates().stream()
			.filter((certificate) -> certificate.serialNumber().equals(id))
			.findFirst()
			.map(PlatformCertificate::signingKey)
			.orElse(null);
	}

	/**
	 * A WeChat Pay public key and the private key that belongs to it.
	 *
	 * @param signingKey the private key under its id
	 * @param pem the public key in PEM
	 */
	record PublicKey(SigningKey signingKey, String pem) {

		static PublicKey generate(CipherSuite suite) {
			KeyPair keys = suite.generateKeyPair();
			return new PublicKey(new SigningKey("PUB_KEY_ID_" + RandomText.digits(34), keys.getPrivate(), suite),
					Pem.of("PUBLIC KEY", keys.getPublic().getEncoded()));
		}

		String id() {
			return this.signingKey.id();
		}

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
