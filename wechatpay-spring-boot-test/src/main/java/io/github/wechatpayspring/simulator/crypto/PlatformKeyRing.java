package io.github.wechatpayspring.simulator.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.PlatformKeyMode;
import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay: chooses the one that signs a response and decrypts what was
 * encrypted for them. There is a WeChat Pay public key (微信支付公钥), or platform certificates
 * (平台证书), or both. Safe for use by several threads.
 */
public final class PlatformKeyRing {

	private static final String SUBJECT = "L=ShenZhen,C=CN,OU=Tenpay.com CA Center,O=Tenpay.com,CN=Tenpay.com sign";

	private static final Duration AGE_OF_FIRST_CERTIFICATE = Duration.ofDays(4 * 365);

	// each begins later than the one before, however fast they follow
	private static final Duration BETWEEN_CERTIFICATES = Duration.ofDays(30);

	private final CipherSuite suite;

	private final PlatformKeyMode mode;

	private volatile List<PublicKey> publicKeys = List.of();

	private volatile Certificates certificates = new Certificates(List.of(), 0);

	/**
	 * Generate the keys that a merchant has at first.
	 * @param suite what they are for
	 * @param mode which ones there are
	 * @param now the time
	 */
	public PlatformKeyRing(CipherSuite suite, PlatformKeyMode mode, Instant now) {
		this.mode = mode;
		this.suite = suite;
		if (mode != PlatformKeyMode.CERTIFICATE) {
			this.publicKeys = List.of(PublicKey.generate(suite));
		}
		if (mode != PlatformKeyMode.PUBLIC_KEY) {
			this.certificates = this.certificates.with(issue(now.minus(AGE_OF_FIRST_CERTIFICATE)));
		}
	}

	/**
	 * Return the newest public key.
	 * @return the key, or {@code null} if the merchant has only certificates
	 */
	public @Nullable PublicKey publicKey() {
		List<PublicKey> all = this.publicKeys;
		return all.isEmpty() ? null : all.get(all.size() - 1);
	}

	/**
	 * Issue another public key. Those before it still sign for requests that ask for
	 * them, and what was encrypted with them can be read.
	 */
	public synchronized void renewPublicKey() {
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
	public synchronized void retireFormerPublicKeys() {
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
	public List<IssuedCertificate> certificates() {
		return this.certificates.listed();
	}

	/**
	 * Issue another certificate, which is listed but does not sign yet.
	 */
	public synchronized void announceCertificate() {
		if (this.certificates.listed().isEmpty()) {
			throw new IllegalStateException(
					"The merchant has no platform certificates: choose another PlatformKeyMode");
		}
		Instant start = this.certificates.newest().start().plus(BETWEEN_CERTIFICATES);
		this.certificates = this.certificates.with(issue(start));
	}

	private IssuedCertificate issue(Instant start) {
		return IssuedCertificate.issue(this.suite, SUBJECT, start);
	}

	/**
	 * Sign with the newest certificate from now on; issue another if it does so already.
	 */
	public synchronized void rotateCertificate() {
		if (this.certificates.isNewestSigning()) {
			announceCertificate();
		}
		this.certificates = this.certificates.signingWithNewest();
	}

	/**
	 * Choose the key to sign with.
	 * @param requestedId the {@code Wechatpay-Serial} of the request, which counts only
	 * while the merchant switches
	 * @return the key
	 */
	public SigningKey signingKey(@Nullable String requestedId) {
		PublicKey requested = (this.mode != PlatformKeyMode.BEFORE_MIGRATION) ? findPublicKey(requestedId) : null;
		if (requested != null) {
			return requested.signingKey();
		}
		PublicKey newest = publicKey();
		return (newest != null && this.mode == PlatformKeyMode.PUBLIC_KEY) ? newest.signingKey()
				: this.certificates.signing().signingKey(this.suite);
	}

	private @Nullable PublicKey findPublicKey(@Nullable String id) {
		return this.publicKeys.stream().filter((key) -> key.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * Return whether there is a key that something can be encrypted for.
	 * @param id the {@code Wechatpay-Serial} of the request
	 * @return whether {@link #decrypt} takes it
	 */
	public boolean knows(String id) {
		return find(id) != null;
	}

	/**
	 * Decrypt a sensitive field.
	 * @param id the key that it was encrypted for
	 * @param ciphertext the ciphertext in Base64
	 * @return the text
	 * @throws GeneralSecurityException if it was not encrypted for this key
	 */
	public String decrypt(String id, String ciphertext) throws GeneralSecurityException {
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
			.map((certificate) -> certificate.signingKey(this.suite))
			.orElse(null);
	}

	/**
	 * A WeChat Pay public key and the private key that belongs to it.
	 *
	 * @param signingKey the private key under its id
	 * @param pem the public key in PEM
	 */
	public record PublicKey(SigningKey signingKey, String pem) {

		private static PublicKey generate(CipherSuite suite) {
			KeyPair keys = suite.generateKeyPair();
			return new PublicKey(new SigningKey("PUB_KEY_ID_" + RandomText.digits(34), keys.getPrivate(), suite),
					Pem.of("PUBLIC KEY", keys.getPublic().getEncoded()));
		}

		/**
		 * Return its id.
		 * @return {@code PUB_KEY_ID_…}
		 */
		public String id() {
			return this.signingKey.id();
		}

	}

	/**
	 * The certificates at one moment.
	 *
	 * @param listed the certificates, oldest first
	 * @param signingIndex which one signs
	 */
	private record Certificates(List<IssuedCertificate> listed, int signingIndex) {

		Certificates with(IssuedCertificate certificate) {
			List<IssuedCertificate> all = new ArrayList<>(this.listed);
			all.add(certificate);
			return new Certificates(List.copyOf(all), this.signingIndex);
		}

		Certificates signingWithNewest() {
			return new Certificates(this.listed, this.listed.size() - 1);
		}

		boolean isNewestSigning() {
			return this.signingIndex >= this.listed.size() - 1;
		}

		IssuedCertificate newest() {
			return this.listed.get(this.listed.size() - 1);
		}

		IssuedCertificate signing() {
			return this.listed.get(this.signingIndex);
		}

	}

}
