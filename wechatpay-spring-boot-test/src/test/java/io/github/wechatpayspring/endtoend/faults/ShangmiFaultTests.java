package io.github.wechatpayspring.endtoend.faults;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorCustomizer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The same with SM2 (国密).
 */
class ShangmiFaultTests extends FaultTests {

	@TestConfiguration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		WechatPaySimulatorCustomizer wechatPaySimulatorShangmi() {
			return WechatPaySimulator.Builder::shangmi;
		}

	}

}
