package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.merchant.WechatPay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class MerchantStatusTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(WechatPayAutoConfiguration.class, WechatPayMetricsAutoConfiguration.class,
						WechatPayHealthContributorAutoConfiguration.class, WechatPayEndpointAutoConfiguration.class))
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("management.endpoints.web.exposure.include=wechatpay")
		.withPropertyValues(ConfiguredWechatPay.properties("wechatpay.merchants.brand-b."));

	@Test
	void namedMerchantsAreSeenWithoutADefaultOne() {
		this.contextRunner.run((context) -> assertSeen(context, "brand-b"));
	}

	@Test
	void namedMerchantsAreSeenBesideTheDefaultOne() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> assertSeen(context, "default", "brand-b"));
	}

	private void assertSeen(ApplicationContext context, String... merchants) {
		context.getBean(WechatPay.class).merchant("brand-b").favorCoupons().send(ConfiguredWechatPay.request());
		Health health = context.getBean(WechatPayHealthIndicator.class).health();
		assertThat(health).isNotNull();
		assertThat(health.getDetails().get("merchants"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Map.class))
			.containsOnlyKeys(merchants);
		List<WechatPayEndpoint.MerchantDescriptor> shown = context.getBean(WechatPayEndpoint.class)
			.wechatPay()
			.merchants();
		assertThat(shown).extracting(WechatPayEndpoint.MerchantDescriptor::name).containsExactly(merchants);
		assertThat(shown).last().satisfies((merchant) -> assertThat(merchant.calls()).hasSize(1));
		assertThat(context.getBean(MeterRegistry.class)
			.get("wechatpay.client.sign")
			.tag("merchant", "brand-b")
			.timer()
			.count()).isEqualTo(1);
	}

}
