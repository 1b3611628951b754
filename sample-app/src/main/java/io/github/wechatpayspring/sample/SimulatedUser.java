package io.github.wechatpayspring.sample;

import java.net.URI;

import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Uses the cash coupon of the tour, so that the simulator tells this application of it.
 */
@Component
@Order(2)
@Profile("!live")
@ConditionalOnBooleanProperty("sample.tour")
class SimulatedUser implements ApplicationRunner {

	private final WechatPaySimulator wechatPay;

	private final String path;

	SimulatedUser(WechatPaySimulator wechatPay,
			@Value("${server.servlet.context-path:}${wechatpay.notification.path}") String path) {
		this.wechatPay = wechatPay;
		this.path = path;
	}

	@EventListener
	void listening(ServletWebServerInitializedEvent event) {
		this.wechatPay.notifyUrl(URI.create("http://127.0.0.1:" + event.getWebServer().getPort() + this.path));
	}

	@Override
	public void run(ApplicationArguments args) {
		this.wechatPay.issuedCoupons()
			.stream()
			.filter((coupon) -> coupon.stock().type() == StockType.FAVOR)
			.findFirst()
			.ifPresent((coupon) -> this.wechatPay.redeem(coupon.id()));
		this.wechatPay.callbacks().awaitAttempts();
	}

}
