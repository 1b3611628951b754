package io.github.wechatpayspring.client.error;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.resilience.CallGuards;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TransportFailuresTests {

	@ParameterizedTest
	@MethodSource("failuresBeforeSending")
	void isCertainThatNothingWasSent(IOException failure) {
		WechatPayTransportException exception = TransportFailures.exception("POST /v3/x", failure, false);
		assertThat(exception.isOutcomeUnknown()).isFalse();
		assertThat(exception).hasCause(failure)
			.hasMessage("No response from WeChat Pay to POST /v3/x (%s): nothing was sent",
					failure.getClass().getSimpleName());
	}

	@ParameterizedTest
	@MethodSource("failuresOfUnknownOutcome")
	void takesTheOutcomeForUnknown(IOException failure) {
		WechatPayTransportException exception = TransportFailures.exception("POST /v3/x", failure, false);
		assertThat(exception.isOutcomeUnknown()).isTrue();
		assertThat(exception).hasCause(failure)
			.hasMessageContaining("the outcome is unknown, send the same request with the same outRequestNo again");
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void nothingIsSentWhenTheConnectionIsRefused(ClientHttpRequestFactory factory) throws IOException {
		int closedPort;
		try (ServerSocket socket = server()) {
			closedPort = socket.getLocalPort();
		}
		assertThat(failure(factory, "http://127.0.0.1:" + closedPort).isOutcomeUnknown()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void nothingIsSentWhenTheHostIsUnknown(ClientHttpRequestFactory factory) {
		assertThat(failure(factory, "http://unknown.invalid").isOutcomeUnknown()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void nothingIsSentWhenTheCertificateIsNotTrusted(ClientHttpRequestFactory factory) throws Exception {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
		server.start();
		try {
			assertThat(failure(factory, "https://127.0.0.1:" + server.getAddress().getPort()).isOutcomeUnknown())
				.isFalse();
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void theOutcomeIsUnknownWhenTheConnectionEndsWithoutAnAnswer(ClientHttpRequestFactory factory) throws IOException {
		try (ServerSocket socket = server()) {
			answering(socket, "");
			assertThat(failure(factory, "http://127.0.0.1:" + socket.getLocalPort()).isOutcomeUnknown()).isTrue();
		}
	}

	@Test
	void hidesOnlyWhatMayQuoteAResponse() {
		IOException failure = new IOException("Invalid status line: oUpF8");
		assertThat(TransportFailures.exception("POST /v3/x", failure, false).getCause()).isNotSameAs(failure)
			.hasMessage("java.io.IOException (without its message, which may quote the response)")
			.hasNoCause();
	}

	@Test
	void saysOfALaterAttemptThatOnlyThatOneWasNotSent() {
		assertThat(TransportFailures.exception("POST /v3/x", new ConnectException(), true))
			.hasMessage("No response from WeChat Pay to POST /v3/x (ConnectException): this attempt was not sent");
	}

	@ParameterizedTest
	@MethodSource("trustingRequestFactories")
	void theOutcomeIsUnknownWhenTheOtherSideEndsTheHandshakeAfterTheRequestWasWritten(ClientHttpRequestFactory factory)
			throws Exception {
		try (ServerSocket socket = server()) {
			ending(socket, "TLSv1.3", false);
			assertThat(failure(factory, "https://127.0.0.1:" + socket.getLocalPort()))
				.hasRootCauseInstanceOf(SSLException.class)
				.matches(WechatPayTransportException::isOutcomeUnknown);
		}
	}

	@ParameterizedTest
	@MethodSource("trustingRequestFactories")
	void theOutcomeIsUnknownWhenTheOtherSideWantsACertificateAfterItReadTheRequest(ClientHttpRequestFactory factory)
			throws Exception {
		try (ServerSocket socket = server()) {
			ending(socket, "TLSv1.2", true);
			assertThat(failure(factory, "https://127.0.0.1:" + socket.getLocalPort()))
				.hasCauseInstanceOf(IOException.class)
				.matches(WechatPayTransportException::isOutcomeUnknown);
		}
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void theOutcomeIsUnknownAndNothingQuotedWhenTheAnswerIsNoHttp(ClientHttpRequestFactory factory) throws IOException {
		try (ServerSocket socket = server()) {
			answering(socket, "oUpF8 is no HTTP\r\nsecret\r\n\r\n");
			WechatPayTransportException failure = failure(factory, "http://127.0.0.1:" + socket.getLocalPort());
			assertThat(failure.isOutcomeUnknown()).isTrue();
			StringWriter trace = new StringWriter();
			failure.printStackTrace(new PrintWriter(trace));
			assertThat(trace.toString()).doesNotContain("oUpF8 is", "secret");
		}
	}

	@ParameterizedTest
	@MethodSource("strictRequestFactories")
	void theOutcomeIsUnknownWhenTheAnswerBreaksOff(ClientHttpRequestFactory factory) throws IOException {
		try (ServerSocket socket = server()) {
			answering(socket,
					"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nWechatpay-Serial: %s\r\nWechatpay-Timestamp: %d\r\nWechatpay-Nonce: n\r\nWechatpay-Signature: AAAA\r\n\r\n{\"coupon_id\""
						.formatted(FakeWechatPay.PLATFORM_KEY_ID, FakeWechatPay.NOW.getEpochSecond()));
			assertThat(failure(factory, "http://127.0.0.1:" + socket.getLocalPort()).isOutcomeUnknown()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("impatientRequestFactories")
	void theOutcomeIsUnknownWhenNoAnswerComesInTime(ClientHttpRequestFactory factory) throws IOException {
		try (ServerSocket socket = server()) {
			// accepted by the operating system, answered by nobody
			assertThat(failure(factory, "http://127.0.0.1:" + socket.getLocalPort()).isOutcomeUnknown()).isTrue();
		}
	}

	static Stream<IOException> failuresBeforeSending() {
		return Stream.of(new ConnectException("refused"), new UnknownHostException("host"),
				new NoRouteToHostException("none"), new HttpConnectTimeoutException("slow"), certificateRefusedHere(),
				new SSLPeerUnverifiedException("other host"), new ConnectTimeoutException("slow"),
				new ConnectionRequestTimeoutException("pool is busy"),
				new IOException(new UnresolvedAddressException()), new IOException(new ConnectException("refused")),
				new SocketTimeoutException("Connect timed out"));
	}

	private static SSLHandshakeException certificateRefusedHere() {
		SSLHandshakeException failure = new SSLHandshakeException("PKIX path building failed");
		failure.initCause(new CertificateException("not trusted"));
		return failure;
	}

	static Stream<IOException> failuresOfUnknownOutcome() {
		return Stream.of(new SocketTimeoutException("Read timed out"), new HttpTimeoutException("slow"),
				new SocketException("Connection reset"), new EOFException("Premature end"),
				new ClosedChannelException(), new NoHttpResponseException("none"),
				new SSLHandshakeException("Received fatal alert: handshake_failure"),
				new SSLHandshakeException("Received fatal alert: bad_certificate"),
				new SSLHandshakeException("Received fatal alert: certificate_unknown"),
				new SSLHandshakeException("Received fatal alert: certificate_required"),
				new SSLHandshakeException("Remote host terminated the handshake"), new SSLException("closed"),
				new IOException(new SocketException("Broken pipe")));
	}

	static Stream<ClientHttpRequestFactory> requestFactories() {
		return Stream.concat(strictRequestFactories(), Stream.of(new SimpleClientHttpRequestFactory()));
	}

	// tell that an answer is shorter than it says
	static Stream<ClientHttpRequestFactory> strictRequestFactories() {
		return Stream.of(jdk(), httpComponents());
	}

	static Stream<ClientHttpRequestFactory> trustingRequestFactories() throws Exception {
		SSLContext trusting = trusting();
		return Stream.of(new JdkClientHttpRequestFactory(HttpClient.newBuilder().sslContext(trusting).build()),
				new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
					.disableAutomaticRetries()
					.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
						.setTlsSocketStrategy(new DefaultClientTlsStrategy(trusting))
						.build())
					.build()),
				new SimpleClientHttpRequestFactory() {
					@Override
					protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
						((HttpsURLConnection) connection).setSSLSocketFactory(trusting.getSocketFactory());
						super.prepareConnection(connection, method);
					}
				});
	}

	// trusts the server and has no certificate of its own
	private static SSLContext trusting() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("server", certificate());
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trustManagers.getTrustManagers(), null);
		return context;
	}

	static Stream<ClientHttpRequestFactory> impatientRequestFactories() {
		JdkClientHttpRequestFactory jdk = jdk();
		jdk.setReadTimeout(Duration.ofMillis(100));
		HttpComponentsClientHttpRequestFactory httpComponents = httpComponents();
		httpComponents.setReadTimeout(Duration.ofMillis(100));
		return Stream.of(jdk, httpComponents);
	}

	private static JdkClientHttpRequestFactory jdk() {
		return new JdkClientHttpRequestFactory(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
	}

	private static HttpComponentsClientHttpRequestFactory httpComponents() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.custom().disableAutomaticRetries().build());
	}

	private static WechatPayTransportException failure(ClientHttpRequestFactory factory, String baseUrl) {
		RestClient client = FakeWechatPay.pipeline(URI.create(baseUrl))
			.build(RestClient.builder().requestFactory(factory), (builder) -> {
			}, CallGuards.none());
		WechatPayTransportException failure = catchThrowableOfType(WechatPayTransportException.class,
				() -> client.post()
					.uri("/v3/users/{openid}/coupons", "oUpF8")
					.body(new byte[] { '{', '}' })
					.retrieve()
					.toBodilessEntity());
		assertThat(failure).isNotNull()
			.hasMessageStartingWith("No response from WeChat Pay to POST /v3/users/{openid}/");
		return failure;
	}

	private static X509Certificate certificate() throws Exception {
		X500Name name = new X500Name("CN=localhost");
		Instant now = Instant.now();
		KeyPair keys = FakeWechatPay.PLATFORM_KEYS;
		X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
				Date.from(now.minusSeconds(3600)), Date.from(now.plusSeconds(3600)), name, keys.getPublic())
			.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
			.addExtension(Extension.subjectAlternativeName, false,
					new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
			.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
		return new JcaX509CertificateConverter().getCertificate(certificate);
	}

	private static SSLContext selfSigned() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("server", FakeWechatPay.PLATFORM_KEYS.getPrivate(), new char[0],
				new Certificate[] { certificate() });
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(store, new char[0]);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		return context;
	}

	// wants a certificate of the client, at once or after a request, and ends with an
	// alert as there is none
	private static void ending(ServerSocket server, String protocol, boolean afterRequest) throws Exception {
		SSLSocketFactory factory = selfSigned().getSocketFactory();
		inBackground(() -> {
			try (Socket socket = server.accept()) {
				SSLSocket secured = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), false);
				secured.setUseClientMode(false);
				secured.setEnabledProtocols(new String[] { protocol });
				secured.setNeedClientAuth(!afterRequest);
				try {
					secured.getInputStream().read(new byte[8192]);
					secured.setNeedClientAuth(true);
					secured.startHandshake();
					secured.getInputStream().read(new byte[8192]);
				}
				catch (SSLException ex) {
					// the alert is on its way; what the client wrote must not have it
					// reset
					socket.shutdownOutput();
					socket.getInputStream().transferTo(OutputStream.nullOutputStream());
				}
			}
		});
	}

	private static ServerSocket server() throws IOException {
		return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	// reads one request, writes the answer and closes
	private static void answering(ServerSocket server, String answer) {
		inBackground(() -> {
			try (Socket socket = server.accept()) {
				InputStream in = socket.getInputStream();
				in.read(new byte[8192]);
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			}
		});
	}

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the test is over
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
