package io.github.wechatpayspring.bulk.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.h2.tools.Server;

/**
 * An empty database that several processes can use.
 */
final class TestDatabase implements AutoCloseable {

	private final String url;

	private final Closing closing;

	private TestDatabase(String url, Closing closing) {
		this.url = url;
		this.closing = closing;
	}

	/**
	 * Return the databases that there are: H2 always, and others where the environment
	 * names one.
	 * @return their names
	 */
	static List<String> names() {
		List<String> names = new ArrayList<>(List.of("H2"));
		if (System.getenv("TEST_POSTGRES_URL") != null) {
			names.add("PostgreSQL");
		}
		if (System.getenv("TEST_MARIADB_URL") != null) {
			names.add("MariaDB");
		}
		return names;
	}

	static TestDatabase create(String name, Path directory) throws SQLException {
		String schema = "bulk" + UUID.randomUUID().toString().replace("-", "");
		return switch (name) {
			case "PostgreSQL" -> {
				String server = System.getenv("TEST_POSTGRES_URL");
				execute(server, "CREATE SCHEMA " + schema);
				yield new TestDatabase(server + "&currentSchema=" + schema,
						() -> execute(server, "DROP SCHEMA " + schema + " CASCADE"));
			}
			case "MariaDB" -> {
				String server = System.getenv("TEST_MARIADB_URL");
				execute(server, "CREATE DATABASE " + schema);
				yield new TestDatabase(server.replaceFirst("/[^/?]*(\\?|$)", "/" + schema + "$1"),
						() -> execute(server, "DROP DATABASE " + schema));
			}
			default -> {
				Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
				yield new TestDatabase(
						"jdbc:h2:tcp://localhost:%d/%s".formatted(server.getPort(), directory.resolve(schema)),
						server::stop);
			}
		};
	}

	private static void execute(String url, String statement) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement created = connection.createStatement()) {
			created.execute(statement);
		}
	}

	/**
	 * Return how applications name it.
	 * @return properties
	 */
	String[] properties() {
		return new String[] { "spring.datasource.url=" + this.url, "spring.datasource.username=" + user() };
	}

	String user() {
		return this.url.startsWith("jdbc:h2:") ? "sa" : "";
	}

	String url() {
		return this.url;
	}

	@Override
	public void close() throws SQLException {
		this.closing.close();
	}

	private interface Closing {

		void close() throws SQLException;

	}

}
