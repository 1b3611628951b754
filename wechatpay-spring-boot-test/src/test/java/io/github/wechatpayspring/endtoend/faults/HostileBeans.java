package io.github.wechatpayspring.endtoend.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Beans of an application that throw: whatever listens to calls does so always, the
 * signer when it is told to.
 */
final class HostileBeans {

	private final RequestSigner signer;

	private final AtomicInteger signatures = new AtomicInteger();

	private final AtomicReference<String> lastSigned = new AtomicReference<>("");

	private volatile IntPredicate failing = (attempt) -> false;

	private volatile boolean failingAgain;

	HostileBeans(String privateKeyPem) {
		this.signer = new RsaRequestSigner(privateKey(privateKeyPem));
	}

	ConfigurableApplicationContext start(WechatPaySimulator wechatPay, String... properties) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.initializers((GenericApplicationContext context) -> {
				context.registerBean(RequestSigner.class, () -> this::sign);
				context.registerBean(ObservationHandler.class, Throwing::new);
				context.registerBean(MeterFilter.class, ThrowingFilter::new);
			})
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(CouponApplication
				.arguments(Stream.concat(CouponApplication.properties(wechatPay).stream(), Stream.of(properties))));
	}

	/**
	 * Have signing fail.
	 * @param attempts at which attempts, counted from 1
	 */
	void failToSign(IntPredicate attempts) {
		this.failing = attempts;
	}

	/**
	 * Have signing fail for a request that was signed before.
	 */
	void failToSignAgain() {
		this.failingAgain = true;
	}

	void behave() {
		this.signatures.set(0);
		this.failing = (attempt) -> false;
		this.failingAgain = false;
	}

	private byte[] sign(byte[] message) {
		String signed = new String(message, StandardCharsets.UTF_8).replaceFirst("\n\\d+\n\\w+\n", "\n");
		boolean again = this.lastSigned.getAndSet(signed).equals(signed);
		if (this.failing.test(this.signatures.incrementAndGet()) || (again && this.failingAgain)) {
			throw new IllegalArgumentException("The signer cannot be reached");
		}
		return this.signer.sign(message);
	}

	private static PrivateKey privateKey(String pem) {
		try {
			return KeyFactory.getInstance("RSA")
				.generatePrivate(new PKCS8EncodedKeySpec(
						Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Refuses the meters of calls.
	 */
	private static final class ThrowingFilter implements MeterFilter {

		@Override
		public Meter.Id map(Meter.Id id) {
			if (id.getName().startsWith("wechatpay.client.") || id.getName().startsWith("http.client.")) {
				throw new IllegalStateException("by a filter of meters");
			}
			return id;
		}

	}

	/**
	 * Throws whatever it is told.
	 */
	private static final class Throwing implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			throw new IllegalStateException("by a handler of observations");
		}

		@Override
		public void onError(Observation.Context context) {
			throw new StackOverflowError("by a handler of observations");
		}

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			throw new IllegalArgumentException("by a handler of observations");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			throw new IllegalStateException("by a handler of observations");
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			throw new IllegalStateException("by a handler of observations");
		}

		@Override
		public void onStop(Observation.Context context) {
			throw new IllegalStateException("by a handler of observations");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
