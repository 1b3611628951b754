package io.github.wechatpayspring.client.observation;

import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.error.ErrorCatalogue;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import io.github.wechatpayspring.client.observation.WechatPayObservationDocumentation.Events;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Observes one call with all of its attempts. Used by one thread.
 */
public final class CallObservation {

	/**
	 * The name of the attribute of a request that holds the observation of its call.
	 */
	public static final String ATTRIBUTE = CallObservation.class.getName();

	private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

	private final WechatPayObservationContext context;

	private final SafeObservation observation;

	private final ClientEvents events;

	CallObservation(WechatPayObservationContext context, SafeObservation observation, ClientEvents events) {
		this.context = context;
		this.observation = observation;
		this.events = events;
	}

	/**
	 * Make the call. What is observed while it goes on becomes part of it.
	 * @param <T> the type of its response
	 * @param call the call
	 * @return its response
	 */
	public <T> T observe(Supplier<T> call) {
		try {
			return noteOutcome(call);
		}
		finally {
			this.observation.stop();
			this.events.ended(this.context);
		}
	}

	private <T> T noteOutcome(Supplier<T> call) {
		try {
			T response = call.get();
			this.context.setOutcome(Outcome.SUCCESS);
			return response;
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			this.observation.error(ex);
			throw ex;
		}
	}

	private void failed(Throwable failure) {
		boolean unknown = failure instanceof WechatPayException ex && ex.isOutcomeUnknown();
		this.context.setOutcome((unknown) ? Outcome.UNKNOWN : Outcome.REFUSED);
		if (failure instanceof WechatPayApiException ex) {
			responded(ex.statusCode(), ErrorCatalogue.knownCode(ex.code()), ex.requestId());
		}
	}

	/**
	 * Note what a response says.
	 * @param status the HTTP status
	 * @param code the code if it is one of few, {@code null} if there is none
	 * @param requestId the {@code Request-ID}, which may hold anything
	 */
	public void responded(int status, @Nullable String code, @Nullable String requestId) {
		boolean plain = requestId != null && REQUEST_ID.matcher(requestId).matches();
		this.context.setAnswer(status, code, (plain) ? requestId : null);
	}

	/**
	 * Note that an attempt has ended.
	 * @param attempt what was tried and what became of it
	 */
	public void attempted(WechatPayAttempt attempt) {
		this.observation.event(() -> Observation.Event.of(Events.ATTEMPT.getName(), describe(attempt)));
	}

	// without the code of a response, which may hold anything
	private static String describe(WechatPayAttempt attempt) {
		Object result = (attempt.status() != null) ? attempt.status() : attempt.failure();
		return "%s: %s after %d ms".formatted(attempt.host(), result, attempt.milliseconds());
	}

}
