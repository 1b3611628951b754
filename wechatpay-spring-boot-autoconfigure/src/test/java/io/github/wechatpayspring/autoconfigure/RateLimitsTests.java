package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.client.resilience.RateLimit;
import io.github.wechatpayspring.favor.bill.FavorBillService;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rate limits of an application: those that WeChat Pay documents, unless there is a
 * property.
 */
class RateLimitsTests {

	private static final String FILE = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=1";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class))
		.withPropertyValues(ConfiguredWechatPay.properties())
		.withPropertyValues("wechatpay.client.rate-limit.max-wait=1ms")
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest);

	@Test
	void areThoseThatWechatPayDocuments() {
		limits((limits) -> DescribedCalls.operations().forEach((call) -> {
			if (call.requests() == null) {
				assertThat(limits).doesNotContainKey(call.operation());
			}
			else {
				assertThat(limits).containsEntry(call.operation(),
						new RateLimit(call.requests(), Duration.ofSeconds(call.seconds())));
			}
		}));
	}

	@Test
	void areThoseOfThePropertiesIfThereAreSome() {
		limits((limits) -> assertThat(limits).containsEntry("favor-send", RateLimit.of("1/h"))
			.containsEntry("consumer-card-send", RateLimit.of("2/h"))
			.containsEntry("multiuse-send", RateLimit.of("4/h"))
			.containsEntry("favor-stock-create", RateLimit.of("5/h"))
			.containsEntry("call-of-the-application", RateLimit.of("6/h"))
			.containsEntry("favor-list", RateLimit.of("500/s")), "favor-send=1/h", "consumer-card-send=2/h",
				"multiuse-send=3/h", "operations.multiuse-send=4/h", "operations.favor-stock-create=5/h",
				"operations.call-of-the-application=6/h");
	}

	private void limits(Consumer<Map<String, RateLimit>> check, String... properties) {
		ApplicationContextRunner runner = this.contextRunner;
		for (String property : properties) {
			runner = runner.withPropertyValues("wechatpay.client.rate-limit." + property);
		}
		runner.run((context) -> check
			.accept(context.getBean(WechatPayProperties.class).client().rateLimit().byOperation()));
	}

	@Test
	void letABillBreakOffTwice() {
		this.wechatPay.answer((request) -> {
			if (!request.uri().getPath().equals("/v3/billdownload/file")) {
				return signed("{\"url\":\"%s\",\"hash_value\":\"%s\"}".formatted(FILE,
						"da39a3ee5e6b4b0d3255bfef95601890afd80709"));
			}
			return Answer.unsigned(200, (this.wechatPay.received().size() < 6) ? "half" : "");
		});
		this.contextRunner.run((context) -> {
			FavorBillService bills = context.getBean(FavorBillService.class);
			bills.downloadUseFlow("1").close();
			assertThat(this.wechatPay.received()).hasSize(6);
			assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> bills.downloadUseFlow("1"))
				.withMessageStartingWith("Nothing was sent: more than 5/min calls of favor-use-flow")
				.withMessageContaining("set wechatpay.client.rate-limit.operations.favor-use-flow if");
		});
	}

	@Test
	void canBeSetForAnyOperation() {
		this.wechatPay.answer((request) -> signed("{\"stock_id\":\"1\"}"));
		this.contextRunner.withPropertyValues("wechatpay.client.rate-limit.operations.favor-stock-get=1/h")
			.run((context) -> {
				FavorStockService stocks = context.getBean(FavorStockService.class);
				assertThat(stocks.get("1").stockId()).isEqualTo("1");
				assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> stocks.get("1"))
					.withMessageStartingWith("Nothing was sent: more than 1/h calls of favor-stock-get");
			});
	}

	private static Answer signed(String body) {
		return Answer.unsigned(200, body)
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now());
	}

}
