package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
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

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The least that a call can cost: one signature and one verification around
 * HttpComponents.
 */
final class FloorClient extends RawClient {

	private final @Nullable Provider provider;

	private final PrivateKey privateKey;

	private final PublicKey publicKey;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Create a client.
	 * @param baseUrl where the server is
	 * @param credentials who sends
	 * @param provider signs and verifies with keys of its own kind, {@code null} for the
	 * JDK
	 * @throws GeneralSecurityException if the keys cannot be read
	 */
	FloorClient(URI baseUrl, Credentials credentials, @Nullable Provider provider) throws GeneralSecurityException {
		super(baseUrl);
		this.provider = provider;
		KeyFactory factory = (provider != null) ? KeyFactory.getInstance("RSA", provider)
				: KeyFactory.getInstance("RSA");
		this.privateKey = factory
			.generatePrivate(new PKCS8EncodedKeySpec(credentials.merchant().getPrivate().getEncoded()));
		this.publicKey = factory
			.generatePublic(new X509EncodedKeySpec(credentials.platform().getPublic().getEncoded()));
	}

	@Override
	protected void sign(HttpPost request, byte[] body) {
		String timestamp = Long.toString(System.currentTimeMillis() / 1000);
		byte[] random = new byte[16];
		this.random.nextBytes(random);
		String nonce = HexFormat.of().withUpperCase().formatHex(random);
		try {
			Signature signature = signature();
			signature.initSign(this.privateKey);
			signature
				.update(("POST\n" + PATH + "\n" + timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			request.setHeader(HttpHeaders.AUTHORIZATION,
					"WECHATPAY2-SHA256-RSA2048 mchid=\"" + Credentials.MERCHANT_ID + "\",nonce_str=\"" + nonce
							+ "\",timestamp=\"" + timestamp + "\",serial_no=\"" + Credentials.SERIAL_NUMBER
							+ "\",signature=\"" + Base64.getEncoder().encodeToString(signature.sign()) + "\"");
			request.setHeader("Wechatpay-Serial", Credentials.PLATFORM_KEY_ID);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The merchant's key cannot sign", ex);
		}
	}

	@Override
	protected void verify(ClassicHttpResponse response, byte[] body) throws IOException {
		try {
			Signature signature = signature();
			signature.initVerify(this.publicKey);
			signature.update((value(response, "Wechatpay-Timestamp") + "\n" + value(response, "Wechatpay-Nonce") + "\n")
				.getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			if (!signature.verify(Base64.getDecoder().decode(value(response, "Wechatpay-Signature")))) {
				throw new IOException("The answer is not from WeChat Pay");
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("The answer cannot be verified", ex);
		}
	}

	private Signature signature() throws GeneralSecurityException {
		return (this.provider != null) ? Signature.getInstance("SHA256withRSA", this.provider)
				: Signature.getInstance("SHA256withRSA");
	}

	private static String value(ClassicHttpResponse response, String name) throws IOException {
		Header header = response.getFirstHeader(name);
		if (header == null) {
			throw new IOException("The answer has no " + name);
		}
		return header.getValue();
	}

}
