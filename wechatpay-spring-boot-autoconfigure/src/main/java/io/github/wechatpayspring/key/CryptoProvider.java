package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import javax.crypto.Cipher;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Signs, verifies and encrypts with RSA keys. The Java runtime can do it on its own; a
 * native provider needs about half of the time. It is used for the keys converted to it
 * and for nothing else in the application, so it need not be registered.
 */
public final class CryptoProvider {

	private static final Log logger = LogFactory.getLog(CryptoProvider.class);

	// one to sign and one to go on while the next caller wakes up
	private static final int PERMITS_OF_JDK = 2;

	// a signature takes less time, so more callers have to be awake
	private static final int PERMITS_OF_PROVIDER = 4;

	private final @Nullable Provider provider;

	private final SigningPermits permits;

	private CryptoProvider(@Nullable Provider provider) {
		this.provider = provider;
		this.permits = SigningPermits.perProcessor((provider != null) ? PERMITS_OF_PROVIDER : PERMITS_OF_JDK);
	}

	/**
	 * Return the Java runtime's own: the registered providers, in their order.
	 * @return the Java runtime
	 */
	public static CryptoProvider jdk() {
		return new CryptoProvider(null);
	}

	/**
	 * Use a provider after it has passed a self-test: it has to make a known signature,
	 * to refuse a wrong one, and to encrypt what the Java runtime can decrypt.
	 * @param provider the provider, registered or not
	 * @return signs, verifies and encrypts with it
	 * @throws IllegalArgumentException if it does not work, with the reason
	 */
	public static CryptoProvider of(Provider provider) {
		CryptoProvider candidate = new CryptoProvider(provider);
		CryptoSelfTest.run(candidate);
		return candidate;
	}

	/**
	 * Return the name of the provider.
	 * @return the name, {@code JDK} for the Java runtime
	 */
	public String name() {
		return (this.provider != null) ? this.provider.getName() : "JDK";
	}

	Signature signature() throws GeneralSecurityException {
		String algorithm = "SHA256withRSA";
		return (this.provider != null) ? Signature.getInstance(algorithm, this.provider)
				: Signature.getInstance(algorithm);
	}

	byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
		return this.permits.sign(() -> {
			// a new one for each call: Signature is not safe for threads and costs
			// nothing beside RSA
			Signature signature = signature();
			signature.initSign(key);
			signature.update(message);
			return signature.sign();
		});
	}

	Cipher cipher() throws GeneralSecurityException {
		String transformation = "RSA/ECB/OAEPWithSHA-1AndMGF1Padding";
		return (this.provider != null) ? Cipher.getInstance(transformation, this.provider)
				: Cipher.getInstance(transformation);
	}

	/**
	 * Convert a private key to one of this provider, which is slow with others or refuses
	 * them.
	 * @param key the key
	 * @return the same key
	 * @throws InvalidKeySpecException if the provider does not accept it
	 */
	PrivateKey convert(PrivateKey key) throws GeneralSecurityException {
		return (this.provider != null)
				? KeyFactory.getInstance("RSA", this.provider).generatePrivate(new PKCS8EncodedKeySpec(encoded(key)))
				: key;
	}

	/**
	 * Convert a public key to one of this provider.
	 * @param key the key
	 * @return the same key
	 * @throws InvalidKeySpecException if the provider does not accept it
	 */
	RSAPublicKey convert(RSAPublicKey key) throws GeneralSecurityException {
		return (this.provider != null) ? (RSAPublicKey) KeyFactory.getInstance("RSA", this.provider)
			.generatePublic(new X509EncodedKeySpec(encoded(key))) : key;
	}

	void logRefusal(String what, Throwable failure) {
		// the message of a provider may quote the key
		logger.warn("%s does not accept %s (%s), so the Java runtime uses it".formatted(name(), what,
				failure.getClass().getSimpleName()));
	}

	private static byte[] encoded(Key key) throws InvalidKeySpecException {
		byte[] encoded = key.getEncoded();
		if (encoded == null) {
			throw new InvalidKeySpecException("The key does not leave its keystore");
		}
		return encoded;
	}

	@Override
	public String toString() {
		return name();
	}

}
