package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Responds to each request with the same signed response, at once or after a delay. One
 * thread that costs as little as possible, since it shares the machine with what is
 * measured.
 */
public final class BenchmarkServer implements AutoCloseable {

	private static final int BACKLOG = 2000;

	private final Selector selector;

	private final ServerSocketChannel listener;

	private final SignedAnswer answer;

	private final @Nullable SSLContext tls;

	private final long delay;

	private final Queue<Due> due = new ArrayDeque<>();

	private final AtomicLong connections = new AtomicLong();

	private BenchmarkServer(Credentials credentials, @Nullable SSLContext tls, Duration delay) throws IOException {
		this.answer = new SignedAnswer(credentials.platform().getPrivate());
		this.tls = tls;
		this.delay = delay.toNanos();
		this.selector = Selector.open();
		this.listener = ServerSocketChannel.open();
		this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
		this.listener.configureBlocking(false);
		this.listener.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	/**
	 * Start a server.
	 * @param credentials whose responses it signs
	 * @param tls how it encrypts, {@code null} for plain HTTP
	 * @param delay how long it waits before each response
	 * @return the server
	 * @throws IOException if that fails
	 */
	static BenchmarkServer start(Credentials credentials, @Nullable SSLContext tls, Duration delay) throws IOException {
		BenchmarkServer server = new BenchmarkServer(credentials, tls, delay);
		Thread thread = new Thread(server::run, "benchmark-server");
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	int port() {
		return this.listener.socket().getLocalPort();
	}

	/**
	 * Return how many connections were opened so far.
	 * @return the number
	 */
	long connections() {
		return this.connections.get();
	}

	private void run() {
		try {
			while (this.selector.isOpen()) {
				answerDue();
				this.selector.select(this::handle, untilNextAnswer());
			}
		}
		catch (ClosedSelectorException ex) {
			// the end
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void handle(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept();
			}
			else if (key.attachment() instanceof ServerConnection connection && connection.receive()) {
				if (this.delay == 0) {
					connection.answer(this.answer.bytes());
				}
				else {
					this.due.add(new Due(System.nanoTime() + this.delay, key, connection));
				}
			}
		}
		catch (IOException ex) {
			close(key);
		}
	}

	private void accept() throws IOException {
		SocketChannel channel = this.listener.accept();
		if (channel == null) {
			return;
		}
		this.connections.incrementAndGet();
		channel.configureBlocking(false);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		Wire wire = (this.tls != null) ? new TlsWire(channel, this.tls) : new Wire(channel);
		channel.register(this.selector, SelectionKey.OP_READ, new ServerConnection(wire));
	}

	// all wait equally long, so that the first one in is the first one out
	private void answerDue() {
		long now = System.nanoTime();
		for (Iterator<Due> iterator = this.due.iterator(); iterator.hasNext();) {
			Due next = iterator.next();
			if (next.time() - now > 0) {
				return;
			}
			iterator.remove();
			try {
				next.connection().answer(this.answer.bytes());
			}
			catch (IOException ex) {
				close(next.key());
			}
		}
	}

	private long untilNextAnswer() {
		Due next = this.due.peek();
		if (next == null) {
			return 0;
		}
		return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.time() - System.nanoTime()));
	}

	private static void close(SelectionKey key) {
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// it is of no use any more
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (SelectionKey key : this.selector.keys()) {
			close(key);
		}
		this.selector.close();
	}

	/**
	 * Run a server until standard input ends. Writes its port to standard output and, for
	 * each line of input, how many connections were opened so far.
	 * @param args the file of the credentials, the delay in milliseconds and, for TLS,
	 * the key store
	 * @throws IOException if that fails
	 */
	public static void main(String[] args) throws IOException {
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			failure.printStackTrace();
			// whoever waits for figures is to know
			Runtime.getRuntime().halt(1);
		});
		SSLContext tls = (args.length > 2) ? ServerCertificate.of(Path.of(args[2])).sslContext() : null;
		try (BenchmarkServer server = start(Credentials.load(Path.of(args[0])), tls,
				Duration.ofMillis(Long.parseLong(args[1])));
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			System.out.println(server.port());
			while (input.readLine() != null) {
				System.out.println(server.connections());
			}
		}
	}

	/**
	 * A response that waits.
	 *
	 * @param time when it is to be sent
	 * @param key belongs to the connection
	 * @param connection where it is to be sent
	 */
	private record Due(long time, SelectionKey key, ServerConnection connection) {

	}

}
