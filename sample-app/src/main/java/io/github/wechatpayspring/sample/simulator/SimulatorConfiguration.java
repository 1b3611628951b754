package io.github.wechatpayspring.sample.simulator;

import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.SampleProperties;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorAutoConfiguration;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorCustomizer;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * A simulator of WeChat Pay with the merchant's stocks, so that nobody needs an account.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
@ImportAutoConfiguration(WechatPaySimulatorAutoConfiguration.class)
class SimulatorConfiguration {

	// so that it can be seen what a failure looks like
	private static final String SOLD_OUT = "9865009";

	@Bean
	WechatPaySimulatorCustomizer stocks(SampleProperties properties) {
		SampleProperties.Stocks stocks = properties.stocks();
		return (simulator) -> simulator.stocks(
				Stock.favor(stocks.usual(CouponKind.FAVOR)).name("新人立减券").value(500).budget(20000),
				Stock.favor(SOLD_OUT).name("已领完的立减券").value(500).budget(0),
				Stock.multiuse(stocks.usual(CouponKind.MULTIUSE)).name("餐饮消费金").withoutDenomination(),
				Stock.productCoupon(stocks.usual(CouponKind.PRODUCT_COUPON)).name("咖啡兑换券"),
				Stock.consumerCard(stocks.usual(CouponKind.CONSUMER_CARD)).name("节日消费卡"));
	}

}
