package io.github.wechatpayspring;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Empty databases of each kind that there is: H2 always, others where the environment
 * names one.
 */
public final class TestDatabases {

	private TestDatabases() {
	}

	/**
	 * Return the kinds of databases, as their scripts are called.
	 * @return the kinds
	 */
	public static List<String> platforms() {
		List<String> platforms = new ArrayList<>(List.of("h2"));
		if (System.getenv("TEST_POSTGRES_URL") != null) {
			platforms.add("postgresql");
		}
		if (System.getenv("TEST_MARIADB_URL") != null) {
			// MySQL's script and driver as well, on the server that there is
			platforms.addAll(List.of("mariadb", "mysql"));
		}
		return platforms;
	}

	/**
	 * Create a database.
	 * @param platform its kind
	 * @param script the script of its table, with a place for the kind
	 * @return its connections, without a pool
	 */
	public static DataSource create(String platform, String script) {
		DataSource dataSource = new DriverManagerDataSource(createUrl(platform));
		new ResourceDatabasePopulator(new ClassPathResource(script.formatted(platform))).execute(dataSource);
		return dataSource;
	}

	/**
	 * Create a database without tables.
	 * @param platform its kind
	 * @return its URL with the user
	 */
	public static String createUrl(String platform) {
		String name = "test" + UUID.randomUUID().toString().replace("-", "");
		return switch (platform) {
			case "postgresql" -> {
				String url = System.getenv("TEST_POSTGRES_URL");
				execute(url, "CREATE SCHEMA " + name);
				yield url + ((url.contains("?")) ? "&" : "?") + "currentSchema=" + name;
			}
			case "mariadb", "mysql" -> {
				String url = System.getenv("TEST_MARIADB_URL");
				execute(url, "CREATE DATABASE " + name);
				String own = url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
				yield (platform.equals("mysql")) ? own.replace("jdbc:mariadb:", "jdbc:mysql:") : own;
			}
			default -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
		};
	}

	private static void execute(String url, String sql) {
		try (Connection connection = new DriverManagerDataSource(url).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
