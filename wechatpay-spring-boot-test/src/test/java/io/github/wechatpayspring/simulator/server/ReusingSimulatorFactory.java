package io.github.wechatpayspring.simulator.server;

import io.github.wechatpayspring.simulator.SimulatorFactory;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.ReusedRsa;

/**
 * Starts simulators with the keys of those that were closed. It is found before the one
 * that users have.
 */
public final class ReusingSimulatorFactory implements SimulatorFactory {

	@Override
	public WechatPaySimulator start(SimulatorSettings settings) {
		if (settings.shangmi()) {
			return new LoopbackSimulator(settings, CipherSuite.of(true));
		}
		ReusedRsa suite = new ReusedRsa();
		return new LoopbackSimulator(settings, suite) {

			@Override
			public void close() {
				super.close();
				suite.release();
			}

		};
	}

}
