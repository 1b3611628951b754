package io.github.wechatpayspring.endtoend.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import io.github.wechatpayspring.endtoend.SocketServer;

/**
 * Takes the place of WeChat Pay and never comes to an end. What it does is named by the
 * path that is asked for; coupons drip. It stops when the other side does, or when it is
 * closed.
 */
final class HostileServer implements AutoCloseable {

	private static final byte[] ZEROS = new byte[8192];

	private final String keyId;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final SocketServer server;

	/**
	 * Start a server.
	 * @param keyId the key that its responses pretend to be signed with
	 */
	HostileServer(String keyId) {
		this.keyId = keyId;
		this.server = new SocketServer(this::serve);
	}

	String baseUrl() {
		return this.server.baseUrl();
	}

	int connections() {
		return this.server.connections();
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.close();
	}

	private void serve(Socket socket) throws IOException {
		InputStream in = new BufferedInputStream(socket.getInputStream());
		in.mark(1);
		if (in.read() == 0x16) {
			// a TLS handshake: a record that does not come to its end
			socket.getOutputStream().write(new byte[] { 0x16, 3, 3, 0x40, 0 });
			drip(socket.getOutputStream(), "0".repeat(10_000));
			return;
		}
		in.reset();
		String target = line(in).split(" ")[1];
		Behaviour behaviour = Behaviour.of(target);
		if (behaviour == Behaviour.DEAF) {
			await(Long.MAX_VALUE);
			return;
		}
		int length = 0;
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
			}
		}
		in.readNBytes(length);
		respond(behaviour, socket.getOutputStream());
	}

	private void respond(Behaviour behaviour, OutputStream out) throws IOException {
		switch (behaviour) {
			case ENDLESS_200 -> endless(out, head(200, false));
			case ENDLESS_SIGNED_200 -> endless(out, head(200, true));
			case ENDLESS_302 -> endless(out, head(302, false) + "Location: /elsewhere\r\n");
			case ENDLESS_400 -> endless(out, head(400, false));
			case ENDLESS_500 -> endless(out, head(500, false));
			case ENDLESS_SIGNED_500 -> endless(out, head(500, true));
			case GZIP_SIGNED_200 -> gzip(out, head(200, true));
			case GZIP_400 -> gzip(out, head(400, false));
			case DRIPPING_HEADERS -> drip(out, head(200, true) + "X-Drop: " + "a".repeat(10_000));
			case DRIPPING_BODY -> drip(out, head(200, true) + "Content-Length: 10000\r\n\r\n", "a".repeat(10_000));
			case DRIPPING_CHUNKS ->
				drip(out, head(200, true) + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n".repeat(10_000));
			case DRIPPING_ERROR -> drip(out, head(500, false) + "Content-Length: 10000\r\n\r\n", "a".repeat(10_000));
			case ENDLESS_CERTIFICATES -> certificates(out);
			case DEAF -> throw new IllegalStateException("does not even hear");
		}
	}

	private String head(int status, boolean signed) {
		String head = "HTTP/1.1 " + status + " Any\r\nContent-Type: application/json\r\n";
		return (signed)
				? head + "Wechatpay-Serial: " + this.keyId + "\r\nWechatpay-Timestamp: "
						+ Instant.now().getEpochSecond() + "\r\nWechatpay-Nonce: n\r\nWechatpay-Signature: AAAA\r\n"
				: head;
	}

	private static void endless(OutputStream out, String head) throws IOException {
		write(out, head + "Transfer-Encoding: chunked\r\n\r\n");
		byte[] chunk = ("2000\r\n" + "a".repeat(ZEROS.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		while (true) {
			out.write(chunk);
		}
	}

	// thousand bytes for each that is sent
	private static void gzip(OutputStream out, String head) throws IOException {
		write(out, head + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
		GZIPOutputStream packed = new GZIPOutputStream(out) {
			{
				this.def.setLevel(Deflater.BEST_SPEED);
			}
		};
		while (true) {
			packed.write(ZEROS);
		}
	}

	private static void certificates(OutputStream out) throws IOException {
		write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
		String entry = "{\"serial_no\":\"5157F09EFDC096DE15EBE81A47057A7232F1B8E1\"},";
		String chunk = Integer.toHexString(entry.length()) + "\r\n" + entry + "\r\n";
		write(out, "9\r\n{\"data\":[\r\n");
		while (true) {
			write(out, chunk);
		}
	}

	private void drip(OutputStream out, String text) throws IOException {
		drip(out, "", text);
	}

	private void drip(OutputStream out, String start, String text) throws IOException {
		write(out, start);
		for (byte drop : text.getBytes(StandardCharsets.US_ASCII)) {
			out.write(drop);
			if (await(200)) {
				return;
			}
		}
	}

	private boolean await(long milliseconds) {
		try {
			return this.closed.await(milliseconds, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next == -1) {
				throw new IOException("closed");
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	/**
	 * What a server can do to those who call it.
	 */
	enum Behaviour {

		ENDLESS_200, ENDLESS_SIGNED_200, ENDLESS_302, ENDLESS_400, ENDLESS_500, ENDLESS_SIGNED_500, GZIP_SIGNED_200,
		GZIP_400, ENDLESS_CERTIFICATES, DRIPPING_HEADERS, DRIPPING_BODY, DRIPPING_CHUNKS, DRIPPING_ERROR, DEAF;

		private static Behaviour of(String target) {
			return target.contains("/v3/certificates") ? ENDLESS_CERTIFICATES
					: Arrays.stream(values())
						.filter((behaviour) -> target.endsWith("/" + behaviour))
						.findFirst()
						.orElse(DRIPPING_BODY);
		}

	}

}
