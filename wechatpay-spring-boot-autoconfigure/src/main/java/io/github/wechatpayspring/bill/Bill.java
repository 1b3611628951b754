package io.github.wechatpayspring.bill;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bill that was downloaded and is the one that WeChat Pay offered. It is a temporary
 * file until it is closed:
 *
 * <pre>
 * try (Bill bill = bills.downloadUseFlow("9865000"); Stream&lt;BillLine&gt; lines = bill.lines()) {
 *     lines.forEach((line) -&gt; book(line.transactionId(), line.couponAmount()));
 * }
 * </pre>
 */
public final class Bill implements Closeable {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final Path file;

	Bill(Path file) {
		this.file = file;
	}

	/**
	 * Return the lines of the bill, which are read as they are asked for.
	 * @return the lines without that of the headings, to be read by one thread and closed
	 * @throws UncheckedIOException if the file cannot be read
	 */
	public Stream<BillLine> lines() {
		BufferedReader reader = null;
		try {
			reader = Files.newBufferedReader(this.file, StandardCharsets.UTF_8);
			String first = reader.readLine();
			List<String> headings = BillLine.cells(withoutByteOrderMark((first != null) ? first : ""));
			return reader.lines()
				.filter((line) -> !line.isBlank())
				.map((line) -> new BillLine(headings, line))
				.onClose(closing(reader));
		}
		catch (IOException ex) {
			if (reader != null) {
				closing(reader).run();
			}
			throw new UncheckedIOException(ex);
		}
	}

	private static Runnable closing(BufferedReader reader) {
		return () -> {
			try {
				reader.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		};
	}

	private static String withoutByteOrderMark(String line) {
		return (line.startsWith(BYTE_ORDER_MARK)) ? line.substring(1) : line;
	}

	/**
	 * Keep the file as it was downloaded.
	 * @param target where to copy it to
	 * @param options whether to replace what is there, for instance
	 * @return the target
	 * @throws IOException if it cannot be copied
	 */
	public Path copyTo(Path target, CopyOption... options) throws IOException {
		return Files.copy(this.file, target, options);
	}

	/**
	 * Return the size of the file.
	 * @return the size in bytes
	 * @throws IOException if it is not known
	 */
	public long size() throws IOException {
		return Files.size(this.file);
	}

	/**
	 * Delete the temporary file.
	 * @throws IOException if it cannot be deleted
	 */
	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
