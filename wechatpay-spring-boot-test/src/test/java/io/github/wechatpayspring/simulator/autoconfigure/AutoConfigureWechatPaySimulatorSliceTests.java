package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@WebMvcTest(properties = "wechatpay.appid=wx0000000000000009")
@AutoConfigureWechatPaySimulator
class AutoConfigureWechatPaySimulatorSliceTests {

	@Autowired
	private WechatPaySimulator simulator;

	@Autowired
	private WechatPayConnectionDetails connectionDetails;

	@Test
	void connectsASliceToTheSimulator() {
		assertThat(this.connectionDetails.getBaseUrl()).isEqualTo(this.simulator.baseUrl());
		assertThat(this.connectionDetails.getMerchantId()).isEqualTo("1230000109");
		assertThat(this.connectionDetails.getAppid()).isEqualTo("wx0000000000000009");
	}

	@Test
	void offersASliceTheParserOfNotifications(@Autowired NotificationParser parser) {
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> parser.parse(new HttpHeaders(), new byte[0]));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Stocks {

		@Bean
		WechatPaySimulatorCustomizer stocks() {
			return (builder) -> builder.merchantId("1230000109").stocks(Stock.favor("1"));
		}

	}

}
