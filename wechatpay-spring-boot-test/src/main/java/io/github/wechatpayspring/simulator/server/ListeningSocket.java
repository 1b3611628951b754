package io.github.wechatpayspring.simulator.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ServerSocketFactory;

/**
 * A server socket whose {@code close} ends all it has accepted and returns only when
 * nobody can connect any more. The operating system keeps a plain one open until the
 * thread that accepts connections has noticed, and the HTTP server forgets a connection
 * that it accepts at that moment.
 */
final class ListeningSocket extends ServerSocket {

	private final ReentrantLock accepting = new ReentrantLock();

	private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();

	ListeningSocket() throws IOException {
	}

	@Override
	public Socket accept() throws IOException {
		this.accepting.lock();
		try {
			Socket socket = super.accept();
			this.accepted.removeIf(Socket::isClosed);
			this.accepted.add(socket);
			return socket;
		}
		finally {
			this.accepting.unlock();
		}
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.accepting.lock();
		try {
			for (Socket socket : this.accepted) {
				socket.close();
			}
		}
		finally {
			this.accepting.unlock();
		}
	}

	/**
	 * Makes listening sockets for the HTTP server.
	 */
	static final class Factory extends ServerSocketFactory {

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
			ListeningSocket socket = new ListeningSocket();
			try {
				socket.bind(new InetSocketAddress(address, port), backlog);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				throw ex;
			}
		}

	}

}
