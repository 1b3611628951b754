package io.github.wechatpayspring.sample.pages.wire;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.ContextView;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Records each call of a service from the observation that the library makes of it. Its
 * attempts are added by the {@link AttemptRecorder}.
 */
@Component
class CallRecorder implements ObservationHandler<WechatPayObservationContext> {

	private final WireLog log;

	private final Clock clock = Clock.systemUTC();

	CallRecorder(WireLog log) {
		this.log = log;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof WechatPayObservationContext;
	}

	@Override
	public void onStart(WechatPayObservationContext context) {
		context.put(Progress.class, new Progress(this.clock.instant(), System.nanoTime(), new ArrayList<>()));
	}

	@Override
	public void onStop(WechatPayObservationContext context) {
		Progress progress = context.getRequired(Progress.class);
		long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - progress.nanoTime());
		this.log.add((id) -> new WireCall(id, progress.time(), context.getOperation(), context.getOutcome(),
				context.getCode(), context.getRequestId(), milliseconds, message(context.getError()),
				progress.attempts()));
	}

	// the library's own messages hold nothing personal
	private static @Nullable String message(@Nullable Throwable error) {
		return (error == null || error instanceof WechatPayException) ? ((error != null) ? error.getMessage() : null)
				: error.getClass().getSimpleName();
	}

	/**
	 * Find the call that is going on.
	 * @param current what this thread observes
	 * @return the attempts so far, {@code null} if no call of a service is going on
	 */
	static @Nullable List<WireAttempt> attempts(@Nullable ObservationView current) {
		// the HTTP client's own observation is within that of the call
		for (ObservationView view = current; view != null;) {
			ContextView context = view.getContextView();
			Progress progress = context.get(Progress.class);
			if (progress != null) {
				return progress.attempts();
			}
			view = context.getParentObservation();
		}
		return null;
	}

	/**
	 * A call that is going on, by one thread.
	 *
	 * @param time when it began
	 * @param nanoTime the same as the timer has it
	 * @param attempts the attempts so far
	 */
	private record Progress(Instant time, long nanoTime, List<WireAttempt> attempts) {

	}

}
