package io.github.wechatpayspring.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.wechatpayspring.bulk.file.ListFile;
import io.github.wechatpayspring.bulk.file.QueryLines;

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
	 * Return the names of columns that have no meaning here.
	 * @return the names, in the order of the columns
	 * @throws IOException if they cannot be read
	 */
	default List<String> ignoredColumns() throws IOException {
		return List.of();
	}

	/**
	 * Read a file: CSV in UTF-8, UTF-16 or GB18030 with commas, semicolons or tabs, or an
	 * Excel workbook ({@code .xlsx}), for which {@code org.dhatim:fastexcel-reader} has
	 * to be there. The first line names the columns as {@link BulkColumn#headers()} does;
	 * without one, each line is an openid.
	 * @param file the file, which stays as it is until the job is created
	 * @return its lines
	 */
	static BulkLines file(Path file) {
		return new ListFile(file);
	}

	/**
	 * Ask a database, whose rows are read as they are needed.
	 * @param dataSource where to ask
	 * @param sql a query whose columns are named as {@link BulkColumn#headers()} does and
	 * whose order does not matter
	 * @param parameters its parameters
	 * @return a line for each row
	 */
	static BulkLines query(DataSource dataSource, String sql, Object... parameters) {
		return new QueryLines(dataSource, sql, parameters);
	}

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
