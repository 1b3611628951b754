package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;

/**
 * A list of users from a query, whose columns are named as those of a file.
 */
public final class QueryLines implements BulkLines {

	private static final int FETCH_SIZE = 1000;

	private final DataSource dataSource;

	private final String sql;

	private final List<Object> parameters;

	/**
	 * Describe a query.
	 * @param dataSource where to ask
	 * @param sql the query
	 * @param parameters its parameters
	 */
	public QueryLines(DataSource dataSource, String sql, Object... parameters) {
		this.dataSource = dataSource;
		this.sql = sql;
		this.parameters = List.of(parameters);
	}

	@Override
	public Stream<BulkLine> open() throws IOException {
		Query query = query();
		return StreamSupport.stream(query.rows(), false).onClose(query::close);
	}

	@Override
	public List<String> ignoredColumns() throws IOException {
		try (Query query = query()) {
			return List.copyOf(query.rows().unknown);
		}
	}

	private Query query() throws IOException {
		try {
			Connection connection = this.dataSource.getConnection();
			try {
				return query(connection);
			}
			catch (SQLException | RuntimeException ex) {
				connection.close();
				throw ex;
			}
		}
		catch (SQLException ex) {
			// what a driver says may have openids in it
			throw new IOException("the query failed with SQL state %s: the cause has what the database says"
				.formatted(ex.getSQLState()), ex);
		}
	}

	private Query query(Connection connection) throws SQLException {
		// some drivers keep all rows in memory otherwise
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			PreparedStatement statement = connection.prepareStatement(this.sql, ResultSet.TYPE_FORWARD_ONLY,
					ResultSet.CONCUR_READ_ONLY);
			statement.setFetchSize(FETCH_SIZE);
			for (int i = 0; i < this.parameters.size(); i++) {
				statement.setObject(i + 1, this.parameters.get(i));
			}
			return new Query(connection, statement, autoCommit, new Rows(statement.executeQuery()));
		}
		catch (SQLException | RuntimeException ex) {
			restore(connection, autoCommit);
			throw ex;
		}
	}

	// not every pool does so itself
	private static void restore(Connection connection, boolean autoCommit) throws SQLException {
		connection.rollback();
		connection.setAutoCommit(autoCommit);
	}

	private record Query(Connection connection, PreparedStatement statement, boolean autoCommit,
			Rows rows) implements AutoCloseable {

		@Override
		public void close() {
			try (this.connection) {
				this.statement.close();
				restore(this.connection, this.autoCommit);
			}
			catch (SQLException ex) {
				throw new BulkJobException("The query of a list cannot be closed", ex);
			}
		}

	}

	private static final class Rows extends AbstractSpliterator<BulkLine> {

		private final ResultSet rows;

		private final Map<BulkColumn, Integer> columns = new EnumMap<>(BulkColumn.class);

		private final List<String> unknown = new ArrayList<>();

		private long number;

		Rows(ResultSet rows) throws SQLException {
			super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
			this.rows = rows;
			ResultSetMetaData labels = rows.getMetaData();
			for (int i = 1; i <= labels.getColumnCount(); i++) {
				BulkColumn column = BulkColumn.of(labels.getColumnLabel(i));
				if (column == null) {
					this.unknown.add(labels.getColumnLabel(i));
				}
				else if (this.columns.put(column, i) != null) {
					throw new BulkJobException("The query of a list has two columns that are %s: remove one"
						.formatted(column.headers().get(0)));
				}
			}
			if (!this.columns.containsKey(BulkColumn.OPENID)) {
				throw new BulkJobException("The query of a list has no column openid: name one so");
			}
		}

		@Override
		public boolean tryAdvance(Consumer<? super BulkLine> action) {
			try {
				if (!this.rows.next()) {
					return false;
				}
				Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);
				for (Map.Entry<BulkColumn, Integer> column : this.columns.entrySet()) {
					String value = this.rows.getString(column.getValue());
					if (value != null && !value.isBlank()) {
						values.put(column.getKey(), value.strip());
					}
				}
				this.number++;
				action.accept(new BulkLine(this.number, values, null));
				return true;
			}
			catch (SQLException ex) {
				throw new BulkJobException("The query of a list failed after %d lines".formatted(this.number), ex);
			}
		}

	}

}
