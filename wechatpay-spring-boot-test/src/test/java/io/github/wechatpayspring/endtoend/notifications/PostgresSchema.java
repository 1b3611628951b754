package io.github.wechatpayspring.endtoend.notifications;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import org.apache.commons.logging.LogFactory;

/**
 * A new schema on a real PostgreSQL: the one whose URL, with user and password, is in the
 * environment, or else one on this machine.
 */
final class PostgresSchema implements AutoCloseable {

	private static final String VARIABLE = "TEST_POSTGRES_URL";

	private static final String DEFAULT_URL = "jdbc:postgresql://localhost/wechatpay_test?user=wechatpay_test&password=wechatpay_test";

	private final String name = "test_" + UUID.randomUUID().toString().replace('-', '_');

	PostgresSchema() {
		execute("CREATE SCHEMA " + this.name);
	}

	/**
	 * Tell whether there is a PostgreSQL. One that is configured must be there.
	 * @return whether to run tests that need one
	 */
	static boolean isReachable() {
		if (System.getenv(VARIABLE) != null) {
			return true;
		}
		try (Connection connection = DriverManager.getConnection(DEFAULT_URL)) {
			return connection.isValid(0);
		}
		catch (SQLException ex) {
			LogFactory.getLog(PostgresSchema.class)
				.warn("SKIPPED the tests on PostgreSQL, since there is none at %s. Set %s, or run .ci/run"
					.formatted(DEFAULT_URL, VARIABLE));
			return false;
		}
	}

	String url() {
		return databaseUrl() + (databaseUrl().contains("?") ? "&" : "?") + "currentSchema=" + this.name;
	}

	@Override
	public void close() {
		execute("DROP SCHEMA " + this.name + " CASCADE");
	}

	private static String databaseUrl() {
		String configured = System.getenv(VARIABLE);
		return (configured != null) ? configured : DEFAULT_URL;
	}

	private static void execute(String statement) {
		try (Connection connection = DriverManager.getConnection(databaseUrl())) {
			connection.createStatement().execute(statement);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
