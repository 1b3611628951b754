package io.github.wechatpayspring.simulator.autoconfigure;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class WechatPaySimulatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPaySimulatorAutoConfiguration.class));

	@Test
	void handsItsConnectionToTheApplication() {
		this.runner.run((context) -> {
			WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
			SimulatedMerchant merchant = simulator.merchant();
			WechatPayConnectionDetails details = context.getBean(WechatPayConnectionDetails.class);
			assertThat(details.getBaseUrl()).isEqualTo(simulator.baseUrl());
			assertThat(details.getMerchantId()).isEqualTo(merchant.merchantId());
			assertThat(details.getMerchantSerialNumber()).isEqualTo(merchant.serialNumber());
			assertThat(details.getMerchantPrivateKey()).isEqualTo(merchant.privateKeyPem());
			assertThat(details.getPlatformPublicKeyId()).isEqualTo(merchant.platformPublicKeyId());
			assertThat(details.getPlatformPublicKey()).isEqualTo(merchant.platformPublicKeyPem());
			assertThat(details.getApiV3Key()).isEqualTo(merchant.apiV3Key());
			assertThat(details.getAppid()).isEqualTo(merchant.appid());
			assertThat(details).hasToString("WechatPaySimulatorConnectionDetails[" + simulator.baseUrl() + "]");
		});
	}

	@Test
	void takesMerchantAndAppidFromTheEnvironment() {
		this.runner.withPropertyValues("wechatpay.merchant-id=1230000109", "wechatpay.appid=wx0000000000000001")
			.run((context) -> {
				SimulatedMerchant merchant = context.getBean(WechatPaySimulator.class).merchant();
				assertThat(merchant.merchantId()).isEqualTo("1230000109");
				assertThat(merchant.appid()).isEqualTo("wx0000000000000001");
			});
	}

	@Test
	void letsCustomizersHaveTheLastWord() {
		this.runner.withPropertyValues("wechatpay.appid=wx0000000000000001")
			.withUserConfiguration(Customized.class)
			.run((context) -> assertThat(context.getBean(WechatPaySimulator.class).merchant().appid())
				.isEqualTo("wx0000000000000002"));
	}

	@Test
	void handsOutNoPublicKeyToAMerchantWithCertificates() {
		this.runner
			.withBean(WechatPaySimulatorCustomizer.class,
					() -> (simulator) -> simulator.platformKeys(PlatformKeyMode.CERTIFICATE))
			.run((context) -> {
				WechatPayConnectionDetails details = context.getBean(WechatPayConnectionDetails.class);
				assertThat(details.getPlatformPublicKeyId()).isNull();
				assertThat(details.getPlatformPublicKey()).isNull();
				assertThat(details.getPlatformCertificates()).isEmpty();
				assertThat(details.getApiV3Key()).hasSize(32);
			});
	}

	@Test
	void takesTheApplicationsOwnSimulator() {
		this.runner.withUserConfiguration(Own.class).run((context) -> {
			assertThat(context).hasSingleBean(WechatPaySimulator.class);
			assertThat(context.getBean(WechatPayConnectionDetails.class).getMerchantId()).isEqualTo("1230000110");
		});
	}

	@Test
	void takesPrecedenceOverTheApplicationsConnectionDetails() {
		this.runner.withBean("own", WechatPayConnectionDetails.class, OtherDetails::new)
			.run((context) -> assertThat(context.getBean(WechatPayConnectionDetails.class).getBaseUrl())
				.startsWith("http://127.0.0.1:"));
	}

	@Test
	void stopsWithTheContext() {
		URI[] uri = new URI[1];
		this.runner.run((context) -> uri[0] = URI.create(context.getBean(WechatPaySimulator.class).baseUrl()));
		assertThatIOException().isThrownBy(() -> connect(uri[0]));
	}

	@Test
	void needsNoTestClasses() {
		this.runner
			.withClassLoader(new FilteredClassLoader(TestExecutionListener.class, ApplicationContextRunner.class))
			.run((context) -> assertThat(context).hasSingleBean(WechatPaySimulator.class));
	}

	private static void connect(URI uri) throws IOException {
		new Socket(uri.getHost(), uri.getPort()).close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		WechatPaySimulatorCustomizer customizer() {
			return (builder) -> builder.appids("wx0000000000000002").stocks(Stock.favor("1"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		WechatPaySimulator simulator() {
			return WechatPaySimulator.builder().merchantId("1230000110").start();
		}

	}

	static class OtherDetails implements WechatPayConnectionDetails {

		@Override
		public String getMerchantId() {
			return "1";
		}

		@Override
		public String getMerchantSerialNumber() {
			return "2";
		}

		@Override
		public String getMerchantPrivateKey() {
			return "3";
		}

		@Override
		public String getPlatformPublicKeyId() {
			return "4";
		}

		@Override
		public String getPlatformPublicKey() {
			return "5";
		}

	}

}
