package io.github.wechatpayspring.endtoend.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.github.wechatpayspring.endtoend.SocketServer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A gateway that ends TLS. It passes requests on, and if it is told to, asks for a
 * certificate of the client only when WeChat Pay has processed a request, so that the
 * client gets an alert in place of the response.
 */
final class AlertingGateway implements AutoCloseable {

	private final URI target;

	private final X509Certificate certificate;

	private final SSLSocketFactory sockets;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile IntPredicate alerts = (request) -> false;

	private final SocketServer server;

	AlertingGateway(String target) {
		this.target = URI.create(target);
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair keys = generator.generateKeyPair();
			this.certificate = certificate(keys);
			this.sockets = sockets(keys, this.certificate);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		this.server = new SocketServer(this::serve);
	}

	String baseUrl() {
		return this.server.baseUrl().replace("http:", "https:");
	}

	/**
	 * Return what clients are to trust.
	 * @return the certificate as PEM
	 */
	String certificate() {
		try {
			return "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder().encodeToString(this.certificate.getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send alerts in place of responses.
	 * @param requests which requests, counted from 1
	 */
	void alert(IntPredicate requests) {
		this.requests.set(0);
		this.alerts = requests;
	}

	private void serve(Socket socket) throws IOException {
		SSLSocket secured = (SSLSocket) this.sockets.createSocket(socket, null, socket.getPort(), false);
		secured.setUseClientMode(false);
		// where a certificate can be asked for at any time
		secured.setEnabledProtocols(new String[] { "TLSv1.2" });
		InputStream in = new BufferedInputStream(secured.getInputStream());
		for (byte[] request = SocketServer.message(in); request != null; request = SocketServer.message(in)) {
			byte[] response = SocketServer.forward(this.target, request);
			if (this.alerts.test(this.requests.incrementAndGet())) {
				alert(socket, secured);
				return;
			}
			secured.getOutputStream().write(response);
			secured.getOutputStream().flush();
		}
	}

	private static void alert(Socket socket, SSLSocket secured) throws IOException {
		try {
			secured.setNeedClientAuth(true);
			secured.startHandshake();
		}
		catch (SSLException ex) {
			// the alert is on its way
			socket.shutdownOutput();
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
	}

	private static X509Certificate certificate(KeyPair keys) throws Exception {
		X500Name name = new X500Name("CN=gateway");
		Instant now = Instant.now();
		return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
				Date.from(now.minusSeconds(3600)), Date.from(now.plusSeconds(3600)), name, keys.getPublic())
			.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
			.addExtension(Extension.subjectAlternativeName, false,
					new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
			.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
	}

	private static SSLSocketFactory sockets(KeyPair keys, X509Certificate certificate) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("gateway", keys.getPrivate(), new char[0], new Certificate[] { certificate });
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(store, new char[0]);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		return context.getSocketFactory();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
