package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What no call can do without: a signature of the merchant, and the verification of the
 * one that WeChat Pay responds with.
 */
final class Signatures {

	private final @Nullable Provider provider;

	private final PrivateKey privateKey;

	private final PublicKey publicKey;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Read keys.
	 * @param privateKeyPem the key of the merchant
	 * @param publicKeyPem the key of WeChat Pay
	 * @param provider signs and verifies with keys of its own kind, {@code null} for the
	 * JDK
	 * @throws GeneralSecurityException if the keys cannot be read
	 */
	Signatures(String privateKeyPem, String publicKeyPem, @Nullable Provider provider) throws GeneralSecurityException {
		this.provider = provider;
		KeyFactory factory = (provider != null) ? KeyFactory.getInstance("RSA", provider)
				: KeyFactory.getInstance("RSA");
		this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(der(privateKeyPem)));
		this.publicKey = factory.generatePublic(new X509EncodedKeySpec(der(publicKeyPem)));
	}

	static Signatures of(Credentials credentials, @Nullable Provider provider) throws GeneralSecurityException {
		return new Signatures(credentials.merchantPrivateKeyPem(), credentials.platformPublicKeyPem(), provider);
	}

	private static byte[] der(String pem) {
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
	}

	/**
	 * Sign a request.
	 * @param method its method
	 * @param path its path
	 * @param body its body
	 * @return the value of its header {@code Authorization}
	 */
	String authorization(String method, String path, byte[] body) {
		String timestamp = Long.toString(System.currentTimeMillis() / 1000);
		byte[] random = new byte[16];
		this.random.nextBytes(random);
		String nonce = HexFormat.of().withUpperCase().formatHex(random);
		try {
			Signature signature = signature();
			signature.initSign(this.privateKey);
			signature.update(
					(method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + Credentials.MERCHANT_ID + "\",nonce_str=\"" + nonce
					+ "\",timestamp=\"" + timestamp + "\",serial_no=\"" + Credentials.SERIAL_NUMBER + "\",signature=\""
					+ Base64.getEncoder().encodeToString(signature.sign()) + "\"";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The merchant's key cannot sign", ex);
		}
	}

	/**
	 * Verify a response.
	 * @param headers its headers by their names
	 * @param body its body
	 * @throws IOException if it is not from WeChat Pay
	 */
	void verify(Function<String, @Nullable String> headers, byte[] body) throws IOException {
		try {
			Signature signature = signature();
			signature.initVerify(this.publicKey);
			signature.update((value(headers, "Wechatpay-Timestamp") + "\n" + value(headers, "Wechatpay-Nonce") + "\n")
				.getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			if (!signature.verify(Base64.getDecoder().decode(value(headers, "Wechatpay-Signature")))) {
				throw new IOException("The response is not from WeChat Pay");
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("The response cannot be verified", ex);
		}
	}

	private Signature signature() throws GeneralSecurityException {
		return (this.provider != null) ? Signature.getInstance("SHA256withRSA", this.provider)
				: Signature.getInstance("SHA256withRSA");
	}

	private static String value(Function<String, @Nullable String> headers, String name) throws IOException {
		String value = headers.apply(name);
		if (value == null) {
			throw new IOException("The response has no " + name);
		}
		return value;
	}

}
