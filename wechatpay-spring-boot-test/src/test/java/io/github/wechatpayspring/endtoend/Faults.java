package io.github.wechatpayspring.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.wechatpayspring.endtoend.Fault.Pattern;
import io.github.wechatpayspring.endtoend.UnendingGateway.Ending;
import io.github.wechatpayspring.simulator.Misbehaviour;
import io.github.wechatpayspring.simulator.PlannedMisbehaviour;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * All that goes wrong in {@link FaultMatrixTests}, and the applications that it happens
 * to. To add one, add it to {@link #all()}.
 */
final class Faults implements AutoCloseable {

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

	Faults(WechatPaySimulator wechatPay) {
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

	List<Fault> all() {
		List<Fault> all = new ArrayList<>();
		for (Misbehaviour misbehaviour : MisbehaviourTests.misbehaviours()) {
			all.add(misbehaving(misbehaviour.toString(), misbehaviour));
		}
		// under load only those are to be given up that nobody answers
		all.add(new Fault("NO_ANSWER_IN_TIME", this.impatient, ALWAYS,
				(pattern, call) -> misbehave(Misbehaviour.delay(LONGER_THAN_ANY_TEST), pattern, call)));
		all.add(misbehaving("GATEWAY_408_FORWARDED", Misbehaviour.forwardedByGateway(408)));
		IntStream.of(302, 409, 410, 421, 425, 499)
			.forEach((status) -> all.add(misbehaving("GATEWAY_%d_FORWARDED".formatted(status),
					Misbehaviour.forwardedByGateway(status), IN_SINGLE_CALLS)));
		IntStream.of(400, 401, 403, 404, 405, 413, 415, 429, 431)
			.forEach((status) -> all.add(misbehaving("GATEWAY_%d_REFUSED".formatted(status),
					Misbehaviour.refusedByGateway(status), IN_SINGLE_CALLS)));
		all.add(new Fault("TLS_ALERT_AFTER_PROCESSING", this.behindGateway, ALWAYS,
				(pattern, call) -> this.gateway.alert(pattern::fails)));
		all.add(new Fault("DRIPPING_RESPONSE", this.behindDripping, IN_SINGLE_CALLS,
				(pattern, call) -> this.unending.neverEnd(Ending.DRIPPING_RESPONSE, pattern::fails)));
		all.add(new Fault("ENDLESS_RESPONSE", this.behindEndless, ALWAYS,
				(pattern, call) -> this.unending.neverEnd(Ending.ENDLESS_RESPONSE, pattern::fails)));
		all.add(new Fault("ENDLESS_BAD_GATEWAY", this.behindEndless, ALWAYS,
				(pattern, call) -> this.unending.neverEnd(Ending.ENDLESS_BAD_GATEWAY, pattern::fails)));
		all.add(new Fault("SIGNER_THROWS", this.hostile, ALWAYS,
				(pattern, call) -> this.hostileBeans.failToSign(pattern::fails)));
		all.add(new Fault("SIGNER_THROWS_AFTER_BAD_GATEWAY", this.hostile, ALWAYS, (pattern, call) -> {
			this.hostileBeans.failToSignAgain();
			misbehave(Misbehaviour.forwardedByGateway(502), pattern, call);
		}));
		all.add(new Fault("LISTENERS_THROW", this.hostile, EnumSet.of(Pattern.EVERY_ATTEMPT), (pattern, call) -> {
		}));
		all.add(new Fault("LISTENERS_THROW_AFTER_BAD_GATEWAY", this.hostile, ALWAYS,
				(pattern, call) -> misbehave(Misbehaviour.forwardedByGateway(502), pattern, call)));
		all.add(new Fault("SHUTDOWN_BEFORE_SECOND_ATTEMPT", () -> this.closing, EnumSet.of(Pattern.FIRST_ATTEMPT),
				this::closeWhileItWaits));
		return all;
	}

	private Fault misbehaving(String name, Misbehaviour misbehaviour) {
		return misbehaving(name, misbehaviour, ALWAYS);
	}

	private Fault misbehaving(String name, Misbehaviour misbehaviour, Set<Pattern> patterns) {
		return new Fault(name, this.patient, patterns, (pattern, call) -> misbehave(misbehaviour, pattern, call));
	}

	private void misbehave(Misbehaviour misbehaviour, Pattern pattern, Call call) {
		PlannedMisbehaviour planned = this.wechatPay.misbehave(misbehaviour).on(call.operation());
		switch (pattern) {
			case FIRST_ATTEMPT -> planned.times(1);
			case EVERY_ATTEMPT -> planned.always();
			case EVERY_OTHER_ATTEMPT -> planned.every(2);
		}
	}

	private void closeWhileItWaits(Pattern pattern, Call call) {
		ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				properties("spring.lifecycle.timeout-per-shutdown-phase=1ms"));
		this.closing = application;
		misbehave(Misbehaviour.unavailable(Duration.ofSeconds(1)), pattern, call);
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
		this.wechatPay.behave();
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
