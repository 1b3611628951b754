package io.github.wechatpayspring.simulator.server;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.FaultPlan;
import io.github.wechatpayspring.simulator.InjectedFault;
import io.github.wechatpayspring.simulator.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force, in the order in which they were injected.
 */
final class InjectedFaults {

	private final List<Injected> injected = new CopyOnWriteArrayList<>();

	InjectedFault add(FaultPlan plan) {
		Injected next = new Injected(plan);
		this.injected.add(next);
		return next;
	}

	@Nullable Fault next(Operation operation) {
		for (Injected candidate : this.injected) {
			if (candidate.take(operation)) {
				return candidate.fault();
			}
		}
		return null;
	}

	List<InjectedFault> pending() {
		return this.injected.stream().filter(Injected::isPending).<InjectedFault>map((fault) -> fault).toList();
	}

	void clear() {
		this.injected.clear();
	}

	/**
	 * A plan and what is left of it.
	 */
	private static final class Injected implements InjectedFault {

		private final FaultPlan plan;

		private long remaining;

		private long seen;

		Injected(FaultPlan plan) {
			this.plan = plan;
			this.remaining = plan.requests();
		}

		@Override
		public synchronized void cancel() {
			this.remaining = 0;
		}

		@Override
		public Fault fault() {
			return this.plan.fault();
		}

		@Override
		public synchronized OptionalLong remaining() {
			return (this.remaining > Integer.MAX_VALUE) ? OptionalLong.empty() : OptionalLong.of(this.remaining);
		}

		synchronized boolean isPending() {
			return this.remaining != 0;
		}

		synchronized boolean take(Operation operation) {
			boolean affected = this.plan.operation() == null || this.plan.operation() == operation;
			if (this.remaining == 0 || !affected || this.seen++ % this.plan.stride() != 0) {
				return false;
			}
			this.remaining--;
			return true;
		}

		@Override
		public synchronized String toString() {
			return "InjectedFault[%s, remaining=%d]".formatted(this.plan, this.remaining);
		}

	}

}
