package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import org.h2.Driver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryLinesTests {

	private static final String ONE = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String TWO = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6p";

	private final DataSource dataSource = new SimpleDriverDataSource(new Driver(),
			"jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LAZY_QUERY_EXECUTION=1".formatted(UUID.randomUUID()));

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	@BeforeEach
	void createUsers() {
		this.jdbc.execute("create table users (id int primary key, user_id varchar(128), fen int)");
		this.jdbc.update("insert into users values (1, ?, 500), (2, ?, null)", ONE, TWO);
	}

	@AfterEach
	void dropUsers() {
		this.jdbc.execute("shutdown");
	}

	@Test
	void readsALineForEachRow() throws IOException {
		List<BulkLine> lines = lines(query("select fen as amount, user_id as openid from users order by id"));
		assertThat(lines).extracting(BulkLine::number).containsExactly(1L, 2L);
		assertThat(lines).extracting(BulkLine::values)
			.containsExactly(Map.of(BulkColumn.OPENID, ONE, BulkColumn.AMOUNT, "500"), Map.of(BulkColumn.OPENID, TWO));
	}

	@Test
	void passesParameters() throws IOException {
		assertThat(lines(query("select user_id as openid from users where id = ?", 2))).singleElement()
			.extracting((line) -> line.get(BulkColumn.OPENID))
			.isEqualTo(TWO);
	}

	@Test
	void readsRowsAsTheyAreNeeded() throws IOException {
		BulkLines query = query("select 'u' as openid, 1 / (3 - x) as amount from system_range(1, 5)");
		try (Stream<BulkLine> lines = query.open()) {
			assertThat(lines.limit(2)).hasSize(2);
		}
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(query))
			.withMessage("The query of a list failed after 2 lines");
	}

	@Test
	void namesColumnsWithoutAMeaning() throws IOException {
		assertThat(query("select user_id as openid, fen as amout from users").ignoredColumns())
			.containsExactly("AMOUT");
	}

	@Test
	void refusesTwoColumnsForTheSame() {
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> lines(query("select user_id as openid, 5 as amount, fen as \"金额\" from users")))
			.withMessage("The query of a list has two columns that are amount: remove one");
	}

	@Test
	void asksForAColumnWithOpenids() {
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(query("select user_id from users")))
			.withMessage("The query of a list has no column openid: name one so");
	}

	@Test
	void saysThatAQueryFailsWithoutUsersInIt() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> lines(query("select openid from nobody where openid = '%s'".formatted(ONE))))
			.withMessage("the query failed with SQL state 42S02: the cause has what the database says");
	}

	@Test
	void leavesTheConnectionAsItWas() throws Exception {
		SingleConnectionDataSource single = new SingleConnectionDataSource(this.dataSource.getConnection(), true);
		lines(BulkLines.query(single, "select user_id as openid from users"));
		assertThat(single.getConnection().getAutoCommit()).isTrue();
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> lines(BulkLines.query(single, "select user_id from users")));
		assertThat(single.getConnection().getAutoCommit()).isTrue();
	}

	private BulkLines query(String sql, Object... parameters) {
		return BulkLines.query(this.dataSource, sql, parameters);
	}

	private static List<BulkLine> lines(BulkLines lines) throws IOException {
		try (Stream<BulkLine> opened = lines.open()) {
			return opened.toList();
		}
	}

}
