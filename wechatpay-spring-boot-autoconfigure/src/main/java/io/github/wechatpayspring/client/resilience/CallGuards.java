package io.github.wechatpayspring.client.resilience;

import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.client.observation.ClientEvents;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * What keeps calls safe when something fails.
 *
 * @param inFlight counts them, {@code null} to let them run into the end of the
 * application
 * @param retry how they are retried
 * @param limits how many of a kind may be made, by the name of the operation
 * @param maxWait how long a call waits for a permit at most, {@code null} for neither
 * @param limitStore where the permits of the limits are kept, by the name of the
 * operation, {@code null} for the memory of this instance
 */
public record CallGuards(@Nullable InFlightCalls inFlight, RetrySettings retry, Map<String, RateLimit> limits,
		@Nullable Duration maxWait, @Nullable RateLimitStore limitStore) {

	/**
	 * Create guards whose limits are in memory.
	 * @param inFlight counts calls, {@code null} for nobody
	 * @param retry how they are retried
	 * @param limits how many of a kind may be made
	 * @param maxWait how long a call waits for a permit at most, {@code null} for neither
	 */
	public CallGuards(@Nullable InFlightCalls inFlight, RetrySettings retry, Map<String, RateLimit> limits,
			@Nullable Duration maxWait) {
		this(inFlight, retry, limits, maxWait, null);
	}

	/**
	 * Return guards that do nothing: each call is sent once and at once.
	 * @return the guards
	 */
	public static CallGuards none() {
		return retrying(RetrySettings.disabled());
	}

	/**
	 * Return guards that only send a call again when it fails.
	 * @param retry how
	 * @return the guards
	 */
	public static CallGuards retrying(RetrySettings retry) {
		return new CallGuards(null, retry, Map.of(), null);
	}

	/**
	 * Return the guards as an interceptor, which is to be the outermost.
	 * @param hosts where calls are sent to
	 * @param events listens to what happens
	 * @return the interceptor
	 */
	public ClientHttpRequestInterceptor interceptor(WechatPayHosts hosts, ClientEvents events) {
		ClientHttpRequestInterceptor interceptor = new RetryInterceptor(this.retry, hosts, events);
		if (this.maxWait != null) {
			interceptor = new OneAtATimeInterceptor(this.maxWait, events).andThen(interceptor);
		}
		return (this.inFlight != null) ? this.inFlight.andThen(interceptor) : interceptor;
	}

	/**
	 * Return what holds calls back over a limit, which is to be right before the HTTP
	 * client.
	 * @param events listens to what happens
	 * @return the interceptor
	 */
	public ClientHttpRequestInterceptor rateLimit(ClientEvents events) {
		return (this.maxWait != null)
				? new RateLimitInterceptor(this.limits, this.maxWait,
						(this.limitStore != null) ? this.limitStore : RateLimitStore.inMemory(), events)
				: (request, body, execution) -> execution.execute(request, body);
	}

}
