package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Takes what arrives at the URL for notifications: verifies it before anything else, and
 * has each notification handled once, in time for WeChat Pay. Safe for use by several
 * threads.
 */
public final class NotificationReceiver {

	/**
	 * Bytes that are read of a message at most. WeChat Pay's longest ciphertext has half
	 * as many.
	 */
	public static final int MAXIMUM_BODY_SIZE = 2 * 1024 * 1024;

	private static final Log logger = LogFactory.getLog(NotificationReceiver.class);

	private final NotificationStore store;

	private final NotificationHandler handler;

	private final Executor executor;

	private final Duration timeout;

	private final NotificationCounter counter;

	private final RefusalLog refusals;

	/**
	 * Create a receiver.
	 * @param store remembers which were handled
	 * @param handler handles them
	 * @param executor runs the handler
	 * @param timeout after which a notification is answered although it is still being
	 * handled
	 * @param counter counts and measures deliveries
	 * @param clock spaces out warnings
	 */
	public NotificationReceiver(NotificationStore store, NotificationHandler handler, Executor executor,
			Duration timeout, NotificationCounter counter, Clock clock) {
		this.store = store;
		this.handler = handler;
		this.executor = executor;
		this.timeout = timeout;
		this.counter = counter;
		this.refusals = new RefusalLog(clock);
	}

	/**
	 * Receive a message. Verification and the store may block the calling thread; the
	 * handler runs on another.
	 * @param parser verifies and decrypts with the keys of the merchant that is told,
	 * {@code null} if there is none, so that the message is refused
	 * @param headers the headers of the request
	 * @param body the body, byte by byte as it was received. One that is longer than
	 * {@link #MAXIMUM_BODY_SIZE} need not be complete.
	 * @return the outcome, there in time and never exceptional
	 */
	public CompletableFuture<NotificationOutcome> receive(@Nullable NotificationParser parser, HttpHeaders headers,
			byte[] body) {
		long start = System.nanoTime();
		if (body.length > MAXIMUM_BODY_SIZE) {
			return refuse(parser, NotificationOutcome.TOO_LARGE);
		}
		if (parser == null) {
			this.refusals.log(new WechatPaySecurityException(Reason.SERIAL_UNKNOWN,
					"It was sent to the path of a merchant that is not there or has no API v3 key"));
			return refuse(parser, NotificationOutcome.REFUSED);
		}
		try {
			return take(parse(parser, headers, body), start);
		}
		catch (WechatPaySecurityException ex) {
			this.refusals.log(ex);
			return refuse(parser, switch (ex.reason()) {
				case PROBE -> NotificationOutcome.PROBE;
				case KEY_UNAVAILABLE -> NotificationOutcome.KEY_UNAVAILABLE;
				default -> NotificationOutcome.REFUSED;
			});
		}
		catch (UnreadableNotificationException ex) {
			logger.error("A notification from WeChat Pay cannot be read", ex);
			return refuse(parser, NotificationOutcome.UNREADABLE);
		}
	}

	private WechatPayNotification parse(NotificationParser parser, HttpHeaders headers, byte[] body) {
		long start = System.nanoTime();
		Reason failure = null;
		try {
			return parser.parse(headers, body);
		}
		catch (WechatPaySecurityException ex) {
			failure = ex.reason();
			throw ex;
		}
		finally {
			this.counter.parsed(parser.merchant(), System.nanoTime() - start, failure);
		}
	}

	private CompletableFuture<NotificationOutcome> take(WechatPayNotification notification, long start) {
		NotificationStore.Claim claim;
		try {
			claim = this.store.claim(notification.id());
		}
		catch (RuntimeException ex) {
			logger.error("%s is not handled, since it is not known whether it was before".formatted(name(notification)),
					ex);
			return answer(NotificationOutcome.FAILED, notification);
		}
		return switch (claim) {
			case GRANTED -> handle(notification, start);
			case IN_PROGRESS -> answer(NotificationOutcome.IN_PROGRESS, notification);
			case HANDLED -> answer(NotificationOutcome.REPEATED, notification);
		};
	}

	private CompletableFuture<NotificationOutcome> handle(WechatPayNotification notification, long start) {
		CompletableFuture<NotificationOutcome> outcome = new CompletableFuture<>();
		try {
			this.executor.execute(() -> run(notification, outcome));
		}
		catch (RejectedExecutionException ex) {
			fail(notification, outcome, ex);
		}
		long left = this.timeout.toNanos() - (System.nanoTime() - start);
		outcome.completeOnTimeout(NotificationOutcome.TIMEOUT, left, TimeUnit.NANOSECONDS);
		return outcome.thenApply((result) -> {
			if (result == NotificationOutcome.TIMEOUT) {
				logger.warn(
						"%s has been in hand for %s and is not handled yet. WeChat Pay is told to deliver it again, as it waits for 5 seconds only; have the handler begin long work and return"
							.formatted(name(notification), this.timeout));
			}
			this.counter.count(notification.merchant(), result, notification);
			return result;
		});
	}

	private void run(WechatPayNotification notification, CompletableFuture<NotificationOutcome> outcome) {
		try {
			this.handler.handle(notification);
		}
		catch (Throwable ex) {
			fail(notification, outcome, ex);
			return;
		}
		try {
			this.store.handled(notification.id());
		}
		catch (RuntimeException ex) {
			// success nevertheless: another delivery would only do harm
			logger.error("%s was handled, but cannot be remembered".formatted(name(notification)), ex);
		}
		if (!outcome.complete(NotificationOutcome.HANDLED)) {
			logger.info("%s was handled after all".formatted(name(notification)));
		}
	}

	private void fail(WechatPayNotification notification, CompletableFuture<NotificationOutcome> outcome,
			Throwable failure) {
		logger.error("%s was not handled. WeChat Pay is to deliver it again".formatted(name(notification)), failure);
		try {
			this.store.release(notification.id());
		}
		catch (RuntimeException ex) {
			logger.error("%s cannot be handled again for some minutes".formatted(name(notification)), ex);
		}
		outcome.complete(NotificationOutcome.FAILED);
	}

	private CompletableFuture<NotificationOutcome> refuse(@Nullable NotificationParser parser,
			NotificationOutcome outcome) {
		this.counter.count((parser != null) ? parser.merchant() : NotificationCounter.NO_MERCHANT, outcome, null);
		return CompletableFuture.completedFuture(outcome);
	}

	private CompletableFuture<NotificationOutcome> answer(NotificationOutcome outcome,
			WechatPayNotification notification) {
		this.counter.count(notification.merchant(), outcome, notification);
		return CompletableFuture.completedFuture(outcome);
	}

	private static String name(WechatPayNotification notification) {
		return "Notification %s (%s)".formatted(notification.id(), notification.eventType());
	}

}
