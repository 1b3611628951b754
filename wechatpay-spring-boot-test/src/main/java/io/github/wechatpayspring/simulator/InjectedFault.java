package io.github.wechatpayspring.simulator;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A fault that is in force.
 */
public final class InjectedFault {

	private final FaultPlan plan;

	private long remaining;

	private long seen;

	InjectedFault(FaultPlan plan) {
		this.plan = plan;
		this.remaining = plan.requests();
	}

	/**
	 * End the fault.
	 */
	public synchronized void cancel() {
		this.remaining = 0;
	}

	/**
	 * Return what goes wrong.
	 * @return the fault
	 */
	public Fault fault() {
		return this.plan.fault();
	}

	/**
	 * Return how many requests are still to fail.
	 * @return the number, empty if until the fault is {@link #cancel() cancelled}
	 */
	public synchronized OptionalLong remaining() {
		return (this.remaining > Integer.MAX_VALUE) ? OptionalLong.empty() : OptionalLong.of(this.remaining);
	}

	synchronized boolean isPending() {
		return this.remaining != 0;
	}

	synchronized @Nullable Fault take(Operation operation) {
		if (this.remaining == 0 || !this.plan.isFor(operation) || !this.plan.hits(this.seen++)) {
			return null;
		}
		this.remaining--;
		return fault();
	}

	@Override
	public synchronized String toString() {
		return "InjectedFault[%s, remaining=%d]".formatted(this.plan, this.remaining);
	}

}
