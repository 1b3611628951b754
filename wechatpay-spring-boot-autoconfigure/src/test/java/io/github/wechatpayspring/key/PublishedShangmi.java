package io.github.wechatpayspring.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import javax.crypto.Cipher;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * The test data for SM2 that WeChat Pay publishes with its SDK, module
 * {@code shangmi-testing} of github.com/wechatpay-apiv3/wechatpay-java
 * ({@code TestConfig} and {@code BaseSM2Test}): a merchant's key and certificate, what
 * was made with them, and a platform certificate.
 */
public final class PublishedShangmi {

	public static final String MERCHANT_ID = "2483281761";

	public static final String MERCHANT_SERIAL = "54E7F59ED8DF4570CFB14780EA8152D45A675EE6";

	public static final String MERCHANT_PRIVATE_KEY = """
			-----BEGIN PRIVATE KEY-----
			MIGTAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBHkwdwIBAQQg/U9Saz5ceDGQhFBM
			f/cHIh2+q5Lzvhrb8L2SI4sPUR+gCgYIKoEcz1UBgi2hRANCAAR7zUf3XqGdBMCn
			K02nD1fdGz+TN8xd0SQYgbkTQxk5v2mlXva0ZxDH4XJFI9D2Rt1pTSSDl29uhQ1G
			Y3j6iy9+
			-----END PRIVATE KEY-----
			""";

	public static final String MERCHANT_CERTIFICATE = """
			-----BEGIN CERTIFICATE-----
			MIICyTCCAmygAwIBAgIUVOf1ntjfRXDPsUeA6oFS1FpnXuYwDAYIKoEcz1UBg3UF
			ADCBjTFHMEUGA1UEAww+U2hlbiBaaGVuIGlUcnVzQ2hpbmEgQ2xhc3MgRW50ZXJw
			cmlzZSBTdWJzY3JpYmVyIENBIFNNMiAtIFRlc3QxGDAWBgNVBAsMD+a1i+ivlemD
			qOivleeUqDEbMBkGA1UECgwS5aSp6K+a5a6J5L+h6K+V55SoMQswCQYDVQQGEwJD
			TjAeFw0yMjA4MDQxMjE0MTlaFw0yMzA5MDMxMjE0MTlaMGsxCzAJBgNVBAYTAkNO
			MRswGQYDVQQKDBLlvq7kv6HllYbmiLfns7vnu58xKjAoBgNVBAsMIea3seWcs+W4
			guS8n+iNo+enkeaKgOaciemZkOWFrOWPuDETMBEGA1UEAwwKMjQ4MzI4MTc2MTBZ
			MBMGByqGSM49AgEGCCqBHM9VAYItA0IABHvNR/deoZ0EwKcrTacPV90bP5M3zF3R
			JBiBuRNDGTm/aaVe9rRnEMfhckUj0PZG3WlNJIOXb26FDUZjePqLL36jgcgwgcUw
			DAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCBsAwHwYDVR0jBBgwFoAUK0Y6T9Ge
			LM7UH4bC1j2avycoZPcwHQYDVR0OBBYEFBmE5STz2WNsXVrgclXrxsl6SCihMGUG
			A1UdHwReMFwwWqBYoFaGVGh0dHA6Ly9ldmNhLml0cnVzLmNvbS5jbi9wdWJsaWMv
			aXRydXNjcmw/Q0E9NzMzNUExQUYzNzRBMUU4QjQwM0FCMUFDMkQwNjVDQUU3NUNB
			QjIzNjAMBggqgRzPVQGDdQUAA0kAMEYCIQDK0r6D8VyiUVMfRnAfz40ZtiG8DJEF
			6Rn41oZ3qPW1aQIhAKtn5sKME+thLQFeyV70VSsraZ7h9Fccal2WzI2oCdtY
			-----END CERTIFICATE-----
			""";

	public static final String PLATFORM_SERIAL = "3F1E989910B253E069A11568C91C57CA44568158";

