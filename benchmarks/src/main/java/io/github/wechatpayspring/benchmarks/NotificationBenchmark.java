package io.github.wechatpayspring.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.delivery.InMemoryNotificationStore;
import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.http.HttpHeaders;

/**
 * Callbacks a second on one thread.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class NotificationBenchmark {

	private static final String RESOURCE_NONCE = "j9g1wAzF9Xn1";

	private static final String USED = """
			{"stock_creator_mchid":"9800064","stock_id":"9865888","coupon_id":"98674556",\
			"coupon_name":"微信支付代金券","status":"USED","description":"微信支付营销",\
			"create_time":"2015-05-20T13:29:35+08:00","coupon_type":"NORMAL","no_cash":true,\
			"available_begin_time":"2015-05-21T13:29:35+08:00","available_end_time":"2015-05-22T13:29:35+08:00",\
			"singleitem":false,"normal_coupon_information":{"coupon_amount":10,"transaction_minimum":11},\
			"consume_information":{"consume_time":"2015-05-23T13:29:35+08:00","consume_mchid":"9856081",\
			"transaction_id":"4200752501201407033233368018","consume_amount":50},"business_type":"MULTIUSE"}""";

	private final NotificationParser parser;

	private final NotificationReceiver receiver;

	private final HttpHeaders headers;

	private final byte[] body;

	/**
	 * Prepare with keys of its own.
	 */
	public NotificationBenchmark() {
		KeyPair platform = Credentials.generateKeys();
		Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
		PlatformKeys keys = PlatformKeys
			.of(new PlatformKey(Credentials.PLATFORM_KEY_ID, (RSAPublicKey) platform.getPublic()));
		this.parser = new NotificationParser(new PlatformKeyVerifier(() -> keys, clock),
				AeadCipher.of(Credentials.API_V3_KEY));
		this.receiver = new NotificationReceiver(new EachOnce(new InMemoryNotificationStore(clock)), (notification) -> {
		}, Runnable::run, Duration.ofSeconds(4), (merchant, outcome, notification) -> {
		}, clock);
		this.body = """
				{"id":"7442f44b-aa13-5a7c-b6a9-51c5c8ace319","create_time":"2026-11-20T12:00:00+08:00",\
				"resource_type":"encrypt-resource","event_type":"COUPON.USE","summary":"用券成功",\
				"resource":{"original_type":"coupon","algorithm":"AEAD_AES_256_GCM","ciphertext":"%s",\
				"associated_data":"coupon","nonce":"%s"}}""".formatted(encrypt(), RESOURCE_NONCE)
			.getBytes(StandardCharsets.UTF_8);
		this.headers = PlatformSigner.headers(platform.getPrivate(), clock.instant(), this.body);
	}

	private static String encrypt() {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE,
					new SecretKeySpec(Credentials.API_V3_KEY.getBytes(StandardCharsets.UTF_8), "AES"),
					new GCMParameterSpec(128, RESOURCE_NONCE.getBytes(StandardCharsets.UTF_8)));
			cipher.updateAAD("coupon".getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(cipher.doFinal(USED.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has AES", ex);
		}
	}

	/**
	 * Verify, decrypt and read a notification.
	 * @return the notification
	 */
	@Benchmark
	public WechatPayNotification parse() {
		return this.parser.parse(this.headers, this.body);
	}

	/**
	 * Verify, decrypt and read a notification and have it handled.
	 * @return what became of it
	 */
	@Benchmark
	public NotificationOutcome receive() {
		NotificationOutcome outcome = this.receiver.receive(this.parser, this.headers, this.body).join();
		if (outcome != NotificationOutcome.HANDLED) {
			throw new IllegalStateException("The notification is " + outcome);
		}
		return outcome;
	}

	/**
	 * Assigns each delivery its own id, since only the first one of a notification is
	 * handled. For use by one thread.
	 */
	private static final class EachOnce implements NotificationStore {

		private final NotificationStore store;

		private long number;

		EachOnce(NotificationStore store) {
			this.store = store;
		}

		@Override
		public ClaimResult claim(Claim claim) {
			this.number++;
			return this.store.claim(numbered(claim));
		}

		@Override
		public boolean handled(Claim claim) {
			return this.store.handled(numbered(claim));
		}

		@Override
		public void release(Claim claim) {
			this.store.release(numbered(claim));
		}

		private Claim numbered(Claim claim) {
			return new Claim(claim.merchant(), claim.id() + this.number, claim.token());
		}

	}

}
