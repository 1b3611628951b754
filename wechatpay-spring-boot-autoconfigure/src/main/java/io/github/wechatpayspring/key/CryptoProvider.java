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
 * Calculates what keys of RSA are for. The Java runtime can do it on its own; a native
 * provider needs about half of the time. It is used for the keys that are given to it and
 * for nothing else in the application, so it need not be registered.
 */
public final class CryptoProvider {

	private static final Log logger = LogFactory.getLog(CryptoProvider.class);

	private final @Nullable Provider provider;

	private final CalculationTurns turns;

	private CryptoProvider(@Nullable Provider provider) {
		this.provider = provider;
		this.turns = (provider != null) ? CalculationTurns.ofShortCalculations()
				: CalculationTurns.ofLongCalculations();
	}

	/**
	 * Return what the Java runtime is set up with.
	 * @return the providers that are registered, in their order
	 */
	public static CryptoProvider jdk() {
		return new CryptoProvider(null);
	}

	/**
	 * Use a provider after it has shown that it works: it has to make a signature that is
	 * known, to tell it from one that is wrong, and to encrypt what the Java runtime can
	 * decrypt.
	 * @param provider the provider, registered or not
	 * @return what calculates with it
	 * @throws IllegalArgumentException if it does not work, with the reason
	 */
	public static CryptoProvider of(Provider provider) {
		CryptoProvider candidate = new CryptoProvider(provider);
		CryptoSelfTest.run(candidate);
		return candidate;
	}

	/**
	 * Return the name to tell people.
	 * @return the name of the provider, {@code JDK} for the Java runtime
	 */
	public String name() {
		return (this.provider != null) ? this.provider.getName() : "JDK";
	}

	Signature signature() throws GeneralSecurityException {
		String algorithm = "SHA256withRSA";
		return (this.provider != null) ? Signature.getInstance(algorithm, this.provider)
				: Signature.getInstance(algorithm);
	}

	/**
	 * Sign in the order that callers came.
	 * @param key a private key of this provider
	 * @param message what to sign
	 * @return the signature
	 */
	byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
		return this.turns.take(() -> {
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
	 * Make a private key one of this provider, without which it is slow or refuses.
	 * @param key the key
	 * @return the same key
	 * @throws InvalidKeySpecException if the provider does not take it
	 */
	PrivateKey convert(PrivateKey key) throws GeneralSecurityException {
		return (this.provider != null)
				? KeyFactory.getInstance("RSA", this.provider).generatePrivate(new PKCS8EncodedKeySpec(encoded(key)))
				: key;
	}

	/**
	 * Make a public key one of this provider.
	 * @param key the key
	 * @return the same key
	 * @throws InvalidKeySpecException if the provider does not take it
	 */
	RSAPublicKey convert(RSAPublicKey key) throws GeneralSecurityException {
		return (this.provider != null) ? (RSAPublicKey) KeyFactory.getInstance("RSA", this.provider)
			.generatePublic(new X509EncodedKeySpec(encoded(key))) : key;
	}

	/**
	 * Tell that a key stays with the Java runtime.
	 * @param what the key
	 * @param failure why
	 */
	void refused(String what, Throwable failure) {
		// the message of a provider may quote what it was given
		logger.warn("%s does not take %s (%s): the Java runtime calculates with it".formatted(name(), what,
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
