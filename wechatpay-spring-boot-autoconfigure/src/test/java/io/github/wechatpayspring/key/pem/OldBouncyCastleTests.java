package io.github.wechatpayspring.key.pem;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.KeyMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys read with a Bouncy Castle that another library brought along.
 */
class OldBouncyCastleTests {

	private static final String DER = "DER:";

	private static final KeyPair RSA = KeyMaterial.rsa();

	private static final KeyPair SM2 = KeyMaterial.sm2();

	static List<Path> jars() throws IOException {
		Path directory = Path.of(System.getProperty("basedir", "."), "target", "old-bouncycastle");
		try (Stream<Path> jars = Files.list(directory)) {
			return jars.sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("jars")
	void readsEveryFormOfAnRsaKey(Path jar) throws Exception {
		UnaryOperator<String> reader = reader(jar);
		assertThat(reader.apply(KeyMaterial.certificate(RSA, "1900009191", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1")
				+ KeyMaterial.privateKey(RSA)))
			.isEqualTo("private [5157F09EFDC096DE15EBE81A47057A7232F1B8E1 of 1900009191]");
		assertThat(reader.apply(KeyMaterial.pem("RSA PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(RSA))))
			.isEqualTo("private []");
		assertThat(reader.apply(KeyMaterial.publicKey(RSA))).isEqualTo("public []");
		assertThat(reader.apply(KeyMaterial.pem("RSA PUBLIC KEY", KeyMaterial.pkcs1PublicKey(RSA))))
			.isEqualTo("public []");
	}

	@ParameterizedTest
	@MethodSource("jars")
	void saysWhichJarIsTooOldForShangmi(Path jar) throws Exception {
		UnaryOperator<String> reader = reader(jar);
		for (String pem : List.of(KeyMaterial.privateKey(SM2), KeyMaterial.publicKey(SM2))) {
			assertThat(reader.apply(pem)).contains("the Bouncy Castle that comes first on the class path",
					jar.getFileName().toString(), "Exclude");
		}
	}

	@ParameterizedTest
	@MethodSource("jars")
	void stillKnowsBinaryFiles(Path jar) throws Exception {
		UnaryOperator<String> reader = reader(jar);
		assertThat(reader.apply(DER + Base64.getEncoder().encodeToString(RSA.getPrivate().getEncoded())))
			.contains("A private key in binary form");
		assertThat(reader.apply(DER + Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded())))
			.contains("A public key in binary form");
	}

	@SuppressWarnings("unchecked") // it is the reader below
	private static UnaryOperator<String> reader(Path jar) throws Exception {
		return (UnaryOperator<String>) new Loader(jar).loadClass(Reader.class.getName())
			.getDeclaredConstructor()
			.newInstance();
	}

	/**
	 * Reads PEM text beside the old classes.
	 */
	public static class Reader implements UnaryOperator<String> {

		@Override
		public String apply(String text) {
			try {
				PemText pem = (text.startsWith(DER))
						? PemText.of(Base64.getDecoder().decode(text.substring(DER.length()))) : PemText.of(text);
				String kind = (text.contains("PRIVATE")) ? "private" : "public";
				if (kind.equals("private")) {
					pem.privateKey();
				}
				else {
					pem.publicKey();
				}
				return kind + " "
						+ pem.certificates()
							.stream()
							.map((certificate) -> certificate.serialNumber() + " of " + certificate.commonName())
							.toList();
			}
			catch (InvalidKeyMaterialException ex) {
				return ex.found() + " " + ex.action();
			}
		}

	}

	/**
	 * Has the old classes and those of this package, and all others from its parent.
	 */
	private static final class Loader extends URLClassLoader {

		Loader(Path jar) throws MalformedURLException {
			super(new URL[] { jar.toUri().toURL(), location(PemText.class), location(OldBouncyCastleTests.class) },
					OldBouncyCastleTests.class.getClassLoader());
		}

		private static URL location(Class<?> type) {
			return type.getProtectionDomain().getCodeSource().getLocation();
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("org.bouncycastle.") && !name.startsWith(KeyMaterial.class.getPackageName() + ".")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
