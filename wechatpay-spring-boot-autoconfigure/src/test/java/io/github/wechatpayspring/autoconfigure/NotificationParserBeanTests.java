package io.github.wechatpayspring.autoconfigure;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.Callback;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationParserBeanTests {

	private static final KeyPair PLATFORM = FakeWechatPay.PLATFORM_KEYS;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class));

	private final ApplicationContextRunner configured = this.contextRunner.withPropertyValues(
			"wechatpay.merchant-id=" + FakeWechatPay.MERCHANT_ID,
			"wechatpay.merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
			"wechatpay.merchant-private-key=" + KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS),
			"wechatpay.platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
			"wechatpay.platform-public-key=" + KeyMaterial.publicKey(PLATFORM));

	@Test
	void parsesWithTheConfiguredKeys() {
		this.configured.withPropertyValues("wechatpay.api-v3-key=" + Callback.API_V3_KEY).run((context) -> {
			Callback made = Callback.of("COUPON.USE", "{\"coupon_id\":\"98674556\",\"stock_id\":\"9865888\"}");
			Callback callback = Callback.signed(made.body(), PLATFORM, Instant.now());
			assertThat(context.getBean(NotificationParser.class).parse(callback.headers(), callback.body()))
				.isInstanceOfSatisfying(CouponUsedNotification.class,
						(used) -> assertThat(used.couponId()).isEqualTo("98674556"));
		});
	}

	@Test
	void needsNoApiV3KeyUnlessNotificationsAreUsed() {
		this.configured.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WechatPayClient.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "wechatpay.api-v3-key=" })
	void saysAtStartUpThatTheApiV3KeyIsMissing(String property) {
		this.configured.withPropertyValues((!property.isEmpty()) ? new String[] { property } : new String[0])
			.withUserConfiguration(NotificationConfiguration.class)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class, (ex) -> {
						assertThat(ex.connectionDetails()).isNull();
						assertThat(ex.problems()).singleElement().satisfies((problem) -> {
							assertThat(problem.property()).isEqualTo("wechatpay.api-v3-key");
							assertThat(problem.found()).isEqualTo((!property.isEmpty()) ? "Empty." : "Not set.");
							assertThat(problem.action()).contains("APIv3密钥", "Notifications");
						});
					});
			});
	}

	@Test
	void namesTheBeanThatLacksTheApiV3Key() {
		this.contextRunner.withBean(WechatPayConnectionDetails.class, Details::new)
			.withUserConfiguration(NotificationConfiguration.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class, (ex) -> {
					assertThat(ex.connectionDetails()).isEqualTo(Details.class.getName());
					assertThat(ex.problems()).extracting(Problem::property).containsExactly("wechatpay.api-v3-key");
				}));
	}

	@Test
	void startsWhenTheApiV3KeyIsThere() {
		this.configured.withPropertyValues("wechatpay.api-v3-key=" + Callback.API_V3_KEY)
			.withUserConfiguration(NotificationConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(NotificationParser.class));
	}

	@Test
	void neverWaitsForTheKeysOfTheApplication() {
		PlatformKeys keys = FakeWechatPay.platformKeys().current();
		PlatformKeySource source = new PlatformKeySource() {

			@Override
			public PlatformKeys current() {
				throw new AssertionError("may wait");
			}

			@Override
			public PlatformKeys known(String id) {
				return keys;
			}

		};
		NotificationParser parser = new NotificationParser(
				PlatformKeyVerifier.forNotifications(source, Clock.systemUTC()), AeadCipher.of(Callback.API_V3_KEY));
		Callback made = Callback.of("COUPON.USE", "{\"coupon_id\":\"98674556\",\"stock_id\":\"9865888\"}");
		Callback callback = Callback.signed(made.body(), PLATFORM, Instant.now());
		assertThat(parser.parse(callback.headers(), callback.body())).isInstanceOf(CouponUsedNotification.class);
	}

	@Test
	void takesTheApplicationsOwnParser() {
		NotificationParser own = new NotificationParser((message) -> {
		}, AeadCipher.of(Callback.API_V3_KEY));
		this.configured.withBean("own", NotificationParser.class, () -> own)
			.run((context) -> assertThat(context).getBean(NotificationParser.class).isSameAs(own));
	}

	@Test
	void providesTheServicesThatRegisterTheUrlWithoutAnApiV3Key() {
		this.configured.run((context) -> assertThat(context).hasSingleBean(FavorCallbackService.class)
			.hasSingleBean(BusifavorCallbackService.class));
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(FavorCallbackService.class)
			.doesNotHaveBean(BusifavorCallbackService.class));
	}

	@Test
	void takesTheApplicationsOwnServices() {
		FavorCallbackService favor = new FavorCallbackService(new FakeWechatPay().client());
		BusifavorCallbackService busifavor = new BusifavorCallbackService(new FakeWechatPay().client());
		this.configured.withBean("favor", FavorCallbackService.class, () -> favor)
			.withBean("busifavor", BusifavorCallbackService.class, () -> busifavor)
			.run((context) -> {
				assertThat(context).getBean(FavorCallbackService.class).isSameAs(favor);
				assertThat(context).getBean(BusifavorCallbackService.class).isSameAs(busifavor);
			});
	}

	@Test
	void backsOffWithoutAMerchant() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(NotificationParser.class));
		this.configured.withPropertyValues("wechatpay.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NotificationParser.class));
	}

	@Test
	void isFoundBySpringBoot() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(WechatPayAutoConfiguration.class.getName());
	}

	@Configuration(proxyBeanMethods = false)
	static class NotificationConfiguration {

		@Bean
		Object endpoint(NotificationParser parser) {
			return parser.toString();
		}

	}

	static class Details implements WechatPayConnectionDetails {

		@Override
		public @Nullable String getMerchantId() {
			return FakeWechatPay.MERCHANT_ID;
		}

		@Override
		public @Nullable String getMerchantSerialNumber() {
			return FakeWechatPay.MERCHANT_SERIAL;
		}

		@Override
		public @Nullable String getMerchantPrivateKey() {
			return KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS);
		}

		@Override
		public @Nullable String getPlatformPublicKeyId() {
			return FakeWechatPay.PLATFORM_KEY_ID;
		}

		@Override
		public @Nullable String getPlatformPublicKey() {
			return KeyMaterial.publicKey(PLATFORM);
		}

	}

}
