package io.github.wechatpayspring.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The faults in force, in the order in which they were injected.
 */
final class InjectedFaults {

	private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();

	InjectedFault add(FaultPlan plan) {
		InjectedFault next = new InjectedFault(plan);
		this.injected.add(next);
		return next;
	}

	@Nullable Fault next(Operation operation) {
		for (InjectedFault candidate : this.injected) {
			Fault fault = candidate.take(operation);
			if (fault != null) {
				return fault;
			}
		}
		return null;
	}

	List<InjectedFault> pending() {
		return this.injected.stream().filter(InjectedFault::isPending).toList();
	}

	void clear() {
		this.injected.clear();
	}

}
