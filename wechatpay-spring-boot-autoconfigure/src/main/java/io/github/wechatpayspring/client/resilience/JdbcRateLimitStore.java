package io.github.wechatpayspring.client.resilience;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps permits in a table of a relational database. Threads of one instance that want a
 * permit at the same time ask for theirs together. Each time is a transaction of its own,
 * on a thread of its own, and fails after two seconds. Clocks of instances that differ do
 * not lead to more permits: the slow one waits that much longer.
 */
public final class JdbcRateLimitStore implements RateLimitStore {

	/**
	 * Name of the table unless another is configured.
	 */
	public static final String DEFAULT_TABLE_NAME = "wechatpay_rate_limit";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Pattern TABLE_NAME = Pattern.compile("\\w+(\\.\\w+){0,2}");

	private final Permits permits;

	/**
	 * Create a store.
	 * @param dataSource where the table is
	 * @param tableName name of the table, of letters, digits and underscores, which may
	 * have the name of its schema and a dot before it
	 * @throws IllegalArgumentException if it is no such name
	 */
	public JdbcRateLimitStore(DataSource dataSource, String tableName) {
		if (!TABLE_NAME.matcher(tableName).matches()) {
			throw new IllegalArgumentException(
					"'%s' is no table name of letters, digits and underscores".formatted(tableName));
		}
		this.permits = new Permits(dataSource, tableName);
	}

	@Override
	public Bucket bucket(String key, BucketConfiguration configuration) {
		// threads that ask together need a bucket that is there
		this.permits.builder().build(key, () -> configuration).getAvailableTokens();
		return this.permits.builder().withOptimization(Optimizations.batching()).build(key, () -> configuration);
	}

	private static final class Permits extends AbstractSelectForUpdateBasedProxyManager<String> {

		private final DataSource dataSource;

		private final String tableName;

		Permits(DataSource dataSource, String tableName) {
			super(ClientSideConfig.getDefault()
				.withRequestTimeout(TIMEOUT)
				.withExecutionStrategy(new BoundedExecution(TIMEOUT)));
			this.dataSource = dataSource;
			this.tableName = tableName;
		}

		@Override
		protected SelectForUpdateBasedTransaction allocateTransaction(String key, Optional<Long> timeout) {
			try {
				return new Transaction(this.dataSource.getConnection(), key);
			}
			catch (SQLException ex) {
				throw new BucketExceptions.BucketExecutionException(ex);
			}
		}

		@Override
		public void removeProxy(String key) {
			throw new UnsupportedOperationException();
		}

		private final class Transaction implements SelectForUpdateBasedTransaction {

			private final Connection connection;

			private final String key;

			private final boolean autoCommit;

			Transaction(Connection connection, String key) throws SQLException {
				this.connection = connection;
				this.key = key;
				this.autoCommit = connection.getAutoCommit();
			}

			@Override
			public void begin(Optional<Long> timeout) {
				run(() -> {
					this.connection.setAutoCommit(false);
					return null;
				});
			}

			@Override
			public LockAndGetResult tryLockAndGet(Optional<Long> timeout) {
				return run(() -> {
					try (PreparedStatement select = statement("SELECT state FROM %s WHERE id = ? FOR UPDATE",
							timeout)) {
						select.setString(1, this.key);
						try (ResultSet row = select.executeQuery()) {
							return (row.next()) ? LockAndGetResult.locked(row.getBytes(1))
									: LockAndGetResult.notLocked();
						}
					}
				});
			}

			@Override
			public boolean tryInsertEmptyData(Optional<Long> timeout) {
				return run(() -> {
					try (PreparedStatement insert = statement("INSERT INTO %s (id) VALUES (?)", timeout)) {
						insert.setString(1, this.key);
						return insert.executeUpdate() > 0;
					}
					catch (SQLException ex) {
						String state = Objects.requireNonNullElse(ex.getSQLState(), "");
						if (state.startsWith("23") || state.startsWith("40")) {
							// another instance was first, or both were in each other's
							// way
							return false;
						}
						throw ex;
					}
				});
			}

			@Override
			public void update(byte[] data, RemoteBucketState state, Optional<Long> timeout) {
				run(() -> {
					try (PreparedStatement update = statement("UPDATE %s SET state = ? WHERE id = ?", timeout)) {
						update.setBytes(1, data);
						update.setString(2, this.key);
						return update.executeUpdate();
					}
				});
			}

			private PreparedStatement statement(String sql, Optional<Long> timeout) throws SQLException {
				PreparedStatement statement = this.connection.prepareStatement(sql.formatted(Permits.this.tableName));
				applyTimeout(statement, timeout);
				return statement;
			}

			@Override
			public void commit(Optional<Long> timeout) {
				run(() -> {
					this.connection.commit();
					return null;
				});
			}

			@Override
			public void rollback() {
				run(() -> {
					this.connection.rollback();
					return null;
				});
			}

			@Override
			public void release() {
				run(() -> {
					try (this.connection) {
						this.connection.setAutoCommit(this.autoCommit);
					}
					return null;
				});
			}

			private static <T extends @Nullable Object> T run(Work<T> work) {
				try {
					return work.run();
				}
				catch (SQLException ex) {
					throw new BucketExceptions.BucketExecutionException(ex);
				}
			}

		}

	}

	private interface Work<T extends @Nullable Object> {

		T run() throws SQLException;

	}

}
