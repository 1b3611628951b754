package io.github.wechatpayspring.bulk.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobFinishedEvent;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that share a database, on each database that there is.
 */
class SeveralInstancesTests {

	private static final String NAME = "诸葛小明";

	private static final String ID_CARD_NUMBER = "11010519491231002X";

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(BulkApplication.stocks()).start();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.instances.forEach(ConfigurableApplicationContext::close);
		this.wechatPay.close();
	}

	static List<String> databases() {
		return TestDatabase.names();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void makeOneJobOfAListThatBothCreateAtOnce(String name) throws Exception {
		try (TestDatabase database = TestDatabase.create(name, this.directory)) {
			BulkIssuing one = start(database);
			BulkIssuing two = start(database);
			List<CompletableFuture<BulkProgress>> created = Stream.of(one, two)
				.map((bulk) -> CompletableFuture.supplyAsync(() -> bulk.create(request())))
				.toList();
			assertThat(created.get(0).join().createdAt()).isEqualTo(created.get(1).join().createdAt());
			assertThat(one.jobs()).hasSize(1);
			stop();
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void tellOnceThatAJobIsFinished(String name) throws Exception {
		try (TestDatabase database = TestDatabase.create(name, this.directory)) {
			List<Object> finished = Collections.synchronizedList(new ArrayList<>());
			BulkIssuing one = start(database);
			start(database);
			this.instances.forEach((instance) -> instance.addApplicationListener(
					(ApplicationListener<PayloadApplicationEvent<BulkJobFinishedEvent>>) finished::add));
			one.create(request());
			one.start("spring");
			awaitFinished(one);
			Awaitility.await().until(() -> !finished.isEmpty());
			stop();
			assertThat(finished).hasSize(1);
			assertThat(this.wechatPay.issuedCoupons()).hasSize(500);
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void storeNamesEncryptedAndForgetThem(String name) throws Exception {
		try (TestDatabase database = TestDatabase.create(name, this.directory)) {
			BulkIssuing bulk = start(database);
			bulk.create(BulkJobRequest.builder()
				.name("spring")
				.kind(BulkCouponKind.MULTIUSE)
				.stockId(BulkApplication.MULTIUSE_STOCK)
				.value(BulkColumn.AMOUNT, "8800")
				.lines(BulkLines.of(() -> BulkApplication.openids(20)
					.stream()
					.map((openid) -> BulkLine.of(openid)
						.with(BulkColumn.USER_NAME, NAME)
						.with(BulkColumn.ID_CARD_NUMBER, ID_CARD_NUMBER))))
				.build());
			assertThat(stored(database)).hasSize(2)
				.allSatisfy((lines) -> assertThat(lines).contains("\"x\":").doesNotContain(NAME, ID_CARD_NUMBER));
			bulk.start("spring");
			awaitFinished(bulk);
			assertThat(stored(database)).hasSize(2)
				.allSatisfy((lines) -> assertThat(lines).contains("\"s\":\"ISSUED\"").doesNotContain("\"x\":"));
			stop();
		}
	}

	private BulkIssuing start(TestDatabase database) {
		List<String> properties = new ArrayList<>(List.of(database.properties()));
		properties.add("wechatpay.bulk.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
		ConfigurableApplicationContext instance = BulkApplication.start(this.wechatPay,
				properties.toArray(String[]::new));
		this.instances.add(instance);
		return instance.getBean(BulkIssuing.class);
	}

	private static BulkJobRequest request() {
		return BulkJobRequest.builder()
			.name("spring")
			.stockId(BulkApplication.STOCK)
			.lines(BulkLines.openids(BulkApplication.openids(500)))
			.build();
	}

	private static void awaitFinished(BulkIssuing bulk) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> bulk.progress("spring").state() == BulkJobState.FINISHED);
	}

	// the lines of each chunk as they can be read by whoever sees the database
	private static List<String> stored(TestDatabase database) {
		return new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), ""))
			.query("SELECT payload FROM wechatpay_bulk_chunk", (row, number) -> inflate(row.getBytes(1)));
	}

	private static String inflate(byte[] bytes) {
		try (InflaterInputStream input = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
