package io.github.wechatpayspring;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions of a call to WeChat Pay, and of a notification from there.
 *
 * @see WechatPayApiException
 * @see WechatPayKeyException
 * @see WechatPayLimitException
 * @see WechatPaySecurityException
 * @see WechatPayTransportException
 */
public abstract class WechatPayException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean outcomeUnknown;

	// known only after the last attempt
	private final AtomicReference<History> history = new AtomicReference<>(History.NONE);

	protected WechatPayException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
		super(message, cause);
		this.outcomeUnknown = outcomeUnknown;
	}

	/**
	 * Return whether WeChat Pay may have carried out the call although it failed here.
	 * Sending the same request with the same {@code outRequestNo} again is safe and
	 * settles it. A call of several attempts has an unknown outcome as soon as one of
	 * them has.
	 * @return {@code true} if the coupon may have been issued, {@code false} if it was
	 * not
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown || this.history.get().outcomeUnknown();
	}

	/**
	 * Return what was tried, the last attempt last.
	 * @return the attempts, none if it did not come to one or it is a notification that
	 * failed
	 */
	public List<WechatPayAttempt> attempts() {
		return List.of(this.history.get().attempts());
	}

	/**
	 * Return the merchant's number of the request that failed.
	 * @return the number, or {@code null} if the request has none
	 */
	public @Nullable String outRequestNo() {
		return this.history.get().outRequestNo();
	}

	@Override
	public @Nullable String getMessage() {
		String message = super.getMessage();
		if (isOutcomeUnknown() && !this.outcomeUnknown) {
			message += "; an earlier attempt may have been carried out, so the outcome is unknown: send the same request with the same outRequestNo again to settle it";
		}
		List<WechatPayAttempt> attempts = attempts();
		return (attempts.size() <= 1) ? message
				: message + attempts.stream()
					.map(WechatPayAttempt::toString)
					.collect(Collectors.joining("; ", " [attempts: ", "]"));
	}

	/**
	 * Add what is known about the whole call once its last attempt has failed. Done by
	 * what repeats a call, before anybody else sees the exception.
	 * @param attempts what was tried
	 * @param earlierOutcomeUnknown whether one of the attempts may have been carried out
	 * @param outRequestNo the merchant's number of the request, or {@code null}
	 */
	public void describeCall(Collection<WechatPayAttempt> attempts, boolean earlierOutcomeUnknown,
			@Nullable String outRequestNo) {
		this.history.set(new History(attempts.toArray(WechatPayAttempt[]::new), earlierOutcomeUnknown, outRequestNo));
	}

	@SuppressWarnings("ArrayRecordComponent") // unlike a List it is Serializable
	private record History(WechatPayAttempt[] attempts, boolean outcomeUnknown,
			@Nullable String outRequestNo) implements Serializable {

		private static final History NONE = new History(new WechatPayAttempt[0], false, null);

	}

}
