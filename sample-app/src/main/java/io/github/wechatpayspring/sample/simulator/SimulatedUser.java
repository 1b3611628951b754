package io.github.wechatpayspring.sample.simulator;

import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Profile;
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

	SimulatedUser(WechatPaySimulator wechatPay) {
		this.wechatPay = wechatPay;
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
