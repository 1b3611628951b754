package io.github.wechatpayspring.diagnosis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Performs a TLS handshake and nothing more.
 */
final class TlsHandshake {

	private static final int HTTPS = 443;

	private final SSLSocketFactory sockets;

	private final int connectTimeout;

	private final int readTimeout;

	TlsHandshake(SSLSocketFactory sockets, Duration connectTimeout, Duration readTimeout) {
		this.sockets = sockets;
		this.connectTimeout = Math.toIntExact(connectTimeout.toMillis());
		this.readTimeout = Math.toIntExact(readTimeout.toMillis());
	}

	/**
	 * Perform a handshake with a host.
	 * @param url the URL of the host
	 * @return protocol, name and expiry of its certificate
	 * @throws IOException if there is no connection, or its certificate is not trusted or
	 * for another host
	 */
	String with(URI url) throws IOException {
		int port = (url.getPort() != -1) ? url.getPort() : HTTPS;
		String host = url.getHost().replaceAll("[\\[\\]]", "");
		// of a channel, so that an interruption ends whatever it waits for
		try (Socket plain = SocketChannel.open().socket()) {
			plain.connect(new InetSocketAddress(host, port), this.connectTimeout);
			plain.setSoTimeout(this.readTimeout);
			try (SSLSocket socket = (SSLSocket) this.sockets.createSocket(plain, host, port, true)) {
				SSLParameters parameters = socket.getSSLParameters();
				parameters.setEndpointIdentificationAlgorithm("HTTPS");
				socket.setSSLParameters(parameters);
				socket.startHandshake();
				return describe(socket.getSession());
			}
		}
	}

	private static String describe(SSLSession session) throws IOException {
		Certificate certificate = session.getPeerCertificates()[0];
		return (certificate instanceof X509Certificate x509) ? "%s, %s, %s".formatted(session.getProtocol(),
				x509.getSubjectX500Principal().getName(), x509.getNotAfter().toInstant()) : session.getProtocol();
	}

}
