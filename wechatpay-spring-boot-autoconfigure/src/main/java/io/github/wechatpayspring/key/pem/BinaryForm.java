package io.github.wechatpayspring.key.pem;

import java.io.IOException;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * The binary files that are mistaken for PEM files, each with the command that converts
 * it.
 */
enum BinaryForm {

	PKCS12("A PKCS#12 file (apiclient_cert.p12), not PEM.",
			"Use apiclient_key.pem, or the file as an SSL bundle (wechatpay.ssl-bundle), or extract the key with \"openssl pkcs12 -in apiclient_cert.p12 -nocerts -nodes "
					+ "-out apiclient_key.pem\"; the password is the merchant id (OpenSSL 3 may also need \"-legacy\")."),

	PRIVATE_KEY("A private key in binary form (DER), not PEM.",
			"Convert it with \"openssl pkey -inform DER -in <file> -out apiclient_key.pem\"."),

	PUBLIC_KEY("A public key in binary form (DER), not PEM.",
			"Convert it with \"openssl pkey -pubin -inform DER -in <file> -out pub_key.pem\"."),

	CERTIFICATE("A certificate in binary form (DER), not PEM.",
			"Convert it with \"openssl x509 -inform DER -in <file> -out <file>.pem\"."),

	OTHER("Binary data, not PEM.", "Use the PEM file, which is text and has a \"-----BEGIN …-----\" line.");

	private final String found;

	private final String action;

	BinaryForm(String found, String action) {
		this.found = found;
		this.action = action;
	}

	InvalidKeyMaterialException refusal() {
		return new InvalidKeyMaterialException(this.found, this.action);
	}

	/**
	 * Return whether bytes are an ASN.1 sequence. Its length is either their number or
	 * does not fit one byte, unlike in a text that starts with a zero.
	 * @param content the bytes
	 * @return whether they are binary
	 */
	static boolean isBinary(byte[] content) {
		return content.length > 1 && content[0] == 0x30 && (content[1] < 0 || content[1] == content.length - 2);
	}

	static BinaryForm of(byte[] content) {
		try {
			return (ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence sequence) ? of(sequence) : OTHER;
		}
		catch (IOException | RuntimeException ex) {
			// malformed ASN.1 is reported by various kinds of exception
			return OTHER;
		}
	}

	private static BinaryForm of(ASN1Sequence sequence) {
		int last = sequence.size() - 1;
		if (sequence.getObjectAt(0) instanceof ASN1Integer version) {
			int number = version.getPositiveValue().intValue();
			if (number == 3) {
				return PKCS12;
			}
			boolean sec1 = number == 1 && sequence.getObjectAt(1) instanceof ASN1OctetString;
			boolean privateKey = sec1 || (number == 0 && (sequence.getObjectAt(2) instanceof ASN1OctetString
					|| sequence.getObjectAt(2) instanceof ASN1Integer));
			boolean publicKey = last == 1 && sequence.getObjectAt(1) instanceof ASN1Integer;
			return (privateKey) ? PRIVATE_KEY : (publicKey) ? PUBLIC_KEY : OTHER;
		}
		if (sequence.getObjectAt(last) instanceof ASN1BitString) {
			return (last == 1) ? PUBLIC_KEY : CERTIFICATE;
		}
		return OTHER;
	}

}
