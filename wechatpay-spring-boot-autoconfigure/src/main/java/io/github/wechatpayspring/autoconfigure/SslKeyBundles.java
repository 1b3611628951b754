package io.github.wechatpayspring.autoconfigure;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.merchant.settings.KeyBundles;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Finds the merchant's private key and certificate in an SSL bundle of Spring Boot.
 */
class SslKeyBundles implements KeyBundles {

	private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");

	private static final String DEFINE = "Define the bundle: spring.ssl.bundle.jks.<name>.keystore with location, password and type=PKCS12 for apiclient_cert.p12, or spring.ssl.bundle.pem.<name>.keystore with certificate and private-key.";

	private static final String PASSWORD = "The password of apiclient_cert.p12 is the merchant id; set it as spring.ssl.bundle.jks.<name>.keystore.password.";

	private final Supplier<@Nullable SslBundles> sslBundles;

	SslKeyBundles(Supplier<@Nullable SslBundles> sslBundles) {
		this.sslBundles = sslBundles;
	}

	@Override
	public PemText read(String name) {
		SslBundle bundle = bundle(name);
		try {
			KeyStore keyStore = keyStore(bundle);
			String alias = alias(keyStore, bundle.getKey().getAlias());
			byte[] privateKey = privateKey(keyStore, alias, password(bundle));
			Certificate certificate = keyStore.getCertificate(alias);
			if (certificate == null) {
				throw new InvalidKeyMaterialException("A private key without a certificate.", DEFINE);
			}
			return PemText.of(privateKey, certificate.getEncoded());
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// the message of the exception may quote a location that holds the key
			throw unreadable(ex);
		}
	}

	@Override
	public void onUpdate(String name, Runnable listener) {
		SslBundles all = this.sslBundles.get();
		if (all != null) {
			all.addBundleUpdateHandler(name, (updated) -> listener.run());
		}
	}

	private SslBundle bundle(String name) {
		SslBundles all = this.sslBundles.get();
		if (all == null || all.getBundleNames().isEmpty()) {
			throw new InvalidKeyMaterialException("There is no SSL bundle.", DEFINE);
		}
		try {
			return all.getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			String printable = (NAME.matcher(name).matches()) ? " \"" + name + "\"" : " of that name";
			throw new InvalidKeyMaterialException(
					"There is no SSL bundle%s, only: %s.".formatted(printable, String.join(", ", all.getBundleNames())),
					"Use one of these names. " + DEFINE);
		}
	}

	private static KeyStore keyStore(SslBundle bundle) {
		KeyStore keyStore = bundle.getStores().getKeyStore();
		if (keyStore == null) {
			throw new InvalidKeyMaterialException("The SSL bundle has no keystore.", DEFINE);
		}
		return keyStore;
	}

	private static String alias(KeyStore keyStore, @Nullable String chosen) throws KeyStoreException {
		List<String> aliases = new ArrayList<>();
		for (String alias : Collections.list(keyStore.aliases())) {
			if (keyStore.isKeyEntry(alias)) {
				aliases.add(alias);
			}
		}
		if (aliases.isEmpty()) {
			throw new InvalidKeyMaterialException("The SSL bundle has no private key.", DEFINE);
		}
		if (StringUtils.hasText(chosen) && keyStore.isKeyEntry(chosen)) {
			return chosen;
		}
		if (aliases.size() > 1 || StringUtils.hasText(chosen)) {
			throw new InvalidKeyMaterialException(
					"The SSL bundle has the private keys %s%s.".formatted(String.join(", ", aliases),
							(StringUtils.hasText(chosen)) ? ", but not the one that its key.alias names" : ""),
					"Name the one of the merchant in spring.ssl.bundle.jks.<name>.key.alias.");
		}
		return aliases.get(0);
	}

	private static byte[] privateKey(KeyStore keyStore, String alias, char @Nullable [] password)
			throws GeneralSecurityException {
		Key key = keyStore.getKey(alias, password);
		byte[] encoded = key.getEncoded();
		if (encoded == null) {
			throw new InvalidKeyMaterialException("A private key that does not leave its key store.",
					"Define a bean of type RequestSigner that signs with it, in place of ssl-bundle.");
		}
		return encoded;
	}

	private static char @Nullable [] password(SslBundle bundle) {
		String keyPassword = bundle.getKey().getPassword();
		String password = (keyPassword != null) ? keyPassword : bundle.getStores().getKeyStorePassword();
		return (password != null) ? password.toCharArray() : null;
	}

	private static InvalidKeyMaterialException unreadable(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnrecoverableKeyException) {
				return new InvalidKeyMaterialException("The password is missing or does not open the SSL bundle.",
						PASSWORD);
			}
			if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
				return new InvalidKeyMaterialException("A file of the SSL bundle does not exist.",
						"Correct its location, or put the file there.");
			}
		}
		return new InvalidKeyMaterialException(
				"The SSL bundle cannot be read: a file in it is damaged, cut short or of another type.", DEFINE);
	}

}
