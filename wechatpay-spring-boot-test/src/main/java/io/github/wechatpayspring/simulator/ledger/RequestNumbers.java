package io.github.wechatpayspring.simulator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of requests that were carried out. One that comes again is not carried out
 * again: it gets the response of the first time, unless it asks for something else.
 *
 * @param <R> the type of responses
 */
public final class RequestNumbers<R> {

	private final Map<List<?>, Remembered<R>> numbers = new HashMap<>();

	/**
	 * Forget all numbers.
	 */
	public void reset() {
		this.numbers.clear();
	}

	/**
	 * Carry out a request unless that was done already.
	 * @param number what makes its number unique
	 * @param parameters what a retry must not change
	 * @param request carries it out; what it refuses is not remembered
	 * @return the response, {@code null} if the number was used for another request
	 */
	public @Nullable R once(List<?> number, Object parameters, Supplier<R> request) {
		Remembered<R> known = this.numbers.get(number);
		if (known != null) {
			return (known.parameters().equals(parameters)) ? known.response() : null;
		}
		R response = request.get();
		this.numbers.put(number, new Remembered<>(parameters, response));
		return response;
	}

	private record Remembered<R>(Object parameters, R response) {

		@Override
		public String toString() {
			// the parameters have an openid among them
			return "Remembered";
		}

	}

}
