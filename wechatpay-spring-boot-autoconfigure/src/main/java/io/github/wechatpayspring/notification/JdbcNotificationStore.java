package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.sql.DataSource;

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
 * so that neither a rollback takes a mark back nor a commit depends on one. Time is the
 * database's, so that the clocks of the instances do not matter. A claim that is neither
 * finished nor released is open again after 5 minutes. An instance that dies after its
 * handler has committed and before {@link #handled(String)} leaves the notification to be
 * handled again.
 * <p>
 * The table is that of the script for the database beside this class, such as
 * {@code schema-postgresql.sql}. The statements are understood by H2, HSQLDB, MariaDB,
 * MySQL, PostgreSQL and others that know {@code INTERVAL '5' MINUTE}.
 */
public final class JdbcNotificationStore implements NotificationStore {

	/**
	 * Name of the table unless another is given.
	 */
	public static final String DEFAULT_TABLE_NAME = "wechatpay_notification";

	private static final Log logger = LogFactory.getLog(JdbcNotificationStore.class);

	private static final Pattern TABLE_NAME = Pattern.compile("\\w+(\\.\\w+){0,2}");

	// what fits into the column and is told apart by every character set and collation
	private static final Pattern PLAIN_ID = Pattern.compile("[!-~]{1,64}");

	private static final int CLAIMS_PER_REMOVAL = 50;

	private static final int ROWS_PER_REMOVAL = 2 * CLAIMS_PER_REMOVAL;

	// tells whose a claim is, so that one who lost it does not release the next one's
	private final String owner = UUID.randomUUID().toString();

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
	public Claim claim(String id) {
		String key = key(id);
		Claim claim = (insertClaim(key) || takeOver(key)) ? Claim.GRANTED
				: isHandled(key) ? Claim.HANDLED : Claim.IN_PROGRESS;
		if (this.claims.getAndIncrement() % CLAIMS_PER_REMOVAL == 0) {
			removeOld();
		}
		return claim;
	}

	private boolean insertClaim(String key) {
		return insert("""
				INSERT INTO %s (id, seen_at, claimed_by, claimed_until)
				VALUES (?, CURRENT_TIMESTAMP, ?, CURRENT_TIMESTAMP + INTERVAL '5' MINUTE)""", key);
	}

	private boolean takeOver(String key) {
		return update("""
				UPDATE %s SET claimed_by = ?, claimed_until = CURRENT_TIMESTAMP + INTERVAL '5' MINUTE
				WHERE id = ? AND handled_at IS NULL AND claimed_until <= CURRENT_TIMESTAMP""", this.owner, key);
	}

	private boolean isHandled(String key) {
		return commit(() -> sql("SELECT COUNT(*) FROM %s WHERE id = ? AND handled_at IS NOT NULL").param(key)
			.query(Integer.class)
			.single()) > 0;
	}

	@Override
	public void handled(String id) {
		String key = key(id);
		// there is no row if it was removed because the handler took very long
		if (!markHandled(key) && !insertHandled(key)) {
			markHandled(key);
		}
	}

	private boolean markHandled(String key) {
		return update("UPDATE %s SET handled_at = CURRENT_TIMESTAMP WHERE id = ?", key);
	}

	private boolean insertHandled(String key) {
		return insert("""
				INSERT INTO %s (id, seen_at, claimed_by, claimed_until, handled_at)
				VALUES (?, CURRENT_TIMESTAMP, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)""", key);
	}

	@Override
	public void release(String id) {
		update("""
				UPDATE %s SET claimed_until = CURRENT_TIMESTAMP
				WHERE id = ? AND claimed_by = ? AND handled_at IS NULL""", key(id), this.owner);
	}

	private void removeOld() {
		try {
			List<String> keys = commit(() -> sql("""
					SELECT id FROM %s WHERE seen_at < CURRENT_TIMESTAMP - INTERVAL '48' HOUR ORDER BY seen_at""")
				.withMaxRows(ROWS_PER_REMOVAL)
				.query(String.class)
				.list());
			if (!keys.isEmpty()) {
				commit(() -> sql("""
						DELETE FROM %s
						WHERE id IN (:keys) AND seen_at < CURRENT_TIMESTAMP - INTERVAL '48' HOUR""").param("keys", keys)
					.update());
			}
		}
		catch (RuntimeException ex) {
			// whoever claims next tries again, the notification at hand matters more
			logger.warn("Could not remove old notifications from " + this.tableName, ex);
		}
	}

	private boolean insert(String statement, String key) {
		try {
			return update(statement, key, this.owner);
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
					"Table '%s' cannot be used. Create it with the script for your database beside this class, such as schema-postgresql.sql, or set wechatpay.notification.jdbc.initialize-schema=always"
						.formatted(this.tableName),
					ex);
		}
	}

	private static String key(String id) {
		if (PLAIN_ID.matcher(id).matches()) {
			return id;
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
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
