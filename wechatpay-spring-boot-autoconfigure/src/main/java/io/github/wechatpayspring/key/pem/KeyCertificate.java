package io.github.wechatpayspring.key.pem;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.VerifyingKey;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * What matters of an X.509 certificate. Neither its signature nor its chain is checked.
 *
 * @param serialNumber the serial number
 * @param commonName the CN of the subject, empty if there is none: the merchant id in a
 * merchant's API certificate, {@code Tenpay.com sign} in a platform certificate
 * @param issuerCommonName the CN of the issuer, empty if there is none
 * @param publicKey the certified key
 * @param start the first moment of its validity
 * @param expiry the last moment of its validity
 */
public record KeyCertificate(SerialNumber serialNumber, String commonName, String issuerCommonName,
		VerifyingKey publicKey, Instant start, Instant expiry) {

	private static final String PLATFORM = "Tenpay.com";

	private static final String PLATFORM_ISSUER = "Tenpay.com Root CA";

	/**
	 * Return whether the certificate is for the public half of a private key.
	 * @param key the private key
	 * @return whether both belong together
	 */
	public boolean certifies(MerchantKey key) {
		return key.belongsTo(this.publicKey);
	}

	/**
	 * Return whether the names are those of a platform certificate of WeChat Pay, subject
	 * {@code Tenpay.com sign} and, unless it is for SM2, issuer
	 * {@code Tenpay.com Root CA}. Names prove nothing: where the certificate came from
	 * has to be trusted.
	 * @return whether it calls itself one
	 */
	public boolean isOfPlatform() {
		// certificates for SM2 are issued by licensed authorities, not by WeChat Pay
		return this.commonName.startsWith(PLATFORM)
				&& (this.issuerCommonName.equals(PLATFORM_ISSUER) || algorithm() == SignatureAlgorithm.SM2_WITH_SM3);
	}

	/**
	 * Return the algorithm that the type of the certified key decides.
	 * @return the algorithm
	 */
	public SignatureAlgorithm algorithm() {
		return this.publicKey.algorithm();
	}

	/**
	 * Return whether the certificate is within its validity.
	 * @param time the time
	 * @return whether it has begun and not ended
	 */
	public boolean isValidAt(Instant time) {
		return !time.isBefore(this.start) && !time.isAfter(this.expiry);
	}

	/**
	 * Return the same certificate, with its key for use with a provider if it is an RSA
	 * key that the provider accepts.
	 * @param provider the provider
	 * @return the certificate, equal to this one
	 */
	public KeyCertificate on(CryptoProvider provider) {
		return new KeyCertificate(this.serialNumber, this.commonName, this.issuerCommonName,
				this.publicKey.on(provider), this.start, this.expiry);
	}

	static KeyCertificate read(byte[] der) {
		try {
			Certificate structure = Certificate.getInstance(der);
			return new KeyCertificate(SerialNumber.of(structure.getSerialNumber().getPositiveValue()),
					commonName(structure.getSubject()), commonName(structure.getIssuer()),
					EncodedKeys.publicKey(structure.getSubjectPublicKeyInfo(), "A certificate",
							"Use the certificate of an RSA or SM2 key."),
					structure.getStartDate().getDate().toInstant(), structure.getEndDate().getDate().toInstant());
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (IOException | InvalidKeySpecException | RuntimeException ex) {
			// malformed ASN.1 is reported by various kinds of exception
			throw new InvalidKeyMaterialException(
					"The content of \"-----BEGIN CERTIFICATE-----\" cannot be read as an X.509 certificate.",
					"Use the unchanged content of the file; it seems to be damaged or cut short.");
		}
	}

	private static String commonName(X500Name name) {
		RDN[] names = name.getRDNs(BCStyle.CN);
		return (names.length != 0) ? IETFUtils.valueToString(names[0].getFirst().getValue()) : "";
	}

}
