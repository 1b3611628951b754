package io.github.wechatpayspring.sample;

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

	@Bean
	WechatPaySimulatorCustomizer stocks(SampleProperties properties) {
		SampleProperties.Stocks stocks = properties.stocks();
		return (simulator) -> simulator.stocks(Stock.favor(stocks.favor()).name("新人立减券").value(500).budget(1000),
				Stock.multiuse(stocks.multiuse()).name("餐饮消费金").withoutDenomination(),
				Stock.productCoupon(stocks.product()).name("咖啡兑换券"),
				Stock.consumerCard(stocks.consumerCard()).name("节日消费卡"));
	}

}
