package io.github.wechatpayspring.key;

import java.io.IOException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What matters of an X.509 certificate for an RSA key. Neither its signature nor its
 * chain is checked.
 *
 * @param serialNumber the serial number
 * @param commonName the CN of the subject, empty if there is none: the merchant id in a
 * merchant's API certificate, {@code Tenpay.com sign} in a platform certificate
 * @param publicKey the certified key
 * @param expiry the last moment of its validity
 */
public record RsaCertificate(SerialNumber serialNumber, String commonName, RSAPublicKey publicKey, Instant expiry) {

	/**
	 * Tell whether the certificate is for the public half of a private key.
	 * @param key any RSA key
	 * @return whether both have the same modulus
	 */
	public boolean certifies(RSAKey key) {
		return this.publicKey.getModulus().equals(key.getModulus());
	}

	static RsaCertificate read(byte[] der) {
		RsaCertificate certificate;
		try {
			Certificate structure = Certificate.getInstance(der);
			SubjectPublicKeyInfo keyInfo = structure.getSubjectPublicKeyInfo();
			RsaKeys.requireRsa(keyInfo.getAlgorithm(), "A certificate", "Use the certificate of an RSA key.");
			certificate = new RsaCertificate(SerialNumber.of(structure.getSerialNumber().getPositiveValue()),
					commonName(structure.getSubject()), RsaKeys.publicKey(keyInfo.getEncoded()),
					structure.getEndDate().getDate().toInstant());
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
		RsaKeys.requireStrength(certificate.publicKey(), "A certificate for an RSA key");
		return certificate;
	}

	private static String commonName(X500Name subject) {
		RDN[] names = subject.getRDNs(BCStyle.CN);
		return (names.length != 0) ? IETFUtils.valueToString(names[0].getFirst().getValue()) : "";
	}

}
