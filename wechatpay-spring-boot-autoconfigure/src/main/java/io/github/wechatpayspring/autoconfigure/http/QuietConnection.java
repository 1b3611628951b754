package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Apache HttpComponents that logs nothing of what goes over it, so that
 * an application can have that client log the calls of its own.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

	private volatile Timeout socketTimeout = Timeout.DISABLED;

	private QuietConnection() {
		super(Http1Config.DEFAULT);
	}

	static QuietConnection create(@Nullable Socket socket) throws IOException {
		QuietConnection connection = new QuietConnection();
		if (socket != null) {
			connection.bind(socket);
		}
		return connection;
	}

	@Override
	public void bind(Socket socket) throws IOException {
		super.bind(socket);
		this.socketTimeout = Timeout.ofMilliseconds(socket.getSoTimeout());
	}

	@Override
	public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
		super.bind(sslSocket, socket);
		this.socketTimeout = Timeout.ofMilliseconds(sslSocket.getSoTimeout());
	}

	@Override
	public @Nullable Socket getSocket() {
		SocketHolder holder = getSocketHolder();
		return (holder != null) ? holder.getSocket() : null;
	}

	@Override
	public void passivate() {
		setSocketTimeout(Timeout.ZERO_MILLISECONDS);
	}

	@Override
	public void activate() {
		setSocketTimeout(this.socketTimeout);
	}

}
