package io.github.wechatpayspring.key.platform;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.VerifyingKey;
import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * A key of WeChat Pay: verifies what WeChat Pay signed and encrypts what only WeChat Pay
 * may read. Immutable and safe for use by several threads.
 *
 * @param id its name in the {@code Wechatpay-Serial} header: {@code PUB_KEY_ID_…} of a
 * WeChat Pay public key or the serial number of a platform certificate
 * @param key the key
 */
public record PlatformKey(String id, VerifyingKey key) {

	/**
	 * Create an RSA key.
	 * @param id its name in the {@code Wechatpay-Serial} header
	 * @param key the key
	 */
	public PlatformKey(String id, RSAPublicKey key) {
		this(id, VerifyingKey.of(key));
	}

	/**
	 * Return the key of a platform certificate, named by its serial number.
	 * @param certificate the certificate
	 * @return the key
	 */
	public static PlatformKey of(KeyCertificate certificate) {
		return new PlatformKey(certificate.serialNumber().value(), certificate.publicKey());
	}

	/**
	 * Return what WeChat Pay signs with when it names this key.
	 * @return the algorithm
	 */
	public SignatureAlgorithm algorithm() {
		return this.key.algorithm();
	}

	/**
	 * Return whether a signature was made by WeChat Pay with this key.
	 * @param message the signed bytes
	 * @param signature the signature
	 * @return whether the signature belongs to the message
	 */
	public boolean verifies(byte[] message, byte[] signature) {
		return this.key.verifies(message, signature);
	}

	/**
	 * Encrypt a sensitive field for WeChat Pay.
	 * @param plaintext the text of the field
	 * @return the ciphertext in Base64
	 * @throws IllegalArgumentException if the text is too long for the key
	 */
	public String encrypt(String plaintext) {
		byte[] ciphertext = this.key.encrypt(plaintext.getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder().encodeToString(ciphertext);
	}

	PlatformKey on(CryptoProvider provider) {
		return new PlatformKey(this.id, this.key.on(provider));
	}

	@Override
	public String toString() {
		return "PlatformKey[" + this.id + "]";
	}

}
