package io.github.wechatpayspring.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

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
final class AlertingGateway implements Closeable {

	private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");

	private final ServerSocket server;

	private final URI target;

	private final X509Certificate certificate;

	private final SSLSocketFactory sockets;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile IntPredicate alerts = (request) -> false;

	AlertingGateway(String target) {
		this.target = URI.create(target);
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair keys = generator.generateKeyPair();
			this.certificate = certificate(keys);
			this.sockets = sockets(keys, this.certificate);
			this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		inBackground(this::accept);
	}

	String baseUrl() {
		return "https://127.0.0.1:" + this.server.getLocalPort();
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
	 * Answer with alerts.
	 * @param requests which requests, counted from 1
	 */
	void alert(IntPredicate requests) {
		this.requests.set(0);
		this.alerts = requests;
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			inBackground(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws IOException {
		try (socket) {
			socket.setTcpNoDelay(true);
			SSLSocket secured = (SSLSocket) this.sockets.createSocket(socket, null, socket.getPort(), false);
			secured.setUseClientMode(false);
			// where a certificate can be asked for at any time
			secured.setEnabledProtocols(new String[] { "TLSv1.2" });
			InputStream in = new BufferedInputStream(secured.getInputStream());
			for (byte[] request = message(in); request != null; request = message(in)) {
				byte[] response = forward(this.target, request);
				if (!this.alerts.test(this.requests.incrementAndGet())) {
					secured.getOutputStream().write(response);
					secured.getOutputStream().flush();
					continue;
				}
				try {
					secured.setNeedClientAuth(true);
					secured.startHandshake();
				}
				catch (SSLException ex) {
					// the alert is on its way
					socket.shutdownOutput();
					socket.getInputStream().transferTo(OutputStream.nullOutputStream());
				}
				return;
			}
		}
	}

	static byte[] forward(URI target, byte[] request) throws IOException {
		try (Socket socket = new Socket(target.getHost(), target.getPort())) {
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			byte[] response = message(new BufferedInputStream(socket.getInputStream()));
			if (response == null) {
				throw new EOFException();
			}
			return response;
		}
	}

	// head and body, null where the connection ends
	static byte[] message(InputStream in) throws IOException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		while (!message.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int next = in.read();
			if (next == -1) {
				return null;
			}
			message.write(next);
		}
		Matcher length = LENGTH.matcher(message.toString(StandardCharsets.ISO_8859_1));
		if (length.find()) {
			message.write(in.readNBytes(Integer.parseInt(length.group(1))));
		}
		return message.toByteArray();
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
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the socket was closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
