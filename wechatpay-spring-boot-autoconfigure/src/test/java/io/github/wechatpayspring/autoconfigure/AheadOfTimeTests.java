package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.stream.Stream;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.WechatPay;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What there is in an application that was processed ahead of time (AOT).
 */
class AheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void merchantsAreThoseOfTheEnvironmentAtRunTime() {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		configured("brand-b", "1900000002").applyTo(source);
		source.register(Application.class);
		new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			configured("brand-b", "1900000003").and(ConfiguredWechatPay.named("brand-c", "1900000004"))
				.applyTo(context);
			initializer(compiled.getInstance(ApplicationContextInitializer.class)).initialize(context);
			try (context) {
				context.refresh();
				WechatPay wechatPay = context.getBean(WechatPay.class);
				assertThat(wechatPay.names()).containsExactlyInAnyOrder("default", "brand-b", "brand-c");
				assertThat(wechatPay.merchant("brand-b").merchantId()).isEqualTo("1900000003");
				assertThat(context.getBean("wechatPayRestClient")).isSameAs(wechatPay.merchant().restClient());
				Shop shop = context.getBean(Shop.class);
				assertThat(shop.favorCouponsOfB).isSameAs(wechatPay.merchant("brand-b").favorCoupons());
				assertThat(shop.favorCoupons).isSameAs(wechatPay.merchant().favorCoupons());
			}
		});
	}

	@SuppressWarnings("unchecked") // an initializer that was generated takes any context
	private static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<ConfigurableApplicationContext>) initializer;
	}

	private static TestPropertyValues configured(String name, String merchantId) {
		return TestPropertyValues.of(
				Stream
					.concat(Arrays.stream(ConfiguredWechatPay.properties()),
							Arrays.stream(ConfiguredWechatPay.named(name, merchantId)))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Shop.class, WechatPayAutoConfiguration.class })
	static class Application {

	}

	static class Shop {

		private final FavorCouponService favorCoupons;

		private final FavorCouponService favorCouponsOfB;

		Shop(FavorCouponService favorCoupons, @Qualifier("brand-b") FavorCouponService favorCouponsOfB) {
			this.favorCoupons = favorCoupons;
			this.favorCouponsOfB = favorCouponsOfB;
		}

	}

}
