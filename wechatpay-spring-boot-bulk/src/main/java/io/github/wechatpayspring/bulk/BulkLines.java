package io.github.wechatpayspring.bulk;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the lines of a job come from.
 */
@FunctionalInterface
public interface BulkLines {

	/**
	 * Read the lines from the first. A job reads them twice: once to check all of them
	 * before anything is stored, and once to store them.
	 * @return the lines, read as they are needed; closed by the reader
	 * @throws IOException if they cannot be read
	 */
	Stream<BulkLine> open() throws IOException;

	/**
	 * Take users from memory.
	 * @param openids their openids
	 * @return a line for each
	 */
	static BulkLines openids(Collection<String> openids) {
		List<String> copy = List.copyOf(openids);
		return () -> copy.stream().map(BulkLine::of);
	}

	/**
	 * Take lines from anywhere.
	 * @param lines opens them, twice, with the same lines each time
	 * @return the lines
	 */
	static BulkLines of(Supplier<Stream<BulkLine>> lines) {
		return lines::get;
	}

}
