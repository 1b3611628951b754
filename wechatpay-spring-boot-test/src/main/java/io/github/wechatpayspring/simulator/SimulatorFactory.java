package io.github.wechatpayspring.simulator;

import java.util.ServiceLoader;

/**
 * Starts simulators. The one implementation is found by {@link ServiceLoader}, which
 * keeps what tests touch apart from how it works. Not for use by tests.
 */
public interface SimulatorFactory {

	/**
	 * Start a simulator.
	 * @param settings what it is like
	 * @return the simulator, listening
	 */
	WechatPaySimulator start(SimulatorSettings settings);

	/**
	 * Find the implementation.
	 * @return the factory
	 */
	static SimulatorFactory load() {
		return ServiceLoader.load(SimulatorFactory.class, SimulatorFactory.class.getClassLoader())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The simulator's jar is incomplete"));
	}

}
