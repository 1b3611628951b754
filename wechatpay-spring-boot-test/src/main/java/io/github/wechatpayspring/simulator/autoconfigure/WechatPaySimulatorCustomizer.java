package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.simulator.WechatPaySimulator;

/**
 * Beans of this type adapt the simulator before it starts: stocks, clock, port. They are
 * called in their order, after merchant id and appid were taken from the environment.
 */
@FunctionalInterface
public interface WechatPaySimulatorCustomizer {

	/**
	 * Adapt the simulator.
	 * @param builder its settings
	 */
	void customize(WechatPaySimulator.Builder builder);

}
