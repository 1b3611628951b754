package io.github.wechatpayspring.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import io.github.wechatpayspring.key.KeyMaterial;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsHandshakeTests {

	private static final char[] PASSWORD = "password".toCharArray();

	@Test
	void tellsProtocolAndCertificate() throws Exception {
		SSLContext context = context("localhost");
		try (ServerSocket server = server(context)) {
			assertThat(handshake(context.getSocketFactory(), 5000).with(url(server))).startsWith("TLSv1.3, ")
				.contains("CN=localhost");
		}
	}

	@Test
	void refusesACertificateThatIsNotTrusted() throws Exception {
		try (ServerSocket server = server(context("localhost"))) {
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> handshake((SSLSocketFactory) SSLSocketFactory.getDefault(), 5000).with(url(server)))
				.withMessageContaining("PKIX");
		}
	}

	@Test
	void refusesACertificateForAnotherHost() throws Exception {
		SSLContext context = context("shop.example.com");
		try (ServerSocket server = server(context)) {
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> handshake(context.getSocketFactory(), 5000).with(url(server)))
				.withMessageContaining("localhost");
		}
	}

	@Test
	void refusesWhatIsNoTls() throws Exception {
		try (ServerSocket server = serve(new ServerSocket(0, 1, InetAddress.getByName("localhost")),
				(socket) -> socket.getOutputStream()
					.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
			assertThatExceptionOfType(SSLException.class)
				.isThrownBy(() -> handshake((SSLSocketFactory) SSLSocketFactory.getDefault(), 5000).with(url(server)));
		}
	}

	@Test
	void waitsNoLongerThanItIsTold() throws Exception {
		// nobody accepts
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> handshake((SSLSocketFactory) SSLSocketFactory.getDefault(), 50).with(url(server)));
		}
	}

	@Test
	void hangsUpOnAServerThatSendsAByteNowAndThen() throws Exception {
		CountDownLatch hungUp = new CountDownLatch(1);
		try (ServerSocket server = serve(new ServerSocket(0, 1, InetAddress.getByName("localhost")),
				(socket) -> drip(socket, hungUp))) {
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> BoundedTask.run(
					() -> handshake((SSLSocketFactory) SSLSocketFactory.getDefault(), 5000).with(url(server)),
					Duration.ofMillis(300)));
			assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	// the head of a TLS record, and then its bytes for minutes
	private static void drip(Socket socket, CountDownLatch hungUp) {
		try {
			socket.getOutputStream().write(new byte[] { 0x16, 3, 3, 0x40, 0 });
			for (int i = 0; i < 10_000; i++) {
				socket.getOutputStream().write(0);
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
		}
		catch (IOException ex) {
			hungUp.countDown();
		}
	}

	private static TlsHandshake handshake(SSLSocketFactory sockets, long millis) {
		return new TlsHandshake(sockets, Duration.ofSeconds(5), Duration.ofMillis(millis));
	}

	private static URI url(ServerSocket server) {
		return URI.create("https://localhost:" + server.getLocalPort());
	}

	private static ServerSocket server(SSLContext context) throws IOException {
		return serve(context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("localhost")),
				(socket) -> socket.getInputStream().read());
	}

	private static ServerSocket serve(ServerSocket server, Conversation conversation) {
		Thread thread = new Thread(() -> {
			try (Socket socket = server.accept()) {
				conversation.hold(socket);
			}
			catch (IOException ex) {
				// the client hangs up
			}
		});
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	// with a certificate that it trusts itself
	private static SSLContext context(String host) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(
				KeyMaterial.pkcs12(new String(PASSWORD), host, Map.of("01", KeyMaterial.rsa()))), PASSWORD);
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("01", store.getCertificate("01"));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

	@FunctionalInterface
	private interface Conversation {

		void hold(Socket socket) throws IOException;

	}

}
