package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.actuate.WechatPayEndpoint.CallDescriptor;
import io.github.wechatpayspring.autoconfigure.actuate.WechatPayEndpoint.Descriptor;
import io.github.wechatpayspring.autoconfigure.actuate.WechatPayEndpoint.MerchantDescriptor;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.assembly.CallHistory;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the {@code wechatpay} endpoint shows, and when there is one.
 */
class WechatPayEndpointAutoConfigurationTests {

	private static final String PLATFORM_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(WechatPayAutoConfiguration.class, WechatPayEndpointAutoConfiguration.class))
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest)
		.withPropertyValues(ConfiguredWechatPay.properties());

	private final ApplicationContextRunner exposed = this.contextRunner
		.withPropertyValues("management.endpoints.web.exposure.include=wechatpay");

	@Test
	void showsKeysWithTheirNamesMasked() {
		this.exposed.run((context) -> {
			MerchantDescriptor merchant = merchant(context);
			assertThat(merchant.name()).isEqualTo("default");
			assertThat(merchant.merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
			assertThat(merchant.algorithm()).isEqualTo("WECHATPAY2-SHA256-RSA2048");
			assertThat(merchant.serialNumber()).isEqualTo("408B******80DB");
			assertThat(merchant.expires()).isNull();
			assertThat(merchant.mode()).isEqualTo("PUBLIC_KEY");
			assertThat(merchant.platformKeys()).singleElement()
				.satisfies((key) -> assertThat(key.id()).isEqualTo("PUB_KEY_ID_0114******0000"));
			assertThat(merchant.baseUrl()).hasToString("https://api.mch.weixin.qq.com");
			assertThat(merchant.backupBaseUrl()).hasToString("https://api2.mch.weixin.qq.com");
			assertThat(merchant.lastVerifiedAnswer()).isNull();
			assertThat(merchant.clockSkewSeconds()).isNull();
			assertThat(merchant.calls()).isEmpty();
			assertThat(this.wechatPay.received()).isEmpty();
		});
	}

	@Test
	void showsTheAgeOfCertificates() {
		Instant now = Instant.now();
		String certificate = KeyMaterial.platformCertificate(FakeWechatPay.PLATFORM_KEYS, PLATFORM_SERIAL,
				now.minus(Duration.ofDays(7)), now.plus(Duration.ofDays(50)));
		this.exposed.withPropertyValues("wechatpay.platform-certificates[0]=" + certificate.replace("\n", "\\n"))
			.run((context) -> {
				assertThat(merchant(context).mode()).isEqualTo("BOTH");
				assertThat(merchant(context).platformKeys()).element(1).satisfies((key) -> {
					assertThat(key.id()).isEqualTo("5157******B8E1");
					assertThat(key.ageDays()).isEqualTo(7);
					assertThat(key.expires()).isBetween(now.plus(Duration.ofDays(49)), now.plus(Duration.ofDays(50)));
				});
			});
		this.exposed
			.withPropertyValues("wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=",
					"wechatpay.api-v3-key=01234567890123456789012345678901")
			.run((context) -> assertThat(merchant(context).mode()).isEqualTo("CERTIFICATES"));
	}

	@Test
	void showsTheLastCallsAndNothingPersonal() {
		this.exposed.run((context) -> {
			for (int i = 0; i < CallHistory.SIZE + 2; i++) {
				ConfiguredWechatPay.send(context);
			}
			MerchantDescriptor merchant = merchant(context);
			assertThat(merchant.lastVerifiedAnswer()).isNotNull();
			assertThat(merchant.calls()).hasSize(CallHistory.SIZE).allSatisfy((call) -> {
				assertThat(call.operation()).isEqualTo("favor-send");
				assertThat(call.outcome()).isEqualTo("SUCCESS");
				assertThat(call.status()).isEqualTo(200);
				assertThat(call.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
			}).extracting(CallDescriptor::time).isSortedAccordingTo((first, second) -> second.compareTo(first));
			assertThat(JsonMapper.shared().writeValueAsString(descriptor(context))).doesNotContain("openid");
		});
	}

	@Test
	void isOffUntilItIsExposed() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WechatPayEndpoint.class)
			.doesNotHaveBean(RecentCalls.class));
		this.exposed.withPropertyValues("management.endpoint.wechatpay.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(WechatPayEndpoint.class));
	}

	@Test
	void backsOffWithoutActuator() {
		for (Class<?> type : new Class<?>[] { Endpoint.class, ConditionalOnAvailableEndpoint.class }) {
			this.exposed.withClassLoader(new FilteredClassLoader(type))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wechatpay.endpoint"));
		}
	}

	@Test
	void sharesWhatItRemembersWithTheHealthEndpoint() {
		this.exposed.withConfiguration(AutoConfigurations.of(WechatPayHealthContributorAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(RecentCalls.class);
				ConfiguredWechatPay.send(context);
				assertThat(merchant(context).calls()).hasSize(1);
			});
	}

	private static Descriptor descriptor(ApplicationContext context) {
		return context.getBean(WechatPayEndpoint.class).wechatPay();
	}

	private static MerchantDescriptor merchant(ApplicationContext context) {
		assertThat(descriptor(context).merchants()).hasSize(1);
		return descriptor(context).merchants().get(0);
	}

}
