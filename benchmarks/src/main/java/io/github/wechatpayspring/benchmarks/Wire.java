package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The server's end of a connection, in plain.
 */
class Wire {

	protected final SocketChannel channel;

	Wire(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Read what has arrived.
	 * @param target where to put it
	 * @return the number of bytes, -1 at the end
	 * @throws IOException if that fails
	 */
	int read(ByteBuffer target) throws IOException {
		return this.channel.read(target);
	}

	void write(ByteBuffer source) throws IOException {
		// a response is smaller than a socket's buffer, so that this waits for nobody
		while (source.hasRemaining()) {
			this.channel.write(source);
		}
	}

}
