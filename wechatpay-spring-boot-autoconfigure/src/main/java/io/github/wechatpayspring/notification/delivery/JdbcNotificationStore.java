package io.github.wechatpayspring.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.wechatpayspring.notification.NotificationStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * Remembers notifications in a table of a relational database, so that all instances of
 * an application that share the database share what they handled.
 * <p>
 * Each method commits on a connection of its own, whatever transaction the caller is in,
 * so that a rollback does not undo it. Time is the database's, so that the clocks of the
 * instances do not matter. A claim that is neither finished nor released expires after 5
 * minutes. An instance that dies after its handler has committed and before
 * {@link #handled(Claim)} leaves the notification to be handled again.
 * <p>
 * The table is that of the script for the database in
 * {@code io/github/wechatpayspring/notification}, such as {@code schema-postgresql.sql}.
 * The statements are understood by H2, HSQLDB, MariaDB, MySQL, PostgreSQL and others that
 * know {@code INTERVAL '5' MINUTE}.
 */
public final class JdbcNotificationStore implements NotificationStore {

	/**
	 * Name of the table unless another is configured.
	 */
	public static final String DEFAULT_TABLE_NAME = "wechatpay_notification";

	private static final Log logger = LogFactory.getLog(JdbcNotificationStore.class);

	private static final Pattern TABLE_NAME = Pattern.compile("\\w+(\\.\\w+){0,2}");

	// what fits into the column and is distinct in every character set and collation
	private static final Pattern PLAIN = Pattern.compile("[!-~]{1,64}");

	private static final int CLAIMS_PER_REMOVAL = 50;

	private static final int ROWS_PER_REMOVAL = 2 * CLAIMS_PER_REMOVAL;

	private final AtomicLong claims = new AtomicLong();

	private final String tableName;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	/**
	 * Create a store with the default table.
	 * @param dataSource where the table is
	 */
	public JdbcNotificationStore(DataSource dataSource) {
		this(dataSource, DEFAULT_TABLE_NAME);
	}

	/**
	 * Create a store.
	 * @param dataSource where the table is
	 * @param tableName name of the table, of letters, digits and underscores, which may
	 * have the name of its schema and a dot before it
	 * @throws IllegalArgumentException if it is no such name
	 */
	public JdbcNotificationStore(DataSource dataSource, String tableName) {
		Assert.isTrue(TABLE_NAME.matcher(tableName).matches(),
				() -> "'%s' is no table name of letters, digits and underscores".formatted(tableName));
		DataSource own = new OwnConnections(dataSource);
		this.tableName = tableName;
		this.jdbc = JdbcClient.create(own);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(own));
	}

	@Override
	public ClaimResult claim(Claim claim) {
		ClaimResult result = (insertClaim(claim) || takeOver(claim)) ? ClaimResult.GRANTED
				: isHandled(claim) ? ClaimResult.HANDLED : ClaimResult.IN_PROGRESS;
		if (this.claims.getAndIncrement() % CLAIMS_PER_REMOVAL == 0) {
			removeOld();
		}
		return result;
	}

	private boolean insertClaim(Claim claim) {
		return insert("""
				INSERT INTO %s (claim_token, id, merchant, seen_at, claimed_until)
				VALUES (?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP + INTERVAL '5' MINUTE)""", claim);
	}

	private boolean takeOver(Claim claim) {
		return update("""
				UPDATE %s SET claim_token = ?, claimed_until = CURRENT_TIMESTAMP + INTERVAL '5' MINUTE
				WHERE id = ? AND merchant = ? AND handled_at IS NULL AND claimed_until <= CURRENT_TIMESTAMP""",
				claim.token(), key(claim.id()), key(claim.merchant()));
	}

	private boolean isHandled(Claim claim) {
		return commit(() -> sql("SELECT COUNT(*) FROM %s WHERE id = ? AND merchant = ? AND handled_at IS NOT NULL")
			.params(key(claim.id()), key(claim.merchant()))
			.query(Integer.class)
			.single()) > 0;
	}

	@Override
	public boolean handled(Claim claim) {
		if (update("""
				UPDATE %s SET handled_at = CURRENT_TIMESTAMP
				WHERE id = ? AND merchant = ? AND claim_token = ? AND handled_at IS NULL""", key(claim.id()),
				key(claim.merchant()), claim.token())) {
			return true;
		}
		// it is another's now, or there is no row since the handler took very long
		if (!markHandled(claim) && !insertHandled(claim)) {
			markHandled(claim);
		}
		return false;
	}

	private boolean markHandled(Claim claim) {
		return update("UPDATE %s SET handled_at = CURRENT_TIMESTAMP WHERE id = ? AND merchant = ?", key(claim.id()),
				key(claim.merchant()));
	}

	private boolean insertHandled(Claim claim) {
		return insert("""
				INSERT INTO %s (claim_token, id, merchant, seen_at, claimed_until, handled_at)
				VALUES (?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)""", claim);
	}

	@Override
	public void release(Claim claim) {
		update("""
				UPDATE %s SET claimed_until = CURRENT_TIMESTAMP
				WHERE id = ? AND merchant = ? AND claim_token = ? AND handled_at IS NULL""", key(claim.id()),
				key(claim.merchant()), claim.token());
	}

	private void removeOld() {
		try {
			List<String> ids = commit(() -> sql("""
					SELECT id FROM %s WHERE seen_at < CURRENT_TIMESTAMP - INTERVAL '48' HOUR ORDER BY seen_at""")
				.withMaxRows(ROWS_PER_REMOVAL)
				.query(String.class)
				.list());
			if (!ids.isEmpty()) {
				commit(() -> sql("""
						DELETE FROM %s
						WHERE id IN (:ids) AND seen_at < CURRENT_TIMESTAMP - INTERVAL '48' HOUR""").param("ids", ids)
					.update());
			}
		}
		catch (RuntimeException ex) {
			// whoever claims next tries again, the notification at hand matters more
			logger.warn("Could not remove old notifications from " + this.tableName, ex);
		}
	}

	private boolean insert(String statement, Claim claim) {
		try {
			return update(statement, claim.token(), key(claim.id()), key(claim.merchant()));
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private boolean update(String statement, Object... parameters) {
		return commit(() -> sql(statement).params(parameters).update()) > 0;
	}

	private JdbcClient.StatementSpec sql(String statement) {
		return this.jdbc.sql(statement.formatted(this.tableName));
	}

	private <T> T commit(Supplier<T> work) {
		try {
			return this.transaction.execute((status) -> work.get());
		}
		catch (BadSqlGrammarException ex) {
			throw new IllegalStateException(
					"Table '%s' cannot be used. Create it with the script for your database in io/github/wechatpayspring/notification, such as schema-postgresql.sql, or set wechatpay.notification.jdbc.initialize-schema=always"
						.formatted(this.tableName),
					ex);
		}
	}

	private static String key(String text) {
		if (PLAIN.matcher(text).matches()) {
			return text;
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every Java platform has it
		}
	}

	/**
	 * Another data source as far as transactions are concerned: none of the application's
	 * is joined.
	 */
	private static final class OwnConnections extends DelegatingDataSource {

		OwnConnections(DataSource dataSource) {
			setTargetDataSource((dataSource instanceof TransactionAwareDataSourceProxy proxy)
					? proxy.getTargetDataSource() : dataSource);
		}

	}

}
