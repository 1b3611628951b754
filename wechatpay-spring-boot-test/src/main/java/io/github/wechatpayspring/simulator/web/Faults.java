package io.github.wechatpayspring.simulator.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.Misbehaviour;
import io.github.wechatpayspring.simulator.PlannedMisbehaviour;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

/**
 * The misbehaviours of a simulator as switches.
 */
final class Faults {

	// longer than people wait, shorter than the client's time limit
	private static final Duration DELAY = Duration.ofSeconds(3);

	private final WechatPaySimulator simulator;

	private final Map<String, Misbehaviour> all = new LinkedHashMap<>();

	Faults(WechatPaySimulator simulator) {
		this.simulator = simulator;
		this.all.put("DELAY", Misbehaviour.delay(DELAY));
		Misbehaviour.all().forEach((misbehaviour) -> this.all.put(misbehaviour.toString(), misbehaviour));
	}

	List<FaultSwitch> switches() {
		List<PlannedMisbehaviour> pending = this.simulator.plannedMisbehaviours();
		return this.all.entrySet()
			.stream()
			.map((fault) -> new FaultSwitch(fault.getKey(), plansOf(fault.getValue(), pending)))
			.toList();
	}

	/**
	 * Let requests go wrong, in place of what was switched on before.
	 * @param name the name of the misbehaviour
	 * @param times how many requests, 0 for all until it is switched off
	 */
	void switchOn(String name, int times) {
		switchOff(name);
		PlannedMisbehaviour plan = this.simulator.misbehave(find(name));
		if (times == 0) {
			plan.always();
		}
		else {
			plan.times(times);
		}
	}

	void switchOff(String name) {
		plansOf(find(name), this.simulator.plannedMisbehaviours()).forEach(PlannedMisbehaviour::cancel);
	}

	private Misbehaviour find(String name) {
		Misbehaviour misbehaviour = this.all.get(name);
		if (misbehaviour == null) {
			throw new IllegalArgumentException(
					"There is no fault of that name, only: " + String.join(", ", this.all.keySet()));
		}
		return misbehaviour;
	}

	private static List<PlannedMisbehaviour> plansOf(Misbehaviour misbehaviour, List<PlannedMisbehaviour> pending) {
		return pending.stream().filter((plan) -> plan.misbehaviour() == misbehaviour).toList();
	}

}
