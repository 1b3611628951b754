package io.github.wechatpayspring.endtoend.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * What lies between an application and WeChat Pay: passes bytes on, and lets the next
 * connections fail as it is told.
 */
final class FaultyNetwork implements Closeable {

	private final ServerSocket server;

	private final URI target;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Queue<FaultRow> planned = new ConcurrentLinkedQueue<>();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	FaultyNetwork(URI target) {
		this.target = target;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Let new connections fail.
	 * @param fault how
	 * @param connections how many of them
	 */
	void plan(FaultRow fault, int connections) {
		for (int i = 0; i < connections; i++) {
			this.planned.add(fault);
		}
	}

	/**
	 * Close what is open and forget what was planned, so that nothing fails from now on.
	 */
	void heal() {
		this.planned.clear();
		this.open.forEach(FaultyNetwork::reset);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.open.add(client);
				FaultRow fault = this.planned.poll();
				connect(client, (fault != null) ? fault : FaultRow.none());
			}
			catch (IOException ex) {
				// closed, or the target is gone
			}
		}
	}

	private void connect(Socket client, FaultRow fault) throws IOException {
		if (fault.refused()) {
			reset(client);
			return;
		}
		Socket target = new Socket(this.target.getHost(), this.target.getPort());
		target.setTcpNoDelay(true);
		client.setTcpNoDelay(true);
		this.open.add(target);
		this.threads
			.execute(() -> pass(client, target, fault.request(), () -> fault.request().end().of(client, target)));
		this.threads
			.execute(() -> pass(target, client, fault.response(), () -> fault.response().end().of(client, target)));
	}

	private static void pass(Socket from, Socket to, Direction direction, Runnable end) {
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[(direction.slow()) ? 1 : 8192];
			long left = direction.bytes();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				int passed = (int) Math.min(read, left);
				out.write(buffer, 0, passed);
				out.flush();
				left -= passed;
				if (left == 0) {
					end.run();
				}
				if (direction.slow()) {
					LockSupport.parkNanos(10_000);
				}
			}
			to.shutdownOutput();
		}
		catch (IOException ex) {
			reset(from);
			reset(to);
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// closed already
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.open.forEach(FaultyNetwork::reset);
		this.threads.shutdownNow();
	}

	/**
	 * How a connection fails.
	 *
	 * @param name its name
	 * @param refused whether it is reset before anything is sent
	 * @param request what happens to what the application sends
	 * @param response what happens to what WeChat Pay sends
	 */
	record FaultRow(String name, boolean refused, Direction request, Direction response) {

		static FaultRow none() {
			return new FaultRow("none", false, Direction.UNHARMED, Direction.UNHARMED);
		}

		static FaultRow refusal() {
			return new FaultRow("refused", true, Direction.UNHARMED, Direction.UNHARMED);
		}

		static FaultRow slow() {
			return new FaultRow("slow", false, Direction.SLOW, Direction.SLOW);
		}

		static FaultRow requestEnds(End end, long bytes) {
			return new FaultRow("request " + end + " after " + bytes, false, new Direction(bytes, end, false),
					Direction.UNHARMED);
		}

		static FaultRow responseEnds(End end, long bytes) {
			return new FaultRow("response " + end + " after " + bytes, false, Direction.UNHARMED,
					new Direction(bytes, end, false));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * What happens to the bytes of one direction.
	 *
	 * @param bytes after how many bytes it ends
	 * @param end how it ends
	 * @param slow whether they come one by one
	 */
	record Direction(long bytes, End end, boolean slow) {

		static final Direction UNHARMED = new Direction(Long.MAX_VALUE, End.LOST, false);

		static final Direction SLOW = new Direction(Long.MAX_VALUE, End.LOST, true);

	}

	/**
	 * How a connection ends.
	 */
	enum End {

		/**
		 * Both sides see a reset.
		 */
		RESET {

			@Override
			void of(Socket application, Socket wechatPay) {
				reset(wechatPay);
				reset(application);
			}

		},

		/**
		 * The application sees an orderly end. WeChat Pay sees a reset, as the
		 * simulator's server takes an end among the headers for the end of the headers.
		 */
		CLOSED {

			@Override
			void of(Socket application, Socket wechatPay) {
				reset(wechatPay);
				try {
					application.close();
				}
				catch (IOException ex) {
					// closed already
				}
			}

		},

		/**
		 * Nobody sees anything, and what follows is lost.
		 */
		LOST {

			@Override
			void of(Socket application, Socket wechatPay) {
			}

		};

		abstract void of(Socket application, Socket wechatPay);

	}

}
