package io.github.wechatpayspring.client.resilience;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.util.ClassUtils;

/**
 * What is known of one call: its attempts, and whether one of them may have been carried
 * out. An attempt that was handed to the HTTP client counts as one that may have been
 * until the opposite is proven. Kept among the attributes of the request, so that all
 * interceptors see the same one.
 */
public final class CallRecord {

	/**
	 * The name of the attribute of a request that holds its record.
	 */
	public static final String ATTRIBUTE = CallRecord.class.getName();

	private final CallOptions options;

	// an interceptor of the application may go on in another thread
	private final List<WechatPayAttempt> attempts = new CopyOnWriteArrayList<>();

	private volatile boolean handedOver;

	private volatile boolean sentEarlier;

	private volatile boolean outcomeUnknown;

	/**
	 * Create the record of a call that has not begun.
	 * @param options what is known about the call
	 */
	public CallRecord(CallOptions options) {
		this.options = options;
	}

	/**
	 * Return the record of a call.
	 * @param request the request of the call
	 * @return the same one each time
	 */
	public static CallRecord of(HttpRequest request) {
		return (CallRecord) request.getAttributes()
			.computeIfAbsent(ATTRIBUTE, (name) -> new CallRecord(CallOptions.of(request)));
	}

	/**
	 * Note that the current attempt is passed to the HTTP client now.
	 */
	public void handOver() {
		this.handedOver = true;
	}

	/**
	 * Return whether an attempt before the current one has left.
	 * @return {@code false} if it is certain that none has
	 */
	public boolean isSentEarlier() {
		return this.sentEarlier;
	}

	/**
	 * Note that an attempt succeeded. Whatever fails afterwards, the call was carried
	 * out.
	 * @param attempt the attempt
	 */
	void succeeded(WechatPayAttempt attempt) {
		this.attempts.add(attempt);
		this.outcomeUnknown = true;
		ended(true);
	}

	/**
	 * Note that an attempt failed.
	 * @param attempt the attempt, {@code null} if it did not come to it
	 * @param failure how it failed
	 */
	void failed(@Nullable WechatPayAttempt attempt, Throwable failure) {
		if (attempt != null) {
			this.attempts.add(attempt);
		}
		boolean unknown = (failure instanceof WechatPayException ex && ex.isOutcomeUnknown())
				|| (this.handedOver && !isVerdict(failure));
		this.outcomeUnknown |= unknown;
		ended(unknown || failure instanceof WechatPayApiException);
	}

	private void ended(boolean sent) {
		this.sentEarlier |= sent;
		this.handedOver = false;
	}

	// only these two are thrown by what has looked at the response or at the failure of
	// the HTTP client
	private static boolean isVerdict(Throwable failure) {
		return failure instanceof WechatPayApiException || failure instanceof WechatPayTransportException;
	}

	boolean isHandedOver() {
		return this.handedOver;
	}

	boolean isOutcomeUnknown() {
		return this.outcomeUnknown || this.handedOver;
	}

	List<WechatPayAttempt> attempts() {
		return this.attempts;
	}

	/**
	 * Return the exception that tells a caller what became of the call.
	 * @param call what was called
	 * @param failure what the call ended in
	 * @return that failure with all that is known of the call, or an exception with that
	 * cause if it cannot tell. A mistake in the request, which was found before anything
	 * was tried, stays as it is
	 */
	public RuntimeException explain(String call, Throwable failure) {
		if (failure instanceof WechatPayException ex) {
			describe(ex);
			return ex;
		}
		if (failure instanceof IllegalArgumentException ex && this.attempts.isEmpty() && !isOutcomeUnknown()) {
			return ex;
		}
		WechatPayTransportException ex = new WechatPayTransportException(
				"%s ended in %s: %s".formatted(call, ClassUtils.getShortName(failure.getClass()), consequence()),
				failure, isOutcomeUnknown());
		describe(ex);
		return ex;
	}

	private String consequence() {
		if (isOutcomeUnknown()) {
			return "the outcome is unknown, send the same request with the same outRequestNo again to settle it";
		}
		return (this.sentEarlier) ? "no attempt was carried out" : "nothing was sent";
	}

	/**
	 * Add what is known of the call to an exception.
	 * @param failure the exception
	 */
	public void describe(WechatPayException failure) {
		failure.describeCall(this.attempts, isOutcomeUnknown(), this.options.outRequestNo());
	}

}
