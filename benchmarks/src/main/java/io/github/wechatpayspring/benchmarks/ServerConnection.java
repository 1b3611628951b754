package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells where requests end on a connection.
 */
final class ServerConnection {

	private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

	private static final int CAPACITY = 32 * 1024;

	private final Wire wire;

	private final ByteBuffer received = ByteBuffer.allocate(CAPACITY);

	ServerConnection(Wire wire) {
		this.wire = wire;
	}

	/**
	 * Read what has arrived.
	 * @return whether that completes a request
	 * @throws IOException if the connection has ended
	 */
	boolean receive() throws IOException {
		if (this.wire.read(this.received) < 0) {
			throw new IOException("The client has closed the connection");
		}
		int head = headLength();
		if (head < 0 || this.received.position() < head + contentLength(head)) {
			return false;
		}
		// a client waits for its response before it sends the next request
		this.received.clear();
		return true;
	}

	void answer(ByteBuffer answer) throws IOException {
		this.wire.write(answer);
	}

	private int headLength() {
		byte[] bytes = this.received.array();
		for (int i = 3; i < this.received.position(); i++) {
			if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
				return i + 1;
			}
		}
		return -1;
	}

	private int contentLength(int head) throws IOException {
		byte[] bytes = this.received.array();
		for (int i = 0; i < head - CONTENT_LENGTH.length; i++) {
			if (isContentLength(bytes, i)) {
				return number(bytes, i + CONTENT_LENGTH.length);
			}
		}
		throw new IOException("The request has no Content-Length");
	}

	private static boolean isContentLength(byte[] bytes, int offset) {
		for (int i = 0; i < CONTENT_LENGTH.length; i++) {
			byte found = bytes[offset + i];
			if (((found >= 'A' && found <= 'Z') ? found + 32 : found) != CONTENT_LENGTH[i]) {
				return false;
			}
		}
		return true;
	}

	private static int number(byte[] bytes, int offset) {
		int i = offset;
		while (bytes[i] == ' ') {
			i++;
		}
		int number = 0;
		for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
			number = 10 * number + bytes[i] - '0';
		}
		return number;
	}

}
