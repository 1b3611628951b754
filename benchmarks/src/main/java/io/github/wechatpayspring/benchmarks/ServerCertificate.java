package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The key store of a server on loopback, which is also the trust store of its clients.
 *
 * @param keyStore the file
 */
record ServerCertificate(Path keyStore) {

	private static final String PASSWORD = "benchmark";

	static ServerCertificate of(Path keyStore) {
		return new ServerCertificate(keyStore);
	}

	/**
	 * Make a certificate with the JDK's own tool.
	 * @param keyStore where to put it
	 * @return the certificate
	 * @throws IOException if that fails
	 */
	static ServerCertificate generate(Path keyStore) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2",
				"-dname", "CN=localhost", "-ext", "SAN=dns:localhost,dns:api.mch.weixin.qq.com", "-storetype", "PKCS12",
				"-storepass", PASSWORD, "-keystore", keyStore.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IOException("keytool could not make a certificate");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException("Interrupted while keytool made a certificate", ex);
		}
		return new ServerCertificate(keyStore);
	}

	SSLContext sslContext() throws IOException {
		try (InputStream stream = Files.newInputStream(this.keyStore)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(stream, PASSWORD.toCharArray());
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(store, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(factory.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("The key store cannot be used", ex);
		}
	}

	/**
	 * Return what makes a JVM trust the server.
	 * @return the options
	 */
	List<String> trustOptions() {
		return List.of("-Djavax.net.ssl.trustStore=" + this.keyStore, "-Djavax.net.ssl.trustStoreType=PKCS12",
				"-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
	}

}
