package io.github.wechatpayspring.simulator.web;

import java.util.List;
import java.util.OptionalLong;

import io.github.wechatpayspring.simulator.InjectedFault;

/**
 * A fault that can be switched on and off.
 *
 * @param name its name
 * @param plans when it is to happen
 */
record FaultSwitch(String name, List<InjectedFault> plans) {

	/**
	 * Return whether it is on.
	 * @return whether some request is still to go wrong
	 */
	public boolean isOn() {
		return !this.plans.isEmpty();
	}

	/**
	 * Return for how many requests it is on.
	 * @return the number, or 0 if until it is switched off
	 */
	public long remaining() {
		boolean always = this.plans.stream().map(InjectedFault::remaining).anyMatch(OptionalLong::isEmpty);
		return (always) ? 0 : this.plans.stream().mapToLong((plan) -> plan.remaining().orElse(0)).sum();
	}

}
