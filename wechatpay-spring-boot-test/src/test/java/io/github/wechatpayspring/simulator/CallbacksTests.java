package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.wechatpayspring.simulator.CallbackAttempt.Kind;
import io.github.wechatpayspring.simulator.CallbackReceiver.Received;
import io.github.wechatpayspring.simulator.callbacks.CouponFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class CallbacksTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "coupon" })
	void sendsWhatIsDocumented(String associatedData) throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = start(receiver.url(),
						CallbackSettings.defaults().withAssociatedData(associatedData))) {
			simulator.redeem(send(simulator));
			Received request = receiver.take();
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.header("Content-Type")).isEqualTo("application/json");
			assertThat(request.header("Wechatpay-Serial")).isEqualTo(simulator.merchant().platformPublicKeyId());
			assertThat(request.header("Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SHA256-RSA2048");
			assertThat(request.header("Wechatpay-Timestamp")).matches("\\d{10}");
			assertThat(request.header("Wechatpay-Nonce")).hasSize(32);
			assertThat(request.header("Wechatpay-Signature")).hasSize(344);
			assertThat(request.header("Request-ID")).isNotEmpty();
			JsonNode envelope = new JsonMapper().readTree(request.body());
			assertThat(envelope.propertyNames()).containsExactlyInAnyOrder("id", "create_time", "resource_type",
					"event_type", "summary", "resource");
			assertThat(envelope.path("id").asString()).hasSize(36)
				.isEqualTo(simulator.callbacks().awaitAttempts().get(0).notificationId());
			assertThat(envelope.path("event_type").asString()).isEqualTo("COUPON.USE");
			assertThat(envelope.path("resource_type").asString()).isEqualTo("encrypt-resource");
			assertThat(envelope.path("create_time").asString())
				.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00");
			JsonNode resource = envelope.path("resource");
			assertThat(resource.path("original_type").asString()).isEqualTo("coupon");
			assertThat(resource.path("algorithm").asString()).isEqualTo("AEAD_AES_256_GCM");
			assertThat(resource.path("associated_data").asString()).isEqualTo(associatedData);
			assertThat(resource.path("nonce").asString()).hasSize(12);
		}
	}

	@Test
	void repeatsTheSameBodyWithAFreshSignatureUntilItIsAccepted() throws IOException {
		List<Integer> statuses = List.of(500, 401, 200);
		AtomicInteger next = new AtomicInteger();
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> statuses.get(next.getAndIncrement()));
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			simulator.callbacks().redeliver();
			assertThat(simulator.callbacks().redeliver().isAccepted()).isTrue();
			assertThatIllegalStateException().isThrownBy(simulator.callbacks()::redeliver)
				.withMessage("No notification is waiting for a retry");
			assertThat(simulator.callbacks().attempts()).extracting(CallbackAttempt::status)
				.containsExactly(500, 401, 200);
			assertThat(simulator.callbacks().attempts()).extracting(CallbackAttempt::kind)
				.containsExactly(Kind.FIRST, Kind.RETRY, Kind.RETRY);
			assertThat(receiver.received()).hasSize(3)
				.allSatisfy((request) -> assertThat(request.body()).isEqualTo(receiver.received().get(0).body()));
			assertThat(receiver.received()).extracting((request) -> request.header("Wechatpay-Nonce"))
				.doesNotHaveDuplicates();
			assertThat(receiver.received()).extracting((request) -> request.header("Wechatpay-Signature"))
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void callsNineTimesInAllForACouponThatWasUsed() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			redeliverUntilGivenUp(simulator);
			assertThat(receiver.received()).hasSize(9);
			assertThat(simulator.callbacks().attempts()).extracting(CallbackAttempt::eventType)
				.containsOnly("COUPON.USE");
		}
	}

	@Test
	void callsElevenTimesInAllForACouponThatWasSent() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			sendProductCoupon(simulator, "1");
			redeliverUntilGivenUp(simulator);
			assertThat(receiver.received()).hasSize(11);
			assertThat(simulator.callbacks().attempts()).extracting(CallbackAttempt::eventType)
				.containsOnly("COUPON.SEND");
		}
	}

	private static void redeliverUntilGivenUp(WechatPaySimulator simulator) {
		assertThatIllegalStateException().isThrownBy(() -> {
			for (int i = 0; i < 20; i++) {
				assertThat(simulator.callbacks().redeliver().isAccepted()).isFalse();
			}
		}).withMessage("No notification is waiting for a retry");
	}

	@Test
	void tellsOnceThatACouponWasSent() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			String code = sendProductCoupon(simulator, "1");
			assertThat(sendProductCoupon(simulator, "1")).isEqualTo(code);
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(1);
			JsonNode envelope = new JsonMapper().readTree(receiver.take().body());
			assertThat(envelope.path("event_type").asString()).isEqualTo("COUPON.SEND");
			assertThat(envelope.path("summary").asString()).isEqualTo("商家券领券通知");
			assertThat(envelope.path("resource").path("original_type").asString()).isEqualTo("coupon");
			assertThat(envelope.path("resource").path("associated_data").asString()).isEqualTo("coupon");
		}
	}

	@Test
	void tellsNothingThatIsNotDocumented() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			send(simulator);
			simulator.addStock(Stock.consumerCard("3"));
			simulator.addStock(Stock.multiuse("4"));
			assertThat(new TestClient(simulator)
				.post("/v3/marketing/busifavor/coupons/3/send",
						SimulatorTests.json(Map.of("out_request_no", "1", "appid", simulator.merchant().appid(),
								"openid", "o-1", "send_time", CouponFields.time(Instant.now()))))
				.status()).isEqualTo(200);
			simulator.addStock(Stock.productCoupon("5").creator("8956000").crossMerchant());
			sendProductCoupon(simulator, "5", "1");
			assertThat(simulator.callbacks().awaitAttempts()).as("consumer cards and coupons of others").isEmpty();
		}
	}

	@Test
	void deliversOutOfOrder() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.callbacks().hold();
			String first = send(simulator, "1");
			String second = send(simulator, "2");
			simulator.redeem(first);
			simulator.redeem(second);
			sendProductCoupon(simulator, "3");
			assertThat(simulator.callbacks().awaitAttempts()).isEmpty();
			assertThat(simulator.callbacks().releaseNewestFirst()).extracting(CallbackAttempt::eventType)
				.containsExactly("COUPON.SEND", "COUPON.USE", "COUPON.USE");
			assertThat(receiver.received()).hasSize(3);
			assertThat(simulator.callbacks().releaseNewestFirst()).isEmpty();
			sendProductCoupon(simulator, "4");
			assertThat(simulator.callbacks().awaitAttempts()).as("holds back no more").hasSize(4);
		}
	}

	@Test
	void repeatsWhatWasDeliveredOutOfOrder() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.callbacks().hold();
			simulator.redeem(send(simulator, "1"));
			simulator.redeem(send(simulator, "2"));
			List<CallbackAttempt> released = simulator.callbacks().releaseNewestFirst();
			assertThat(released).extracting(CallbackAttempt::notificationId).doesNotHaveDuplicates().hasSize(2);
			assertThat(simulator.callbacks().redeliver().notificationId()).isEqualTo(released.get(0).notificationId());
			assertThat(simulator.callbacks().redeliver().notificationId()).isEqualTo(released.get(1).notificationId());
		}
	}

	@Test
	void deliversToTheRegisteredUrlOnLoopbackUnlessOneIsSetByHand() throws IOException {
		try (CallbackReceiver registered = CallbackReceiver.https((request) -> 204);
				CallbackReceiver byHand = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = start(null, CallbackSettings.defaults())) {
			register(simulator, "favor", registered.url().toString());
			sendProductCoupon(simulator, "1");
			simulator.redeem(send(simulator, "2"));
			assertThat(simulator.callbacks().awaitAttempts()).singleElement()
				.matches((attempt) -> attempt.isAccepted() && attempt.eventType().equals("COUPON.USE"));
			assertThat(registered.received()).hasSize(1);
			register(simulator, "busifavor", registered.url().toString());
			sendProductCoupon(simulator, "3");
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(2).allMatch(CallbackAttempt::isAccepted);
			simulator.notifyUrl(byHand.url());
			sendProductCoupon(simulator, "4");
			simulator.redeem(send(simulator, "5"));
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(4);
			assertThat(registered.received()).hasSize(2);
			assertThat(byHand.received()).hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://shop.example.com/notify", "https://[/", "https://localhost:65536/" })
	void callsNobodyAtARegisteredUrlElsewhere(String url) throws IOException {
		try (WechatPaySimulator simulator = start(null, CallbackSettings.defaults())) {
			register(simulator, "favor", url);
			simulator.redeem(send(simulator));
			assertThat(simulator.callbacks().awaitAttempts()).isEmpty();
		}
	}

	@Test
	void changesThePercentageWhileItRuns() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204);
				WechatPaySimulator simulator = WechatPaySimulator.builder()
					.stocks(Stock.favor("1"))
					.platformKeys(PlatformKeyMode.MIGRATION)
					.notifyUrl(receiver.url())
					.callbackSettings(CallbackSettings.defaults().withPublicKeyPercentage(0))
					.start()) {
			simulator.redeem(send(simulator, "1"));
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(1);
			simulator.callbacks().publicKeyPercentage(100);
			simulator.redeem(send(simulator, "2"));
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(2);
			simulator.callbacks().publicKeyPercentage(0);
			simulator.redeem(send(simulator, "3"));
			String publicKeyId = simulator.merchant().platformPublicKeyId();
			assertThat(simulator.callbacks().awaitAttempts())
				.extracting((attempt) -> attempt.keyId().equals(publicKeyId))
				.containsExactly(false, true, false);
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.callbacks().publicKeyPercentage(101));
		}
	}

	@Test
	void repeatsByItselfWhenItIsTime() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(receiver.url(),
						CallbackSettings.defaults().withRetries(Duration.ZERO, Duration.ofMillis(1)))) {
			simulator.redeem(send(simulator));
			receiver.take();
			receiver.take();
			receiver.take();
			assertThat(simulator.callbacks().awaitAttempts()).extracting(CallbackAttempt::kind)
				.containsExactly(Kind.FIRST, Kind.RETRY, Kind.RETRY);
		}
	}

	@Test
	void repeatsFirstWhatFailedFirst() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator, "1"));
			simulator.redeem(send(simulator, "2"));
			List<CallbackAttempt> first = simulator.callbacks().awaitAttempts();
			assertThat(first).hasSize(2);
			assertThat(simulator.callbacks().redeliver().notificationId()).isEqualTo(first.get(0).notificationId());
			assertThat(simulator.callbacks().redeliver().notificationId()).isEqualTo(first.get(1).notificationId());
		}
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "204, true", "201, false", "202, false", "302, false", "400, false", "503, false" })
	void acceptsNothingBut200And204(int status, boolean accepted) throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> status);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			CallbackAttempt attempt = simulator.callbacks().awaitAttempts().get(0);
			assertThat(attempt.status()).isEqualTo(status);
			assertThat(attempt.isAccepted()).isEqualTo(accepted);
			assertThat(receiver.received()).as("redirects are not followed").hasSize(1);
		}
	}

	@Test
	void waitsNoLongerThanItsTimeLimit() throws IOException {
		CountDownLatch closing = new CountDownLatch(1);
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> {
			await(closing);
			return 200;
		});
				WechatPaySimulator simulator = start(receiver.url(),
						CallbackSettings.defaults().withTimeLimit(Duration.ofMillis(200)))) {
			simulator.redeem(send(simulator));
			assertThat(simulator.callbacks().awaitAttempts()).singleElement()
				.matches((attempt) -> attempt.status() == 0 && !attempt.isAccepted());
			closing.countDown();
		}
	}

	@Test
	void countsNoConnectionAsNoResponse() throws IOException {
		URI nobody;
		try (ServerSocket socket = new ServerSocket(0)) {
			nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/notify");
		}
		try (WechatPaySimulator simulator = start(nobody, CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			assertThat(simulator.callbacks().redeliver().status()).isZero();
		}
	}

	@Test
	void duplicatesAndProbesOnDemand() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 200);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			String id = simulator.callbacks().awaitAttempts().get(0).notificationId();
			assertThat(simulator.callbacks().duplicate(id).kind()).isEqualTo(Kind.DUPLICATE);
			assertThat(simulator.callbacks().probe(id).kind()).isEqualTo(Kind.PROBE);
			assertThat(receiver.received()).hasSize(3)
				.allSatisfy((request) -> assertThat(request.body()).isEqualTo(receiver.received().get(0).body()));
			assertThat(receiver.received().get(2).header("Wechatpay-Signature"))
				.matches("WECHATPAY/SIGNTEST/[A-Za-z0-9]{334}==");
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.callbacks().duplicate("EV-1"))
				.withMessage("No notification 'EV-1' has been sent");
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.callbacks().probe("EV-1"));
		}
	}

	@Test
	void repeatsAfterAProbeEvenIfTheProbeIsAccepted() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver(
				(request) -> request.header("Wechatpay-Signature").startsWith("WECHATPAY/") ? 200 : 500);
				WechatPaySimulator simulator = start(receiver.url(), CallbackSettings.defaults())) {
			simulator.redeem(send(simulator));
			String id = simulator.callbacks().awaitAttempts().get(0).notificationId();
			assertThat(simulator.callbacks().probe(id).isAccepted()).isTrue();
			assertThat(simulator.callbacks().redeliver().notificationId()).isEqualTo(id);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/notify", "https://10.0.0.1/notify", "http://127.0.0.1.example.com/",
			"http://[2001:db8::1]/", "http://0.0.0.0/" })
	void refusesToCallBackAnythingButLoopback(String url) {
		URI elsewhere = URI.create(url);
		assertThatIllegalArgumentException().isThrownBy(() -> WechatPaySimulator.builder().notifyUrl(elsewhere))
			.withMessageStartingWith("The simulator calls back on loopback only: localhost, 127.0.0.1 or [::1], not '");
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.notifyUrl(elsewhere));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/notify", "ftp://localhost/", "mailto:localhost", "http:///notify", "http://127.0.0.256/",
			"http://localhost:65536/", "http://localhost:0/" })
	void refusesWhatIsNoUrl(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> WechatPaySimulator.builder().notifyUrl(URI.create(url)))
			.withMessage("The URL for notifications must be an absolute http or https URL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost/notify?a=b", "http://u@localhost/notify", "http://localhost/notify#a" })
	void refusesAUrlThatWechatPayDoesNotTake(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> WechatPaySimulator.builder().notifyUrl(URI.create(url)))
			.withMessageStartingWith("WeChat Pay takes no URL for notifications with");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://localhost:1/notify", "https://LOCALHOST/", "http://127.1.2.3/", "http://[::1]:80/" })
	void takesEveryLoopbackUrl(String url) {
		assertThat(WechatPaySimulator.builder().notifyUrl(URI.create(url))).isNotNull();
	}

	@Test
	void tellsNobodyWithoutAUrlAndNobodyButTheCreator() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 200);
				WechatPaySimulator simulator = start(null, CallbackSettings.defaults())) {
			simulator.redeem(send(simulator, "1"));
			simulator.notifyUrl(receiver.url());
			simulator.addStock(Stock.favor("2").creator("8956000").crossMerchant());
			simulator.redeem(send(simulator, "2", "2", "8956000"));
			assertThat(simulator.callbacks().awaitAttempts()).isEmpty();
			simulator.redeem(send(simulator, "3"));
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(1);
		}
	}

	@Test
	void forgetsEverythingWhenItIsReset() throws IOException {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500);
				WechatPaySimulator simulator = start(null, CallbackSettings.defaults())) {
			simulator.notifyUrl(receiver.url());
			simulator.redeem(send(simulator));
			assertThat(simulator.callbacks().awaitAttempts()).hasSize(1);
			simulator.reset();
			assertThat(simulator.callbacks().attempts()).isEmpty();
			assertThatIllegalStateException().isThrownBy(simulator.callbacks()::redeliver);
			simulator.redeem(send(simulator));
			assertThat(simulator.callbacks().awaitAttempts()).as("the URL is forgotten too").isEmpty();
			simulator.notifyUrl(receiver.url());
			simulator.callbacks().hold();
			simulator.redeem(send(simulator, "2"));
			simulator.reset();
			assertThat(simulator.callbacks().releaseNewestFirst()).isEmpty();
		}
	}

	@Test
	void endsItsThreadWhenItIsClosed() throws Exception {
		Set<Thread> before = threads();
		WechatPaySimulator simulator = WechatPaySimulator.start();
		assertThat(simulator.callbacks().awaitAttempts()).isEmpty();
		Set<Thread> started = threads();
		started.removeAll(before);
		assertThat(started).hasSize(1).allMatch(Thread::isDaemon);
		simulator.close();
		for (Thread thread : started) {
			thread.join();
		}
		assertThatIllegalStateException().isThrownBy(simulator.callbacks()::redeliver)
			.withMessage("The simulator is closed");
	}

	@Test
	void refusesSettingsThatMakeNoSense() {
		CallbackSettings settings = CallbackSettings.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withPublicKeyPercentage(101));
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withPublicKeyPercentage(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withTimeLimit(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withRetries(Duration.ofSeconds(-1)));
	}

	private static WechatPaySimulator start(URI notifyUrl, CallbackSettings settings) {
		return WechatPaySimulator.builder()
			.stocks(Stock.favor("1"), Stock.productCoupon("2"))
			.notifyUrl(notifyUrl)
			.callbackSettings(settings)
			.start();
	}

	private static String send(WechatPaySimulator simulator) throws IOException {
		return send(simulator, "1");
	}

	private static String send(WechatPaySimulator simulator, String outRequestNo) throws IOException {
		return send(simulator, outRequestNo, "1", simulator.merchant().merchantId());
	}

	private static String send(WechatPaySimulator simulator, String outRequestNo, String stockId, String creator)
			throws IOException {
		return new TestClient(simulator)
			.post("/v3/marketing/favor/users/o-1/coupons",
					SimulatorTests.json(Map.of("stock_id", stockId, "out_request_no", outRequestNo, "appid",
							simulator.merchant().appid(), "stock_creator_mchid", creator)))
			.json()
			.path("coupon_id")
			.asString();
	}

	private static String sendProductCoupon(WechatPaySimulator simulator, String outRequestNo) throws IOException {
		return sendProductCoupon(simulator, "2", outRequestNo);
	}

	private static String sendProductCoupon(WechatPaySimulator simulator, String stockId, String outRequestNo)
			throws IOException {
		return new TestClient(simulator)
			.post("/v3/marketing/busifavor/product-coupons/send",
					SimulatorTests.json(Map.of("stock_id", stockId, "out_request_no", outRequestNo, "appid",
							simulator.merchant().appid(), "openid", "o-1", "coupon_type", "NORMAL")))
			.json()
			.path("coupon_code")
			.asString();
	}

	private static void register(WechatPaySimulator simulator, String family, String url) throws IOException {
		assertThat(new TestClient(simulator)
			.post("/v3/marketing/" + family + "/callbacks",
					SimulatorTests.json(Map.of("mchid", simulator.merchant().merchantId(), "notify_url", url)))
			.status()).isEqualTo(200);
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("wechatpay-simulator-callbacks"))
			.collect(Collectors.toSet());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
