package io.github.wechatpayspring.sample.pages.wire;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.sample.SampleApplication;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

class WireLiveTests {

	@Test
	void showsAFailoverWithoutWhatOnlyTheSimulatorKnows() throws IOException {
		try (WechatPaySimulator wechatPay = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(wechatPay)) {
			wechatPay.addStock(Stock.favor("9865000").budget(10));
			context.getBean(FavorCouponService.class)
				.send(SendFavorCouponRequest.builder()
					.openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
					.stockId("9865000")
					.outRequestNo("live-1")
					.build());
			WireCall call = context.getBean(WireLog.class).calls().get(0);
			List<WireAttempt> attempts = call.attempts();
			assertThat(attempts).hasSize(2);
			assertThat(attempts.get(0).answer()).isNull();
			assertThat(attempts.get(0).failure()).contains("Exception");
			assertThat("http://" + attempts.get(1).host()).isEqualTo(wechatPay.baseUrl());
			String page = RestClient.create()
				.get()
				.uri("http://localhost:{port}/wire/{id}",
						context.getEnvironment().getRequiredProperty("local.server.port"), call.id())
				.header("Accept-Language", "en")
				.retrieve()
				.body(String.class);
			assertThat(page).contains("this attempt went to the other one", attempts.get(0).host())
				.doesNotContain("by the simulator");
		}
	}

	private static ConfigurableApplicationContext run(WechatPaySimulator wechatPay) throws IOException {
		return SpringApplication.run(SampleApplication.class, "--server.port=0", "--spring.profiles.active=live",
				"--wechatpay.client.base-url=http://127.0.0.1:" + closedPort(),
				"--wechatpay.client.backup-base-url=" + wechatPay.baseUrl(),
				"--WECHATPAY_MERCHANT_ID=" + wechatPay.merchant().merchantId(),
				"--WECHATPAY_MERCHANT_SERIAL_NUMBER=" + wechatPay.merchant().serialNumber(),
				"--WECHATPAY_MERCHANT_PRIVATE_KEY=" + wechatPay.merchant().privateKeyPem(),
				"--WECHATPAY_PLATFORM_PUBLIC_KEY_ID=" + wechatPay.merchant().platformPublicKeyId(),
				"--WECHATPAY_PLATFORM_PUBLIC_KEY=" + wechatPay.merchant().platformPublicKeyPem(),
				"--WECHATPAY_APPID=" + wechatPay.merchant().appid());
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
