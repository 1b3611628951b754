package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ServerSocketFactory;

/**
 * Makes server sockets whose {@code close} returns only when nobody can connect any more.
 * The operating system keeps a plain one open until the thread that accepts connections
 * has noticed.
 */
final class LoopbackSocketFactory extends ServerSocketFactory {

	@Override
	public ServerSocket createServerSocket(int port) throws IOException {
		return createServerSocket(port, 0);
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog) throws IOException {
		return createServerSocket(port, backlog, InetAddress.getByName(LoopbackServer.ADDRESS));
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
		return new PromptlyClosedSocket(port, backlog, address);
	}

	private static final class PromptlyClosedSocket extends ServerSocket {

		private final ReentrantLock accepting = new ReentrantLock();

		PromptlyClosedSocket(int port, int backlog, InetAddress address) throws IOException {
			super(port, backlog, address);
		}

		@Override
		public Socket accept() throws IOException {
			this.accepting.lock();
			try {
				return super.accept();
			}
			finally {
				this.accepting.unlock();
			}
		}

		@Override
		public void close() throws IOException {
			super.close();
			// wait until accept has let go
			this.accepting.lock();
			this.accepting.unlock();
		}

	}

}
