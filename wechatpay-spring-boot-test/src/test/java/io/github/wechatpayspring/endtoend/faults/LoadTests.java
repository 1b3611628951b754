package io.github.wechatpayspring.endtoend.faults;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers for a while, with one of a hundred requests going wrong in one way or
 * another. Lasts {@code -Dload.seconds} seconds.
 */
class LoadTests {

	private static final int CALLERS = 200;

	private static final int SECONDS = Integer.getInteger("load.seconds", 10);

	private static final String CONNECTION = "org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection";

	private static final String RESILIENCE = "io.github.wechatpayspring.client.resilience.";

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final Map<String, String> issued = new ConcurrentHashMap<>();

	private final AtomicInteger failures = new AtomicInteger();

	@Test
	void losesNothingAndIssuesNothingTwice() throws Exception {
		// other tests may have left an application open
		Set<Thread> threads = threads();
		long connections = connections();
		try (this.wechatPay) {
			try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
					"wechatpay.client.retry.initial-delay=5ms", "wechatpay.client.rate-limit.max-wait=60s",
					"wechatpay.client.rate-limit.favor-send=100000/s",
					"wechatpay.client.rate-limit.favor-list=100000/s",
					"wechatpay.client.rate-limit.multiuse-send=100000/s")) {
				List<Fault> faults = FaultTests.faults();
				faults.forEach((fault) -> this.wechatPay.inject(fault.every(100 * faults.size())));
				load(application);
				compareWithLedger();
				assertThat(liveObjects()).as("what is left of the calls")
					.doesNotContainKeys(RESILIENCE + "RetriedCall", RESILIENCE + "OneAtATimeInterceptor$Turn");
				assertThat(connections()).isLessThanOrEqualTo(connections + CALLERS);
			}
			assertThat(connections()).isLessThanOrEqualTo(connections);
			Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(threads));
		}
	}

	private void load(ConfigurableApplicationContext application) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
		ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Future<?>> callers = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				String name = caller + "x";
				callers.add(executor.submit(() -> {
					for (int i = 0; System.nanoTime() < end; i++) {
						call(application, Call.values()[i % Call.values().length], name + i, i % 3 == 0);
					}
				}));
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	// a caller that does as it is told: what is unknown is sent again
	private void call(ConfigurableApplicationContext application, Call call, String number, boolean async) {
		for (int times = 0; times < 10; times++) {
			String response = attempt(application, call, number, async);
			if (response != null) {
				if (call.issuesACoupon()) {
					this.issued.put(number, response);
				}
				return;
			}
			this.failures.incrementAndGet();
		}
		throw new AssertionError("The outcome of " + number + " was not to be settled");
	}

	private @Nullable String attempt(ConfigurableApplicationContext application, Call call, String number,
			boolean async) {
		String openid = "oUpF8u-" + number;
		try {
			return (async) ? call.makeAsync(application, openid, number).join()
					: call.make(application, openid, number);
		}
		catch (WechatPayException ex) {
			return null;
		}
		catch (CompletionException ex) {
			assertThat(ex).hasCauseInstanceOf(WechatPayException.class);
			return null;
		}
	}

	private void compareWithLedger() {
		Map<String, String> ledger = this.wechatPay.issuedCoupons()
			.stream()
			// refuses two coupons of one number
			.collect(Collectors.toMap(IssuedCoupon::outRequestNo, IssuedCoupon::id));
		assertThat(this.issued).isNotEmpty().isEqualTo(ledger);
		System.out.printf(
				"%d coupons issued by %d callers in %d seconds with 1 %% of requests going wrong: "
						+ "%d requests, %d calls sent again by their callers, nothing lost, nothing twice%n",
				ledger.size(), CALLERS, SECONDS, this.wechatPay.requests().size(), this.failures.get());
	}

	private static long connections() throws JMException {
		return liveObjects().getOrDefault(CONNECTION, 0L);
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("wechatpay-"))
			.collect(Collectors.toSet());
	}

	/**
	 * Count what a full garbage collection leaves.
	 * @return the number of objects by class
	 */
	private static Map<String, Long> liveObjects() throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		Map<String, Long> objects = new HashMap<>();
		// rank: number of objects, bytes, class, module
		histogram.lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns.length >= 4 && columns[0].endsWith(":"))
			.forEach((columns) -> objects.merge(columns[3], Long.parseLong(columns[1]), Long::sum));
		return objects;
	}

}
