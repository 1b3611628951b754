package io.github.wechatpayspring.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * What is going to go wrong, in the order in which it was planned.
 */
final class MisbehaviourPlan {

	private final List<PlannedMisbehaviour> planned = new CopyOnWriteArrayList<>();

	PlannedMisbehaviour add(Misbehaviour misbehaviour) {
		PlannedMisbehaviour next = new PlannedMisbehaviour(misbehaviour);
		this.planned.add(next);
		return next;
	}

	@Nullable Misbehaviour next(Operation operation) {
		for (PlannedMisbehaviour candidate : this.planned) {
			Misbehaviour misbehaviour = candidate.take(operation);
			if (misbehaviour != null) {
				return misbehaviour;
			}
		}
		return null;
	}

	List<PlannedMisbehaviour> pending() {
		return this.planned.stream().filter(PlannedMisbehaviour::isPending).toList();
	}

	void clear() {
		this.planned.clear();
	}

}
