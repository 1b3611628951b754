package io.github.wechatpayspring.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.UnreadableNotificationException;
import io.github.wechatpayspring.notification.WechatPayNotification;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Receives what arrives at the URL for notifications: verifies it before anything else,
 * and has each notification handled once and within WeChat Pay's deadline. Safe for use
 * by several threads.
 */
public final class NotificationReceiver {

	/**
	 * Bytes that are read of a message at most. WeChat Pay's longest ciphertext has half
	 * as many.
	 */
	public static final int MAXIMUM_BODY_SIZE = 2 * 1024 * 1024;

	private static final Log logger = LogFactory.getLog(NotificationReceiver.class);

	private final OnceOnlyHandling handling;

	private final NotificationCounter counter;

	private final SpacedLog log;

	/**
	 * Create a receiver.
	 * @param store remembers which were handled
	 * @param handler handles them
	 * @param executor runs the handler
	 * @param timeout the deadline of a response, even if the notification is still being
	 * handled
	 * @param counter counts and measures deliveries
	 * @param clock limits how often warnings are logged
	 */
	public NotificationReceiver(NotificationStore store, NotificationHandler handler, Executor executor,
			Duration timeout, NotificationCounter counter, Clock clock) {
		this.handling = new OnceOnlyHandling(store, handler, executor, timeout);
		this.log = new SpacedLog(clock);
		this.counter = counter;
	}

	/**
	 * Refuse a message whose headers alone show that it is no notification, before its
	 * body is read. Waits for nothing, since anybody can send one.
	 * @param parser verifies with the keys of the merchant that is notified, {@code null}
	 * if there is none, so that the message is refused
	 * @param headers the headers of the request
	 * @return the outcome, or {@code null} if the body is to be read and
	 * {@linkplain #receive received}
	 */
	public @Nullable NotificationOutcome refuse(@Nullable NotificationParser parser, HttpHeaders headers) {
		long start = System.nanoTime();
		if (parser == null) {
			return refuseForNobody();
		}
		try {
			parser.checkHeaders(headers);
			return (headers.getContentLength() > MAXIMUM_BODY_SIZE)
					? counted(parser.merchant(), NotificationOutcome.TOO_LARGE) : null;
		}
		catch (WechatPaySecurityException ex) {
			parsed(parser, start, ex.reason());
			return refuse(parser, ex);
		}
		catch (RuntimeException | Error ex) {
			return fail(parser, ex);
		}
	}

	/**
	 * Receive a message. The store may block the calling thread; the handler runs on
	 * another.
	 * @param parser verifies and decrypts with the keys of the merchant that is notified,
	 * {@code null} if there is none, so that the message is refused
	 * @param headers the headers of the request
	 * @param body the body, byte by byte as it was received. One that is longer than
	 * {@link #MAXIMUM_BODY_SIZE} need not be complete.
	 * @return the outcome, within the deadline and never exceptional
	 */
	public CompletableFuture<NotificationOutcome> receive(@Nullable NotificationParser parser, HttpHeaders headers,
			byte[] body) {
		long start = System.nanoTime();
		WechatPayNotification notification;
		if (parser == null) {
			return CompletableFuture.completedFuture(refuseForNobody());
		}
		if (body.length > MAXIMUM_BODY_SIZE) {
			return CompletableFuture.completedFuture(counted(parser.merchant(), NotificationOutcome.TOO_LARGE));
		}
		try {
			notification = parser.parse(headers, body);
		}
		catch (WechatPaySecurityException ex) {
			parsed(parser, start, ex.reason());
			return CompletableFuture.completedFuture((ex.reason() == Reason.SIGNATURE_MISMATCH)
					? refuse(parser, ex, headers, body) : refuse(parser, ex));
		}
		catch (UnreadableNotificationException ex) {
			parsed(parser, start, null);
			logger.error("A notification from WeChat Pay cannot be read", ex);
			return CompletableFuture.completedFuture(counted(parser.merchant(), NotificationOutcome.UNREADABLE));
		}
		catch (RuntimeException | Error ex) {
			parsed(parser, start, null);
			return CompletableFuture.completedFuture(fail(parser, ex));
		}
		parsed(parser, start, null);
		return this.handling.begin(notification, start).thenApply((outcome) -> {
			count(() -> this.counter.count(notification.merchant(), outcome, notification));
			return outcome;
		});
	}

	private NotificationOutcome refuseForNobody() {
		this.log.refused(new WechatPaySecurityException(Reason.SERIAL_UNKNOWN,
				"It was sent to the path of a merchant that is not there or has no API v3 key"));
		return counted(NotificationCounter.NO_MERCHANT, NotificationOutcome.REFUSED);
	}

	private NotificationOutcome refuse(NotificationParser parser, WechatPaySecurityException refusal) {
		this.log.refused(refusal);
		return counted(parser.merchant(), switch (refusal.reason()) {
			case PROBE -> NotificationOutcome.PROBE;
			case KEY_UNAVAILABLE -> NotificationOutcome.KEY_UNAVAILABLE;
			default -> NotificationOutcome.REFUSED;
		});
	}

	// a signature cannot belong to a body that is not the one that was sent
	private NotificationOutcome refuse(NotificationParser parser, WechatPaySecurityException mismatch,
			HttpHeaders headers, byte[] body) {
		long length = headers.getContentLength();
		boolean altered = (length >= 0) ? body.length != length : body.length == 0;
		if (!altered) {
			return refuse(parser, mismatch);
		}
		this.log.warn(NotificationOutcome.BODY_ALTERED,
				"A notification has a body of %d bytes instead of %s, so its signature cannot be verified: a filter or an interceptor of the application read or changed the body before the endpoint. Exempt the path of the endpoint from it"
					.formatted(body.length, (length >= 0) ? "the " + length + " of its Content-Length" : "any content"),
				null);
		return counted(parser.merchant(), NotificationOutcome.BODY_ALTERED);
	}

	private NotificationOutcome fail(NotificationParser parser, Throwable failure) {
		this.log.warn(NotificationOutcome.FAILED,
				"A message that claims to be a notification from WeChat Pay could not be verified", failure);
		return counted(parser.merchant(), NotificationOutcome.FAILED);
	}

	private NotificationOutcome counted(String merchant, NotificationOutcome outcome) {
		count(() -> this.counter.count(merchant, outcome, null));
		return outcome;
	}

	private void parsed(NotificationParser parser, long start, @Nullable Reason failure) {
		count(() -> this.counter.parsed(parser.merchant(), System.nanoTime() - start, failure));
	}

	// whatever fails here, notifications are handled
	private void count(Runnable counting) {
		try {
			counting.run();
		}
		catch (RuntimeException | Error ex) {
			this.log.warn(NotificationCounter.class, "Notifications cannot be counted", ex);
		}
	}

}
