package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.key.AeadAlgorithm;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.pem.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * The response to {@code GET /v3/certificates}.
 *
 * @param data the certificates
 */
record CertificateList(@Nullable List<Entry> data) {

	// usually one, and two while they change
	private static final int MOST = 50;

	private static final String ACTION = "If it persists, ask WeChat Pay's support, or set wechatpay.platform-certificates or the public key.";

	/**
	 * Open all entries.
	 * @param cipher has the API v3 key
	 * @return the certificates
	 */
	List<KeyCertificate> decrypt(AeadCipher cipher) {
		List<Entry> entries = Objects.requireNonNullElse(this.data, List.of());
		if (entries.size() > MOST) {
			throw new InvalidKeyMaterialException(
					"A list of %d platform certificates, of which there are few.".formatted(entries.size()), ACTION);
		}
		return entries.stream().filter(Objects::nonNull).map((entry) -> entry.decrypt(cipher)).toList();
	}

	/**
	 * One certificate.
	 *
	 * @param serialNo its serial number
	 * @param encryptCertificate the encrypted certificate
	 */
	record Entry(@Nullable String serialNo, @Nullable Encrypted encryptCertificate) {

		private KeyCertificate decrypt(AeadCipher cipher) {
			if (this.serialNo == null || this.encryptCertificate == null) {
				throw new InvalidKeyMaterialException("A platform certificate without its fields.", ACTION);
			}
			List<KeyCertificate> certificates = PemText.of(this.encryptCertificate.decrypt(cipher)).certificates();
			if (certificates.size() != 1
					|| !certificates.get(0).serialNumber().isSameNumber(SerialNumber.parse(this.serialNo))) {
				throw new InvalidKeyMaterialException("A platform certificate under another serial number.", ACTION);
			}
			KeyCertificate certificate = certificates.get(0);
			if (!certificate.isOfPlatform()) {
				throw new InvalidKeyMaterialException(
						"A certificate %s that is not one of WeChat Pay.".formatted(certificate.serialNumber()),
						ACTION);
			}
			return certificate;
		}

	}

	/**
	 * An encrypted certificate.
	 *
	 * @param algorithm the algorithm, which decides the cipher
	 * @param nonce the nonce
	 * @param associatedData the associated data, which may be missing
	 * @param ciphertext the ciphertext in Base64
	 */
	record Encrypted(@Nullable String algorithm, @Nullable String nonce, @Nullable String associatedData,
			@Nullable String ciphertext) {

		private byte[] decrypt(AeadCipher cipher) {
			AeadAlgorithm known = AeadAlgorithm.find(this.algorithm);
			if (known == null || this.nonce == null || this.ciphertext == null) {
				throw new InvalidKeyMaterialException("A platform certificate that is encrypted in another way.",
						ACTION);
			}
			byte[] bytes;
			try {
				bytes = Base64.getDecoder().decode(this.ciphertext);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidKeyMaterialException("A platform certificate that is not Base64.", ACTION);
			}
			return cipher.decrypt(known, this.nonce.getBytes(StandardCharsets.UTF_8),
					Objects.requireNonNullElse(this.associatedData, "").getBytes(StandardCharsets.UTF_8), bytes);
		}

	}

}
