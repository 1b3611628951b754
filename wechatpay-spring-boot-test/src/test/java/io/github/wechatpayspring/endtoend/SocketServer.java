package io.github.wechatpayspring.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens on loopback and serves each connection on a thread of its own, without any HTTP
 * library that could tidy up what comes and goes.
 */
public final class SocketServer implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");

	// two ends of lines
	private static final int END_OF_HEAD = 0x0d0a0d0a;

	private final ServerSocket server;

	private final Service service;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	public SocketServer(Service service) {
		this.service = service;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		inBackground(this::accept);
	}

	public String baseUrl() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Return the connections that nobody has given up yet.
	 * @return their number
	 */
	public int connections() {
		return this.connections.size();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.connections) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			this.connections.add(socket);
			inBackground(() -> {
				try (socket) {
					socket.setTcpNoDelay(true);
					this.service.serve(socket);
				}
				finally {
					this.connections.remove(socket);
				}
			});
		}
	}

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// one side has closed the socket
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Read head and body of an HTTP message.
	 * @param in the connection
	 * @return the bytes, or {@code null} where the connection ends
	 * @throws IOException if it fails or ends within the message
	 */
	public static byte[] message(InputStream in) throws IOException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (int lastFour = 0; lastFour != END_OF_HEAD;) {
			int next = in.read();
			if (next == -1) {
				return null;
			}
			message.write(next);
			lastFour = lastFour << 8 | next;
		}
		Matcher length = LENGTH.matcher(message.toString(StandardCharsets.ISO_8859_1));
		if (length.find()) {
			int announced = Integer.parseInt(length.group(1));
			byte[] body = in.readNBytes(announced);
			if (body.length < announced) {
				throw new EOFException();
			}
			message.write(body);
		}
		return message.toByteArray();
	}

	/**
	 * Pass a request on.
	 * @param target where to
	 * @param request head and body
	 * @return head and body of the response
	 * @throws IOException if there is none
	 */
	public static byte[] forward(URI target, byte[] request) throws IOException {
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

	/**
	 * What is done with a connection, which is closed afterwards.
	 */
	@FunctionalInterface
	public interface Service {

		void serve(Socket socket) throws IOException;

	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
