package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;

/**
 * A merchant and a WeChat Pay that were made up for one run.
 *
 * @param merchant the keys of the merchant
 * @param platform the keys of WeChat Pay
 */
record Credentials(KeyPair merchant, KeyPair platform) {

	static final String MERCHANT_ID = "1900009191";

	static final String SERIAL_NUMBER = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	static final String PLATFORM_KEY_ID = "PUB_KEY_ID_0119000091912026112000000000000001";

	static final String API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	static final String APPID = "wxd678efh567hg6787";

	static Credentials generate() {
		return new Credentials(generateKeys(), generateKeys());
	}

	static KeyPair generateKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has RSA", ex);
		}
	}

	/**
	 * Return the same merchant with a WeChat Pay that it does not know.
	 * @return the credentials
	 */
	Credentials withForeignPlatform() {
		return new Credentials(this.merchant, generateKeys());
	}

	String merchantPrivateKeyPem() {
		return pem("PRIVATE KEY", this.merchant.getPrivate().getEncoded());
	}

	String platformPublicKeyPem() {
		return pem("PUBLIC KEY", this.platform.getPublic().getEncoded());
	}

	void store(Path file) throws IOException {
		Properties properties = new Properties();
		put(properties, "merchant", this.merchant);
		put(properties, "platform", this.platform);
		try (Writer writer = Files.newBufferedWriter(file)) {
			properties.store(writer, null);
		}
	}

	static Credentials load(Path file) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		}
		return new Credentials(keys(properties, "merchant"), keys(properties, "platform"));
	}

	private static void put(Properties properties, String name, KeyPair keys) {
		properties.setProperty(name + ".private", Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
		properties.setProperty(name + ".public", Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
	}

	private static KeyPair keys(Properties properties, String name) {
		Base64.Decoder decoder = Base64.getDecoder();
		try {
			KeyFactory factory = KeyFactory.getInstance("RSA");
			return new KeyPair(
					factory.generatePublic(
							new X509EncodedKeySpec(decoder.decode(properties.getProperty(name + ".public")))),
					factory.generatePrivate(
							new PKCS8EncodedKeySpec(decoder.decode(properties.getProperty(name + ".private")))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The keys of the run cannot be read", ex);
		}
	}

	private static String pem(String label, byte[] der) {
		String lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
	}

	@Override
	public String toString() {
		return "Credentials";
	}

}
