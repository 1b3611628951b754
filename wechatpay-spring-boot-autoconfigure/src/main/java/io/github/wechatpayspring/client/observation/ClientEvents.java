package io.github.wechatpayspring.client.observation;

import java.util.Collection;
import java.util.List;

import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what happens on the way of calls, for meters and the like. Nothing personal
 * is passed on. Methods are called by the thread that makes the call, so implementations
 * are quick and safe for use by several threads. What they throw is logged once and has
 * no effect on the call.
 */
public interface ClientEvents {

	/**
	 * Listens to nothing.
	 */
	ClientEvents NONE = new ClientEvents() {
	};

	/**
	 * A call of a service has ended.
	 * @param call what became of it
	 */
	default void ended(WechatPayObservationContext call) {
	}

	/**
	 * A request was signed.
	 * @param nanoseconds how long it took
	 */
	default void signed(long nanoseconds) {
	}

	/**
	 * The signature of a response was verified.
	 * @param nanoseconds how long it took
	 * @param failure why the response is not trusted, {@code null} if it is
	 */
	default void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
	}

	/**
	 * A response said when it was sent. It may come from a gateway, and is not verified.
	 * @param time the {@code Date} of the response, in milliseconds since 1970
	 */
	default void dated(long time) {
	}

	/**
	 * A call is retried.
	 * @param operation the name of the call, or {@code null}
	 */
	default void retried(@Nullable String operation) {
	}

	/**
	 * A call is retried on the other host.
	 * @param operation the name of the call, or {@code null}
	 * @param toBackup whether that is the backup
	 */
	default void changedHost(@Nullable String operation, boolean toBackup) {
	}

	/**
	 * A call was held back here.
	 * @param operation the name of the call, or {@code null}
	 * @param limiter what held it back
	 * @param nanoseconds how long
	 * @param admitted whether it went on, rather than being refused in the end
	 */
	default void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
	}

	/**
	 * Tell several listeners, whatever one of them throws.
	 * @param all those who want to hear
	 * @return what tells them, {@link #NONE} if there are none
	 */
	static ClientEvents of(Collection<ClientEvents> all) {
		return (all.isEmpty()) ? NONE : new SafeClientEvents(all);
	}

	/**
	 * Tell a listener that may throw.
	 * @param events the listener
	 * @return what tells it and never throws, {@link #NONE} for that
	 */
	static ClientEvents safe(ClientEvents events) {
		return (events == NONE || events instanceof SafeClientEvents) ? events : new SafeClientEvents(List.of(events));
	}

	/**
	 * What holds calls back.
	 */
	enum Limiter {

		/**
		 * Lets only so many calls of a kind through in some time.
		 */
		RATE_LIMIT,

		/**
		 * Lets calls for the same user and stock through one after the other.
		 */
		ONE_AT_A_TIME

	}

}
