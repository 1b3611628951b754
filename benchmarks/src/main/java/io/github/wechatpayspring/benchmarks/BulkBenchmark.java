package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what bulk issuing costs by itself: a list is issued by instances with a heap
 * of 256 MB, against a merchant whose calls cost nothing.
 */
final class BulkBenchmark {

	private final int lines;

	private final int instances;

	private final String url;

	/**
	 * Create the benchmark.
	 * @param args how many lines, how many instances and the URL of a database; a
	 * million, one and an H2 file unless they are there
	 */
	BulkBenchmark(List<String> args) {
		this.lines = (args.isEmpty()) ? 1_000_000 : Integer.parseInt(args.get(0));
		this.instances = (args.size() < 2) ? 1 : Integer.parseInt(args.get(1));
		this.url = (args.size() < 3) ? "" : args.get(2);
	}

	/**
	 * Issue the list once.
	 * @return lines to be printed
	 * @throws IOException if an instance does not start or issue everything
	 */
	List<String> run() throws IOException {
		Path directory = Files.createTempDirectory("bulk");
		List<ChildProcess> processes = new ArrayList<>();
		try {
			for (int i = 0; i < this.instances; i++) {
				ChildProcess process = ChildProcess.start(Path.of(System.getProperty("java.home")),
						List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")), BulkMain.class,
						List.of(Integer.toString(this.lines), directory.resolve("jobs").toString(), this.url));
				process.receive();
				processes.add(process);
			}
			ChildProcess first = processes.get(0);
			long before = logPosition();
			List<String> report = new ArrayList<>();
			report.add("created: " + first.ask("create"));
			long created = logPosition();
			report.add("issued: " + first.ask("issue"));
			long issued = logPosition();
			for (ChildProcess process : processes) {
				report.add("instance: " + process.ask("heap"));
			}
			if (issued > 0) {
				report.add("log: %d bytes a line to create and %d to issue".formatted((created - before) / this.lines,
						(issued - created) / this.lines));
			}
			return report;
		}
		finally {
			processes.forEach(ChildProcess::close);
		}
	}

	// of PostgreSQL's write-ahead log
	private long logPosition() throws IOException {
		if (!this.url.startsWith("jdbc:postgresql:")) {
			return 0;
		}
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'")) {
			row.next();
			return row.getLong(1);
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

}
