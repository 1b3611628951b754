package io.github.wechatpayspring.simulator.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.InjectedFault;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

/**
 * The faults of a simulator as switches.
 */
final class Faults {

	// longer than people wait, shorter than the client's time limit
	private static final Duration DELAY = Duration.ofSeconds(3);

	private final WechatPaySimulator simulator;

	private final Map<String, Fault> all = new LinkedHashMap<>();

	Faults(WechatPaySimulator simulator) {
		this.simulator = simulator;
		this.all.put("DELAY", Fault.delay(DELAY));
		Fault.all().forEach((fault) -> this.all.put(fault.toString(), fault));
	}

	List<FaultSwitch> switches() {
		List<InjectedFault> pending = this.simulator.injectedFaults();
		return this.all.entrySet()
			.stream()
			.map((fault) -> new FaultSwitch(fault.getKey(), plansOf(fault.getValue(), pending)))
			.toList();
	}

	/**
	 * Let requests go wrong, in place of what was switched on before.
	 * @param name the name of the fault
	 * @param times how many requests, 0 for all until it is switched off
	 */
	void switchOn(String name, int times) {
		if (times < 0) {
			throw new IllegalArgumentException("'times' must be at least 0");
		}
		switchOff(name);
		Fault fault = find(name);
		this.simulator.inject((times == 0) ? fault.always() : fault.times(times));
	}

	void switchOff(String name) {
		plansOf(find(name), this.simulator.injectedFaults()).forEach(InjectedFault::cancel);
	}

	private Fault find(String name) {
		Fault fault = this.all.get(name);
		if (fault == null) {
			throw new IllegalArgumentException(
					"There is no fault of that name, only: " + String.join(", ", this.all.keySet()));
		}
		return fault;
	}

	private static List<InjectedFault> plansOf(Fault fault, List<InjectedFault> pending) {
		return pending.stream().filter((plan) -> plan.fault() == fault).toList();
	}

}
