package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A fault and the requests it is for: the very next one unless it says otherwise.
 * Immutable, and in force once it is {@linkplain WechatPaySimulator#inject(FaultPlan)
 * injected}.
 *
 * <pre class="code">
 * simulator.inject(Fault.TOO_MANY_REQUESTS.on(Operation.FAVOR_SEND).times(2));
 * </pre>
 */
public final class FaultPlan {

	private static final long ALWAYS = Long.MAX_VALUE;

	private final Fault fault;

	private final @Nullable Operation operation;

	private final long requests;

	private final int stride;

	FaultPlan(Fault fault) {
		this(fault, null, 1, 1);
	}

	private FaultPlan(Fault fault, @Nullable Operation operation, long requests, int stride) {
		this.fault = fault;
		this.operation = operation;
		this.requests = requests;
		this.stride = stride;
	}

	/**
	 * Limit the fault to one operation.
	 * @param operation what is called
	 * @return the plan
	 */
	public FaultPlan on(Operation operation) {
		return new FaultPlan(this.fault, operation, this.requests, this.stride);
	}

	/**
	 * Let the next requests fail.
	 * @param times how many of them, at least 1
	 * @return the plan
	 */
	public FaultPlan times(int times) {
		return new FaultPlan(this.fault, this.operation, atLeastOne("times", times), this.stride);
	}

	/**
	 * Let requests fail until the fault is cancelled or the simulator reset.
	 * @return the plan
	 */
	public FaultPlan always() {
		return new FaultPlan(this.fault, this.operation, ALWAYS, this.stride);
	}

	/**
	 * Let one of some requests fail until the fault is cancelled or the simulator reset.
	 * @param requests of how many requests the first one fails, for instance 2 for every
	 * other one
	 * @return the plan
	 */
	public FaultPlan every(int requests) {
		return new FaultPlan(this.fault, this.operation, ALWAYS, atLeastOne("requests", requests));
	}

	private static int atLeastOne(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("'%s' must be at least 1, but is %d".formatted(name, value));
		}
		return value;
	}

	/**
	 * Return what goes wrong.
	 * @return the fault
	 */
	public Fault fault() {
		return this.fault;
	}

	/**
	 * Return how many requests fail.
	 * @return the number, {@link Long#MAX_VALUE} if until the fault is cancelled
	 */
	public long requests() {
		return this.requests;
	}

	/**
	 * Return the only operation that fails.
	 * @return the operation, or {@code null} for all
	 */
	public @Nullable Operation operation() {
		return this.operation;
	}

	/**
	 * Return of how many requests the first one fails.
	 * @return the number, 1 if every request fails
	 */
	public int stride() {
		return this.stride;
	}

	@Override
	public String toString() {
		return (this.operation != null) ? this.fault + " on " + this.operation : this.fault.toString();
	}

}