	public static final String PLATFORM_CERTIFICATE = """
			-----BEGIN CERTIFICATE-----
			MIICuDCCAlygAwIBAgIUPx6YmRCyU+BpoRVoyRxXykRWgVgwDAYIKoEcz1UBg3UF
			ADCBjTFHMEUGA1UEAww+U2hlbiBaaGVuIGlUcnVzQ2hpbmEgQ2xhc3MgRW50ZXJw
			cmlzZSBTdWJzY3JpYmVyIENBIFNNMiAtIFRlc3QxGDAWBgNVBAsMD+a1i+ivlemD
			qOivleeUqDEbMBkGA1UECgwS5aSp6K+a5a6J5L+h6K+V55SoMQswCQYDVQQGEwJD
			TjAeFw0yMjAzMTAwODA5MzFaFw0yMzA0MDkwODA5MzFaMFsxCzAJBgNVBAYMAkNO
			MRMwEQYDVQQKDApUZW5wYXkuY29tMR0wGwYDVQQLDBRUZW5wYXkuY29tIENBIENl
			bnRlcjEYMBYGA1UEAwwPVGVucGF5LmNvbSBzaWduMFkwEwYHKoZIzj0CAQYIKoEc
			z1UBgi0DQgAEhmCNZLbLfylg/FiCVo62V3rSjy4cqzzZiwbXHK49MPlhKw2MYYtH
			EgWbCBe+ScQ0EXiEAkLLWrLHwJ0IdhV04aOByDCBxTAMBgNVHRMBAf8EAjAAMA4G
			A1UdDwEB/wQEAwIGwDAfBgNVHSMEGDAWgBQrRjpP0Z4sztQfhsLWPZq/Jyhk9zAd
			BgNVHQ4EFgQUdGGMwWfduZagWEyGlEiWYH1L1SswZQYDVR0fBF4wXDBaoFigVoZU
			aHR0cDovL2V2Y2EuaXRydXMuY29tLmNuL3B1YmxpYy9pdHJ1c2NybD9DQT03MzM1
			QTFBRjM3NEExRThCNDAzQUIxQUMyRDA2NUNBRTc1Q0FCMjM2MAwGCCqBHM9VAYN1
			BQADSAAwRQIgMdPE2skgUxZLSEG2PAkC4zGaQeIXiAEdYxJXkgCFIP4CIQDsG2zX
			codqTd9syqrvTbYh+BSPD5j+G+ef9SJLfjXVng==
			-----END CERTIFICATE-----
			""";

	static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

	static final byte[] SIGNATURE = Base64.getDecoder()
		.decode("MEYCIQD35Rp3CKt7pLme/a0GaCVmwSeOl7X/12+ppRivcJuf6QIhAO5Vpy4tSk9SJUrgH5I5Qy0aYhFG9lN0aof1f5wJOI05");

	static final String PLAINTEXT = "plaintext";

	static final String CIPHERTEXT = "MHECIAGn23Ew8nF0zRfu3qgdD6VATSmGM5wrVFvNqg1ToXneAiBgfOJLVi1NtpRVH2"
			+ "qanzooL4gOrDKKOloD7gS17g+iCQQgcTtJpGhytHZeV/HeTqYkg3YqOY+Vybx+OQx217Ktn0QECdMjiI7lpId5dg==";

	private PublishedShangmi() {
	}

	/**
	 * Read a field that was encrypted for the merchant, in a way of its own: Bouncy
	 * Castle's provider, with the parts of the ciphertext in the old order C1C2C3.
	 * @param ciphertext the field
	 * @return its text
	 */
	static String decrypt(String ciphertext) {
		ASN1Sequence fields = ASN1Sequence.getInstance(Base64.getDecoder().decode(ciphertext));
		byte[] old = Arrays.concatenate(new byte[][] { { 4 }, coordinate(fields, 0), coordinate(fields, 1),
				octets(fields, 3), octets(fields, 2) });
		try {
			Provider provider = new BouncyCastleProvider();
			PrivateKey key = KeyFactory.getInstance("EC", provider)
				.generatePrivate(new PKCS8EncodedKeySpec(
						Base64.getMimeDecoder().decode(MERCHANT_PRIVATE_KEY.replaceAll("-----[A-Z ]+-----", ""))));
			Cipher cipher = Cipher.getInstance("SM2", provider);
			cipher.init(Cipher.DECRYPT_MODE, key);
			return new String(cipher.doFinal(old), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] coordinate(ASN1Sequence fields, int index) {
		BigInteger number = ASN1Integer.getInstance(fields.getObjectAt(index)).getPositiveValue();
		return BigIntegers.asUnsignedByteArray(32, number);
	}

	private static byte[] octets(ASN1Sequence fields, int index) {
		return ASN1OctetString.getInstance(fields.getObjectAt(index)).getOctets();
	}

}
