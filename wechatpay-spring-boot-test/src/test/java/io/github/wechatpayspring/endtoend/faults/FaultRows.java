package io.github.wechatpayspring.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultRow.Pattern;
import io.github.wechatpayspring.endtoend.faults.UnendingGateway.Ending;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.FaultPlan;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * All that goes wrong in {@link FaultMatrixTests}, and the applications that it happens
 * to. To add one, add it to {@link #all()}.
 */
final class FaultRows implements AutoCloseable {

	private static final Set<Pattern> ALWAYS = EnumSet.allOf(Pattern.class);

	// for what differs by its status only
	private static final Set<Pattern> IN_SINGLE_CALLS = EnumSet.of(Pattern.FIRST_ATTEMPT, Pattern.EVERY_ATTEMPT);

	private static final Duration LONGER_THAN_ANY_TEST = Duration.ofMinutes(10);

	private final WechatPaySimulator wechatPay;

	private final HostileBeans hostileBeans;

	private final AlertingGateway gateway;

	private final UnendingGateway unending;

	private final List<ConfigurableApplicationContext> started = new ArrayList<>();

	private final Supplier<ConfigurableApplicationContext> patient = application("wechatpay.client.read-timeout=60s");

	private final Supplier<ConfigurableApplicationContext> impatient = application(
			"wechatpay.client.read-timeout=500ms");

	private final Supplier<ConfigurableApplicationContext> hostile;

	private final Supplier<ConfigurableApplicationContext> behindGateway;

	private final Supplier<ConfigurableApplicationContext> behindEndless;

	private final Supplier<ConfigurableApplicationContext> behindDripping;

	private ConfigurableApplicationContext closing;

	FaultRows(WechatPaySimulator wechatPay) {
		this.wechatPay = wechatPay;
		this.hostileBeans = new HostileBeans(wechatPay.merchant().privateKeyPem());
		this.gateway = new AlertingGateway(wechatPay.baseUrl());
		this.hostile = SingletonSupplier.of(() -> keep(this.hostileBeans.start(wechatPay, properties())));
		this.behindGateway = application("wechatpay.client.base-url=" + this.gateway.baseUrl(),
				"spring.ssl.bundle.pem.gateway.truststore.certificate=" + this.gateway.certificate(),
				"spring.http.clients.ssl.bundle=gateway");
		this.unending = new UnendingGateway(wechatPay.baseUrl());
		this.behindEndless = application("wechatpay.client.base-url=" + this.unending.baseUrl(),
				"wechatpay.client.read-timeout=60s");
		this.behindDripping = application("wechatpay.client.base-url=" + this.unending.baseUrl(),
				"wechatpay.client.connect-timeout=500ms", "wechatpay.client.read-timeout=500ms");
	}

	/**
	 * Return an application that nothing is wrong with.
	 * @return the application
	 */
	ConfigurableApplicationContext patient() {
		return this.patient.get();
	}

	List<FaultRow> all() {
		List<FaultRow> all = new ArrayList<>();
		for (Fault fault : FaultTests.faults()) {
			all.add(failing(fault.toString(), fault));
		}
		// under load only those time out that nobody responds to
		all.add(new FaultRow("NO_ANSWER_IN_TIME", this.impatient, ALWAYS,
				(pattern, call) -> inject(Fault.delay(LONGER_THAN_ANY_TEST), pattern, call)));
		all.add(failing("GATEWAY_408_FORWARDED", Fault.forwardedByGateway(408)));
		IntStream.of(302, 409, 410, 421, 425, 499)
			.forEach((status) -> all.add(failing("GATEWAY_%d_FORWARDED".formatted(status),
					Fault.forwardedByGateway(status), IN_SINGLE_CALLS)));
		IntStream.of(400, 401, 403, 404, 405, 413, 415, 429, 431)
			.forEach((status) -> all
				.add(failing("GATEWAY_%d_REFUSED".formatted(status), Fault.refusedByGateway(status), IN_SINGLE_CALLS)));
		all.add(new FaultRow("TLS_ALERT_AFTER_PROCESSING", this.behindGateway, ALWAYS,
				(pattern, call) -> this.gateway.alert(pattern::fails)));
		all.add(new FaultRow("DRIPPING_RESPONSE", this.behindDripping, IN_SINGLE_CALLS,
				(pattern, call) -> this.unending.neverEnd(Ending.DRIPPING_RESPONSE, pattern::fails)));
		all.add(new FaultRow("ENDLESS_RESPONSE", this.behindEndless, ALWAYS,
				(pattern, call) -> this.unending.neverEnd(Ending.ENDLESS_RESPONSE, pattern::fails)));
		all.add(new FaultRow("ENDLESS_BAD_GATEWAY", this.behindEndless, ALWAYS,
				(pattern, call) -> this.unending.neverEnd(Ending.ENDLESS_BAD_GATEWAY, pattern::fails)));
		all.add(new FaultRow("SIGNER_THROWS", this.hostile, ALWAYS,
				(pattern, call) -> this.hostileBeans.failToSign(pattern::fails)));
		all.add(new FaultRow("SIGNER_THROWS_AFTER_BAD_GATEWAY", this.hostile, ALWAYS, (pattern, call) -> {
			this.hostileBeans.failToSignAgain();
			inject(Fault.forwardedByGateway(502), pattern, call);
		}));
		all.add(new FaultRow("LISTENERS_THROW", this.hostile, EnumSet.of(Pattern.EVERY_ATTEMPT), (pattern, call) -> {
		}));
		all.add(new FaultRow("LISTENERS_THROW_AFTER_BAD_GATEWAY", this.hostile, ALWAYS,
				(pattern, call) -> inject(Fault.forwardedByGateway(502), pattern, call)));
		all.add(new FaultRow("SHUTDOWN_BEFORE_SECOND_ATTEMPT", () -> this.closing, EnumSet.of(Pattern.FIRST_ATTEMPT),
				this::closeWhileItWaits));
		return all;
	}

	private FaultRow failing(String name, Fault fault) {
		return failing(name, fault, ALWAYS);
	}

	private FaultRow failing(String name, Fault fault, Set<Pattern> patterns) {
		return new FaultRow(name, this.patient, patterns, (pattern, call) -> inject(fault, pattern, call));
	}

	private void inject(Fault fault, Pattern pattern, Call call) {
		FaultPlan plan = fault.on(call.operation());
		this.wechatPay.inject(switch (pattern) {
			case FIRST_ATTEMPT -> plan;
			case EVERY_ATTEMPT -> plan.always();
			case EVERY_OTHER_ATTEMPT -> plan.every(2);
		});
	}

	private void closeWhileItWaits(Pattern pattern, Call call) {
		ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				properties("spring.lifecycle.timeout-per-shutdown-phase=1ms"));
		this.closing = application;
		inject(Fault.unavailable(Duration.ofSeconds(1)), pattern, call);
		Thread thread = new Thread(() -> {
			Awaitility.await().until(() -> !this.wechatPay.requests().isEmpty());
			application.close();
		});
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Have nothing go wrong any more.
	 */
	void behave() {
		this.wechatPay.clearFaults();
		this.hostileBeans.behave();
		this.gateway.alert((request) -> false);
		this.unending.neverEnd(Ending.ENDLESS_RESPONSE, (request) -> false);
	}

	private Supplier<ConfigurableApplicationContext> application(String... properties) {
		return SingletonSupplier.of(() -> keep(CouponApplication.start(this.wechatPay, properties(properties))));
	}

	private ConfigurableApplicationContext keep(ConfigurableApplicationContext application) {
		this.started.add(application);
		return application;
	}

	private static String[] properties(String... further) {
		List<String> properties = new ArrayList<>(
				List.of("wechatpay.client.retry.timeout=10m", "wechatpay.client.retry.initial-delay=1ms",
						"wechatpay.client.retry.max-share=1", "wechatpay.client.rate-limit.enabled=false"));
		properties.addAll(Arrays.asList(further));
		return properties.toArray(String[]::new);
	}

	@Override
	public void close() {
		this.started.forEach(ConfigurableApplicationContext::close);
		this.gateway.close();
		this.unending.close();
	}

}
