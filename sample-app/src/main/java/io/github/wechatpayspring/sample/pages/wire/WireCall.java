package io.github.wechatpayspring.sample.pages.wire;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended, with all of its attempts. Holds nothing personal.
 *
 * @param id counts the calls of this application
 * @param time when it began
 * @param operation its name, for instance {@code favor-send}, or {@code null}
 * @param outcome what became of it, {@code null} if nobody knows
 * @param code WeChat Pay's code of the error, or {@code null}
 * @param requestId the id that WeChat Pay's support asks for, or {@code null}
 * @param milliseconds how long it took
 * @param error what the exception says, or {@code null} if there was none
 * @param attempts what was sent and what came back, in this order
 */
record WireCall(long id, Instant time, @Nullable String operation, @Nullable Outcome outcome, @Nullable String code,
		@Nullable String requestId, long milliseconds, @Nullable String error, List<WireAttempt> attempts) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	WireCall {
		attempts = List.copyOf(attempts);
	}

	/**
	 * Return the time of day here.
	 * @return hours, minutes and seconds
	 */
	public String localTime() {
		return TIME.format(this.time.atZone(ZoneId.systemDefault()));
	}

}
