package io.github.wechatpayspring.notification.delivery;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a store must do on every database.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JdbcNotificationStoreContractTests extends NotificationStoreContractTests {

	private HikariDataSource dataSource;

	private JdbcClient jdbc;

	private JdbcNotificationStore store;

	private JdbcNotificationStore otherStore;

	/**
	 * Return the URL of a database that has no table yet.
	 * @return the URL
	 */
	abstract String url();

	/**
	 * Return the name in the name of the script.
	 * @return the platform
	 */
	abstract String platform();

	@BeforeAll
	void connect() {
		this.dataSource = new HikariDataSource();
		this.dataSource.setJdbcUrl(url());
		// what the store writes must not hang on it
		this.dataSource.setAutoCommit(false);
		this.jdbc = JdbcClient.create(this.dataSource);
	}

	@AfterAll
	void disconnect() {
		this.dataSource.close();
	}

	@BeforeEach
	void createTable() {
		runScript();
		this.store = new JdbcNotificationStore(this.dataSource);
		this.otherStore = new JdbcNotificationStore(this.dataSource);
	}

	private void runScript() {
		DatabasePopulatorUtils.execute(
				new ResourceDatabasePopulator(
						new ClassPathResource("schema-" + platform() + ".sql", NotificationStore.class)),
				this.dataSource);
	}

	@AfterEach
	void dropTable() {
		update("DROP TABLE wechatpay_notification");
	}

	@Override
	NotificationStore store() {
		return this.store;
	}

	@Override
	NotificationStore otherStore() {
		return this.otherStore;
	}

	@Override
	void advance(Duration time) {
		String passed = " - INTERVAL '%d' HOUR - INTERVAL '%d' MINUTE".formatted(time.toHours(), time.toMinutesPart());
		update("UPDATE wechatpay_notification SET seen_at = seen_at" + passed + ", claimed_until = claimed_until"
				+ passed);
	}

	private void update(String statement) {
		new TransactionTemplate(new JdbcTransactionManager(this.dataSource))
			.executeWithoutResult((status) -> this.jdbc.sql(statement).update());
	}

	private int rows() {
		return this.jdbc.sql("SELECT COUNT(*) FROM wechatpay_notification").query(Integer.class).single();
	}

	@Test
	void runsItsScriptAgainWithoutHarm() {
		store().claim(claim(ID));
		runScript();
		assertThat(rows()).isEqualTo(1);
	}

	@Test
	void removesAFewOldOnesAtATime() {
		for (int i = 0; i < 250; i++) {
			store().claim(claim("old-" + i));
		}
		advance(Duration.ofHours(48).plusMinutes(1));
		for (int i = 0; i < 60; i++) {
			store().claim(claim("new-" + i));
		}
		assertThat(rows()).isEqualTo(250 + 60 - 2 * 100);
		for (int i = 0; i < 50; i++) {
			store().claim(claim("new-" + i));
		}
		assertThat(rows()).isEqualTo(60);
		assertThat(store().claim(claim("old-0"))).isEqualTo(ClaimResult.GRANTED);
		assertThat(store().claim(claim("new-0"))).isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void doesNotDependOnTheTransactionOfItsCaller(boolean proxy) {
		DataSource given = proxy ? new TransactionAwareDataSourceProxy(this.dataSource) : this.dataSource;
		JdbcNotificationStore within = new JdbcNotificationStore(given);
		update("CREATE TABLE business (number INT)");
		store().claim(claim("before"));
		new TransactionTemplate(new JdbcTransactionManager(this.dataSource)).executeWithoutResult((status) -> {
			this.jdbc.sql("INSERT INTO business VALUES (1)").update();
			within.handled(granted(within, ID));
			assertThat(within.claim(claim("claimed"))).isEqualTo(ClaimResult.GRANTED);
			assertThat(within.claim(claim("before"))).isEqualTo(ClaimResult.IN_PROGRESS);
			// a failed insertion must not have broken it
			this.jdbc.sql("INSERT INTO business VALUES (2)").update();
			status.setRollbackOnly();
		});
		assertThat(this.jdbc.sql("SELECT COUNT(*) FROM business").query(Integer.class).single()).isZero();
		update("DROP TABLE business");
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
		assertThat(otherStore().claim(claim("claimed"))).isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@Test
	void saysHowToCreateAMissingTable() {
		JdbcNotificationStore missing = new JdbcNotificationStore(this.dataSource, "missing");
		assertThatIllegalStateException().isThrownBy(() -> missing.claim(claim(ID)))
			.withMessageContainingAll("Table 'missing'", "schema-postgresql.sql",
					"wechatpay.notification.jdbc.initialize-schema=always");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a;b", "a.b.c.d", "\"a\"", "a--" })
	void refusesWhatIsNoTableName(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new JdbcNotificationStore(this.dataSource, name))
			.withMessageContaining("no table name");
	}

	@Test
	void findsATableInAnotherSchema() {
		// of its own on a server that several tests use at once
		String schema = "other_schema_" + platform();
		update("CREATE SCHEMA " + schema);
		update("CREATE TABLE " + schema + ".seen AS (SELECT * FROM wechatpay_notification)"
				+ ((platform().equals("hsqldb")) ? " WITH NO DATA" : ""));
		assertThat(new JdbcNotificationStore(this.dataSource, schema + ".seen").claim(claim(ID)))
			.isEqualTo(ClaimResult.GRANTED);
		update("DROP TABLE " + schema + ".seen");
		update("DROP SCHEMA " + schema);
		assertThat(rows()).isZero();
	}

}
