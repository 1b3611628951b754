package io.github.wechatpayspring.simulator.server;

import io.github.wechatpayspring.simulator.SimulatorFactory;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;

/**
 * Starts simulators that listen on loopback.
 */
public final class LoopbackSimulatorFactory implements SimulatorFactory {

	@Override
	public WechatPaySimulator start(SimulatorSettings settings) {
		return new LoopbackSimulator(settings, CipherSuite.of(settings.shangmi()));
	}

}
