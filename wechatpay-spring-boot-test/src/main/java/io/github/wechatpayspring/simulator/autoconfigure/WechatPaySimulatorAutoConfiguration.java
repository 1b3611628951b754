package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that puts a {@link WechatPaySimulator} in the place of WeChat Pay.
 * It never comes by itself: import it with {@link AutoConfigureWechatPaySimulator} in a
 * test or with {@code @ImportAutoConfiguration} in an application that needs no account.
 * <p>
 * The simulator's merchant takes its id and appid from {@code wechatpay.merchant-id} and
 * {@code wechatpay.appid} where they are set; all other connection settings come from the
 * simulator.
 */
@AutoConfiguration(before = WechatPayAutoConfiguration.class)
public final class WechatPaySimulatorAutoConfiguration {

	@Bean("wechatpay.simulator")
	@ConditionalOnMissingBean
	WechatPaySimulator wechatPaySimulator(Environment environment,
			ObjectProvider<WechatPaySimulatorCustomizer> customizers) {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder();
		String merchantId = environment.getProperty("wechatpay.merchant-id");
		if (merchantId != null) {
			builder.merchantId(merchantId);
		}
		String appid = environment.getProperty("wechatpay.appid");
		if (appid != null) {
			builder.appids(appid);
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.start();
	}

	@Bean("wechatpay.simulatorConnectionDetails")
	@Primary
	WechatPayConnectionDetails wechatPaySimulatorConnectionDetails(WechatPaySimulator simulator) {
		return new WechatPaySimulatorConnectionDetails(simulator);
	}

}
