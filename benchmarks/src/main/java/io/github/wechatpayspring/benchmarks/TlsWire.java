package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * The server's end of a connection, encrypted.
 */
final class TlsWire extends Wire {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final SSLEngine engine;

	private final ByteBuffer received;

	private final ByteBuffer sent;

	TlsWire(SocketChannel channel, SSLContext context) {
		super(channel);
		this.engine = context.createSSLEngine();
		this.engine.setUseClientMode(false);
		this.received = ByteBuffer.allocate(this.engine.getSession().getPacketBufferSize());
		this.sent = ByteBuffer.allocate(this.engine.getSession().getPacketBufferSize());
	}

	@Override
	int read(ByteBuffer target) throws IOException {
		int read = this.channel.read(this.received);
		if (read < 0) {
			return read;
		}
		this.received.flip();
		int before = target.position();
		SSLEngineResult result;
		do {
			result = this.engine.unwrap(this.received, target);
			handshake();
		}
		while (result.getStatus() == Status.OK && this.received.hasRemaining());
		this.received.compact();
		return (result.getStatus() != Status.CLOSED) ? target.position() - before : -1;
	}

	private void handshake() throws IOException {
		while (true) {
			HandshakeStatus status = this.engine.getHandshakeStatus();
			if (status == HandshakeStatus.NEED_TASK) {
				this.engine.getDelegatedTask().run();
			}
			else if (status == HandshakeStatus.NEED_WRAP && !this.engine.isOutboundDone()) {
				wrap(NOTHING.duplicate());
			}
			else {
				return;
			}
		}
	}

	@Override
	void write(ByteBuffer source) throws IOException {
		while (source.hasRemaining()) {
			wrap(source);
		}
	}

	private void wrap(ByteBuffer source) throws IOException {
		this.sent.clear();
		SSLEngineResult result = this.engine.wrap(source, this.sent);
		super.write(this.sent.flip());
		if (result.getStatus() != Status.OK) {
			throw new IOException("The client has ended TLS");
		}
	}

}
