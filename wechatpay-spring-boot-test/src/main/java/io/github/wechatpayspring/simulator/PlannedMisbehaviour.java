package io.github.wechatpayspring.simulator;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * When a misbehaviour happens. Without more words it is the very next request. In force
 * as soon as it is planned, so finish the sentence before requests are sent.
 *
 * <pre class="code">
 * simulator.misbehave(Misbehaviour.TOO_MANY_REQUESTS).on(Operation.SEND_FAVOR_COUPON).times(2);
 * </pre>
 */
public final class PlannedMisbehaviour {

	private final Misbehaviour misbehaviour;

	private @Nullable Operation operation;

	private long remaining = 1;

	private int stride = 1;

	private long seen;

	PlannedMisbehaviour(Misbehaviour misbehaviour) {
		this.misbehaviour = misbehaviour;
	}

	/**
	 * Misbehave for the next requests.
	 * @param times how many of them
	 * @return this
	 */
	public synchronized PlannedMisbehaviour times(int times) {
		if (times < 1) {
			throw new IllegalArgumentException("'times' must be at least 1");
		}
		this.remaining = times;
		return this;
	}

	/**
	 * Misbehave until the simulator is told to behave or reset.
	 * @return this
	 */
	public synchronized PlannedMisbehaviour always() {
		this.remaining = Long.MAX_VALUE;
		return this;
	}

	/**
	 * Misbehave until the simulator is told to behave or reset, for one of some requests.
	 * @param requests of how many requests it is the first one, for instance 2 for every
	 * other one
	 * @return this
	 */
	public synchronized PlannedMisbehaviour every(int requests) {
		if (requests < 1) {
			throw new IllegalArgumentException("'requests' must be at least 1");
		}
		this.stride = requests;
		return always();
	}

	/**
	 * Misbehave for one operation only.
	 * @param operation what is called
	 * @return this
	 */
	public synchronized PlannedMisbehaviour on(Operation operation) {
		this.operation = operation;
		return this;
	}

	/**
	 * Misbehave no more.
	 */
	public synchronized void cancel() {
		this.remaining = 0;
	}

	/**
	 * Return what goes wrong.
	 * @return the misbehaviour
	 */
	public Misbehaviour misbehaviour() {
		return this.misbehaviour;
	}

	/**
	 * Return for how many requests it is still to go wrong.
	 * @return the number, empty if until it is {@link #cancel() cancelled}
	 */
	public synchronized OptionalLong remaining() {
		return (this.remaining > Integer.MAX_VALUE) ? OptionalLong.empty() : OptionalLong.of(this.remaining);
	}

	synchronized boolean isPending() {
		return this.remaining != 0;
	}

	synchronized @Nullable Misbehaviour take(Operation operation) {
		if (this.remaining == 0 || (this.operation != null && this.operation != operation)) {
			return null;
		}
		if (this.seen++ % this.stride != 0) {
			return null;
		}
		this.remaining--;
		return this.misbehaviour;
	}

	@Override
	public synchronized String toString() {
		return "PlannedMisbehaviour[%s, on=%s, remaining=%d]".formatted(this.misbehaviour, this.operation,
				this.remaining);
	}

}
