package io.github.wechatpayspring.autoconfigure;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformKeyChoiceTests {

	private static final KeyPair MERCHANT = KeyMaterial.rsa();

	private static final KeyPair PLATFORM = KeyMaterial.rsa();

	private static final String SERIAL = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

	private static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0117261620242025082900212360003201";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
		.withUserConfiguration(NoNetwork.class)
		.withPropertyValues("wechatpay.merchant-id=1900007291",
				"wechatpay.merchant-serial-number=408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
				"wechatpay.merchant-private-key=" + KeyMaterial.privateKey(MERCHANT));

	private final String[] publicKey = { "wechatpay.platform-public-key=" + KeyMaterial.publicKey(PLATFORM),
			"wechatpay.platform-public-key-id=" + PUBLIC_KEY_ID };

	private final String apiV3Key = "wechatpay.api-v3-key=a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	private final String certificates = "wechatpay.platform-certificates=" + KeyMaterial.platformCertificate(PLATFORM,
			SERIAL, Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(100)));

	@Test
	void usesThePublicKey() {
		this.contextRunner.withPropertyValues(this.publicKey).run((context) -> {
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			assertThat(keys.current().ids()).containsExactly(PUBLIC_KEY_ID);
		});
	}

	@Test
	void downloadsCertificatesWithTheApiV3KeyAlone() {
		this.contextRunner.withPropertyValues(this.apiV3Key).run((context) -> {
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			FakeWechatPay wechatPay = context.getBean(FakeWechatPay.class);
			assertThat(wechatPay.received()).as("requests while beans are created").isEmpty();
			assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current)
				.withMessageContaining("listed 0 platform certificates");
			assertThat(wechatPay.onlyRequest().uri().getPath()).isEqualTo("/v3/certificates");
		});
	}

	@Test
	void prefersThePublicKeyWithTheApiV3KeyAndDownloadsOnlyWhenACertificateIsNamed() {
		this.contextRunner.withPropertyValues(this.publicKey).withPropertyValues(this.apiV3Key).run((context) -> {
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			FakeWechatPay wechatPay = context.getBean(FakeWechatPay.class);
			assertThat(keys.current().preferred().id()).isEqualTo(PUBLIC_KEY_ID);
			assertThat(wechatPay.received()).isEmpty();
			assertThat(keys.including(SERIAL).find(SERIAL)).isNull();
			assertThat(wechatPay.received()).hasSize(1);
		});
	}

	@Test
	void downloadsNothingBesideLocalCertificates() {
		this.contextRunner.withPropertyValues(this.certificates, this.apiV3Key).run((context) -> {
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			assertThat(keys.current().preferred().id()).isEqualTo(SERIAL);
			assertThat(keys.current().ids()).containsExactly(SERIAL);
		});
	}

	@Test
	void verifiesWithLocalCertificatesBesideThePublicKey() {
		this.contextRunner.withPropertyValues(this.publicKey).withPropertyValues(this.certificates).run((context) -> {
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			assertThat(keys.current().preferred().id()).isEqualTo(PUBLIC_KEY_ID);
			assertThat(keys.current().ids()).containsExactlyInAnyOrder(PUBLIC_KEY_ID, SERIAL);
		});
	}

	@Test
	void stopsDownloadingWithTheApplication() {
		AtomicReference<PlatformKeySource> keys = new AtomicReference<>();
		AtomicReference<FakeWechatPay> wechatPay = new AtomicReference<>();
		this.contextRunner.withPropertyValues(this.apiV3Key).run((context) -> {
			keys.set(ConfiguredWechatPay.platformKeys(context));
			wechatPay.set(context.getBean(FakeWechatPay.class));
		});
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(() -> keys.get().current());
		assertThat(wechatPay.get().received()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class NoNetwork {

		@Bean
		FakeWechatPay fakeWechatPay() {
			return new FakeWechatPay();
		}

		@Bean
		WechatPayRequestFactory requestFactory(FakeWechatPay wechatPay) {
			return wechatPay::createRequest;
		}

	}

}
