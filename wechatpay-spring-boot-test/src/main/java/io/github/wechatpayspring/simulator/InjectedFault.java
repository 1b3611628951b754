package io.github.wechatpayspring.simulator;

import java.util.OptionalLong;

/**
 * A fault that is in force. Safe for use by several threads.
 */
public interface InjectedFault {

	/**
	 * End the fault.
	 */
	void cancel();

	/**
	 * Return what goes wrong.
	 * @return the fault
	 */
	Fault fault();

	/**
	 * Return how many requests are still to fail.
	 * @return the number, empty if until the fault is {@link #cancel() cancelled}
	 */
	OptionalLong remaining();

}
