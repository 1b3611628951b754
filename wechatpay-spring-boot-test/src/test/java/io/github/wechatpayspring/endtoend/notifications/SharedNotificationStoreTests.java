package io.github.wechatpayspring.endtoend.notifications;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A merchant who runs two instances of an application on one PostgreSQL, behind a load
 * balancer that sends each notification where a test wants it.
 */
@Timeout(120)
@EnabledIf("io.github.wechatpayspring.endtoend.notifications.PostgresSchema#isReachable")
class SharedNotificationStoreTests {

	private final PostgresSchema schema = new PostgresSchema();

	private final CallbackReceiver balancer = new CallbackReceiver(this::deliver);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final List<List<Integer>> responses = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	private volatile CompletableFuture<Void> responded = new CompletableFuture<>();

	private volatile List<NotifiedApplication> targets = List.of();

	private NotifiedApplication first;

	private NotifiedApplication second;

	private List<NotifiedApplication.Listener> listeners;

	@BeforeEach
	void start() {
		this.first = startInstance("wechatpay.notification.timeout=1s");
		this.second = startInstance("wechatpay.notification.timeout=4s");
		this.listeners = List.of(this.first.listener(), this.second.listener());
		this.targets = List.of(this.first, this.second);
		this.wechatPay.notifyUrl(this.balancer.url());
	}

	private NotifiedApplication startInstance(String property) {
		return NotifiedApplication.start(this.wechatPay, NotifiedApplication.Stack.MVC,
				List.of("wechatpay.notification.store=jdbc", "wechatpay.notification.jdbc.initialize-schema=always",
						"spring.datasource.url=" + this.schema.url(),
						"spring.datasource.type=" + PGSimpleDataSource.class.getName(),
						"spring.lifecycle.timeout-per-shutdown-phase=1ms", property));
	}

	@AfterEach
	void stop() {
		this.end.complete(null);
		this.first.close();
		this.second.close();
		this.wechatPay.close();
		this.balancer.close();
		this.schema.close();
	}

	@Test
	void handlesOnceWhatBothInstancesReceiveAtOnce() {
		// who handles it is not done before the other has responded
		this.listeners.forEach((listener) -> listener.work(() -> this.responded.join()));
		List<String> coupons = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			String coupon = this.first.issue("number-" + i);
			this.wechatPay.redeem(coupon);
			assertThat(lastAttempt().isAccepted()).isTrue();
			coupons.add(coupon);
		}
		assertThat(this.responses).hasSize(20)
			.allSatisfy((statuses) -> assertThat(statuses).containsExactlyInAnyOrder(204, 500));
		assertThat(usedCoupons()).containsExactlyInAnyOrderElementsOf(coupons);

		this.responses.clear();
		this.wechatPay.callbacks()
			.attempts()
			.forEach((attempt) -> this.wechatPay.callbacks().duplicate(attempt.notificationId()));
		assertThat(this.responses).hasSize(20).allSatisfy((statuses) -> assertThat(statuses).containsExactly(204, 204));
		assertThat(usedCoupons()).containsExactlyInAnyOrderElementsOf(coupons);
	}

	@Test
	void handlesOnTheOtherInstanceWhatFailed() {
		DataSource dataSource = this.first.context().getBean(DataSource.class);
		JdbcClient.create(dataSource).sql("CREATE TABLE booked (number INT)").update();
		this.first.listener().work(() -> book(dataSource, true));
		this.second.listener().work(() -> book(dataSource, false));

		this.targets = List.of(this.first);
		String coupon = this.first.issue("1");
		this.wechatPay.redeem(coupon);
		assertThat(lastAttempt().status()).isEqualTo(500);
		assertThat(bookings(dataSource)).isZero();

		this.targets = List.of(this.second);
		assertThat(this.wechatPay.callbacks().redeliver().status()).isEqualTo(204);
		assertThat(usedCoupons()).containsExactly(coupon);
		assertThat(bookings(dataSource)).isEqualTo(1);

		this.targets = List.of(this.first);
		assertThat(this.wechatPay.callbacks().duplicate(lastAttempt().notificationId()).status()).isEqualTo(204);
		assertThat(bookings(dataSource)).isEqualTo(1);
	}

	@Test
	void takesOverFromAnInstanceThatDied() {
		this.first.listener().work(this.end::join);
		this.targets = List.of(this.first);
		String coupon = this.first.issue("1");
		this.wechatPay.redeem(coupon);
		assertThat(lastAttempt().status()).isEqualTo(500);
		this.first.close();

		this.targets = List.of(this.second);
		assertThat(this.wechatPay.callbacks().redeliver().status()).isEqualTo(500);
		assertThat(usedCoupons()).isEmpty();

		letMinutesPass();
		assertThat(this.wechatPay.callbacks().redeliver().status()).isEqualTo(204);
		assertThat(usedCoupons()).containsExactly(coupon);
	}

	private void book(DataSource dataSource, boolean failing) {
		new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult((transaction) -> {
			JdbcClient.create(dataSource).sql("INSERT INTO booked VALUES (1)").update();
			if (failing) {
				throw new IllegalStateException("Planned");
			}
		});
	}

	private int bookings(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("SELECT COUNT(*) FROM booked").query(Integer.class).single();
	}

	private void letMinutesPass() {
		assertThat(JdbcClient.create(this.second.context().getBean(DataSource.class))
			.sql("UPDATE %s SET claimed_until = claimed_until - INTERVAL '5' MINUTE"
				.formatted(JdbcNotificationStore.DEFAULT_TABLE_NAME))
			.update()).isEqualTo(1);
	}

	private CallbackAttempt lastAttempt() {
		List<CallbackAttempt> attempts = this.wechatPay.callbacks().awaitAttempts();
		return attempts.get(attempts.size() - 1);
	}

	private List<String> usedCoupons() {
		return this.listeners.stream()
			.flatMap((listener) -> listener.used().stream())
			.map(CouponUsedNotification::couponId)
			.toList();
	}

	private int deliver(CallbackReceiver.Received notification) {
		this.responded = new CompletableFuture<>();
		List<CompletableFuture<HttpResponse<String>>> exchanges = this.targets.stream()
			.map((target) -> target.postAsync(notification, notification.body()))
			.toList();
		exchanges.forEach((exchange) -> exchange.thenRun(() -> this.responded.complete(null)));
		List<Integer> statuses = exchanges.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
		this.responses.add(statuses);
		return (statuses.contains(204)) ? 204 : 500;
	}

}
