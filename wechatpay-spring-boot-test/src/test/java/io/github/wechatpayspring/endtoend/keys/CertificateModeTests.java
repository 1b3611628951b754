package io.github.wechatpayspring.endtoend.keys;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A merchant who has platform certificates and no public key.
 */
@Timeout(60)
class CertificateModeTests {

	private static final int THREADS = 32;

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.platformKeys(PlatformKeyMode.CERTIFICATE)
		.stocks(CouponApplication.stocks())
		.start();

	private ConfigurableApplicationContext application;

	@BeforeEach
	void startTheApplication() {
		this.application = CouponApplication.start(this.wechatPay);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	@Test
	void makesEveryCallWithCertificatesThatItDownloadedOnce() {
		assertThat(this.wechatPay.requests()).as("requests while beans are created").isEmpty();
		for (Call call : Call.values()) {
			call.make(this.application, CouponApplication.OPENID, "1");
			call.make(this.application, CouponApplication.OPENID, "2");
		}
		assertThat(this.wechatPay.issuedCoupons()).hasSize(8);
		assertThat(downloads()).singleElement().satisfies((request) -> {
			assertThat(request.header("Wechatpay-Serial")).isNull();
			assertThat(request.query()).isEqualTo("algorithm_type=RSA");
		});
		assertThat(this.wechatPay.requests()).hasSize(11)
			.filteredOn((request) -> request.operation() != Operation.CERTIFICATE_DOWNLOAD)
			.extracting((request) -> request.header("Wechatpay-Serial"))
			.allSatisfy((serial) -> assertThat(serial).matches("[0-9A-F]{40}"));
	}

	@Test
	void downloadsOnceForCallsAtTheSameTime() {
		List<String> coupons = sendTogether("first-");
		assertThat(coupons).hasSize(THREADS).doesNotHaveDuplicates();
		assertThat(downloads()).hasSize(1);
	}

	@Test
	void issuesEveryCouponThroughARotation() {
		sendTogether("before-");
		Supplier<List<CompletableFuture<String>>> sending = () -> IntStream.range(0, THREADS)
			.mapToObj((number) -> CompletableFuture.supplyAsync(() -> {
				for (int i = 0; i < 5; i++) {
					send("during-" + number + "-" + i);
				}
				return send("during-" + number);
			}, (task) -> new Thread(task).start()))
			.toList();
		List<CompletableFuture<String>> running = sending.get();
		this.wechatPay.announceCertificate();
		this.wechatPay.rotateCertificate();
		assertThat(running).allSatisfy((coupon) -> assertThat(coupon.join()).isNotEmpty());
		sendTogether("after-");
		assertThat(Call.MULTIUSE.make(this.application, CouponApplication.OPENID, "after")).isNotEmpty();
		assertThat(downloads()).hasSize(2);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(THREADS * 8 + 1);
		RecordedRequest last = this.wechatPay.requests().get(this.wechatPay.requests().size() - 1);
		assertThat(last.header("Wechatpay-Serial")).as("the newest certificate")
			.isNotEqualTo(this.wechatPay.requests().get(1).header("Wechatpay-Serial"));
	}

	@Test
	void believesAListThatOnlyItsOwnNewCertificateVouchesFor() {
		this.wechatPay.rotateCertificate();
		this.wechatPay.rotateCertificate();
		assertThat(send("1")).isNotEmpty();
		this.wechatPay.rotateCertificate();
		assertThat(send("2")).isNotEmpty();
		assertThat(downloads()).hasSize(2);
	}

	@Test
	void asksOnceForASerialNumberThatNobodyKnows() {
		this.wechatPay.inject(Fault.UNKNOWN_SERIAL.on(Operation.FAVOR_SEND).times(4));
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> send("1"))
			.matches((ex) -> ex.reason() == Reason.SERIAL_UNKNOWN)
			.matches(WechatPayException::isOutcomeUnknown)
			.satisfies((ex) -> assertThat(ex.attempts()).hasSize(4));
		assertThat(send("1")).isNotEmpty();
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
		assertThat(downloads()).as("the first and one for the unknown serial number").hasSize(2);
	}

	@Test
	void sendsNothingWithoutAKeyAndRecovers() {
		List<Fault> failures = List.of(Fault.SYSTEM_ERROR_NOT_PROCESSED, Fault.RESET_AFTER_PROCESSING,
				Fault.TRUNCATED_BODY);
		for (Fault failure : failures) {
			this.wechatPay.inject(failure.on(Operation.CERTIFICATE_DOWNLOAD).times(4));
			assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(() -> send("1"))
				.withMessageContaining("GET /v3/certificates")
				.matches((ex) -> !ex.isOutcomeUnknown());
		}
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
		assertThat(send("1")).isNotEmpty();
	}

	@Test
	void refusesForgedLists() {
		List<Fault> forgeries = List.of(Fault.FOREIGN_KEY, Fault.UNKNOWN_SERIAL, Fault.STALE_TIMESTAMP,
				Fault.MISSING_SIGNATURE_HEADERS, Fault.SIGNTEST_SIGNATURE, Fault.EMPTY_BODY, Fault.TAMPERED_BODY);
		for (Fault forgery : forgeries) {
			this.wechatPay.inject(forgery.on(Operation.CERTIFICATE_DOWNLOAD));
			assertThatExceptionOfType(WechatPayKeyException.class).as(forgery.toString())
				.isThrownBy(() -> send("1"))
				.withMessageStartingWith("No platform certificate of WeChat Pay could be downloaded.");
		}
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
		assertThat(downloads()).hasSize(forgeries.size());
	}

	@Test
	void saysThatTheApiV3KeyIsWrong() {
		try (ConfigurableApplicationContext wrong = CouponApplication.start(this.wechatPay,
				"wechatpay.api-v3-key=00000000000000000000000000000000")) {
			assertThatExceptionOfType(WechatPayKeyException.class)
				.isThrownBy(() -> Call.FAVOR.make(wrong, CouponApplication.OPENID, "1"))
				.withMessageContaining("The API v3 key does not open this ciphertext")
				.withMessageNotContaining("0000");
		}
	}

	@Test
	void downloadsNothingWithLocalCertificates() {
		String certificate = this.wechatPay.platformCertificatePems().get(0);
		try (ConfigurableApplicationContext local = CouponApplication.start(this.wechatPay,
				"wechatpay.platform-certificates=" + certificate)) {
			for (Call call : Call.values()) {
				call.make(local, CouponApplication.OPENID, "1");
			}
		}
		assertThat(downloads()).isEmpty();
	}

	private List<String> sendTogether(String prefix) {
		List<CompletableFuture<String>> coupons = IntStream.range(0, THREADS)
			.mapToObj((number) -> Call.FAVOR.makeAsync(this.application, CouponApplication.OPENID, prefix + number))
			.toList();
		return coupons.stream().map(CompletableFuture::join).toList();
	}

	private String send(String number) {
		return Call.FAVOR.make(this.application, CouponApplication.OPENID, number);
	}

	private List<RecordedRequest> downloads() {
		return this.wechatPay.requests()
			.stream()
			.filter((request) -> request.operation() == Operation.CERTIFICATE_DOWNLOAD)
			.toList();
	}

}
