package io.github.wechatpayspring.notification.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.Claim;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
import io.github.wechatpayspring.notification.WechatPayNotification;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Claims a notification and has it handled on another thread. Whatever fails, even with
 * an {@link Error}, the claim is released.
 */
final class OnceOnlyHandling {

	private static final Log logger = LogFactory.getLog(NotificationReceiver.class);

	private final NotificationStore store;

	private final NotificationHandler handler;

	private final Executor executor;

	private final Duration timeout;

	OnceOnlyHandling(NotificationStore store, NotificationHandler handler, Executor executor, Duration timeout) {
		this.store = store;
		this.handler = handler;
		this.executor = executor;
		this.timeout = timeout;
	}

	CompletableFuture<NotificationOutcome> begin(WechatPayNotification notification, long start) {
		Claim claim = new Claim(notification.merchant(), notification.id());
		ClaimResult result;
		try {
			result = this.store.claim(claim);
		}
		catch (RuntimeException | Error ex) {
			logger.error("%s is not handled, since it is not known whether it was before".formatted(name(notification)),
					ex);
			return CompletableFuture.completedFuture(NotificationOutcome.FAILED);
		}
		return switch (result) {
			case GRANTED -> handle(notification, claim, start);
			case IN_PROGRESS -> CompletableFuture.completedFuture(NotificationOutcome.IN_PROGRESS);
			case HANDLED -> CompletableFuture.completedFuture(NotificationOutcome.REPEATED);
		};
	}

	private CompletableFuture<NotificationOutcome> handle(WechatPayNotification notification, Claim claim, long start) {
		CompletableFuture<NotificationOutcome> outcome = new CompletableFuture<>();
		try {
			this.executor.execute(() -> run(notification, claim, outcome));
		}
		catch (RuntimeException | Error ex) {
			// busy, shutting down, or no thread could be started
			fail(notification, claim, outcome, ex);
		}
		long left = this.timeout.toNanos() - (System.nanoTime() - start);
		outcome.completeOnTimeout(NotificationOutcome.TIMEOUT, left, TimeUnit.NANOSECONDS);
		return outcome.thenApply((result) -> {
			if (result == NotificationOutcome.TIMEOUT) {
				logger.warn(
						"%s has been in hand for %s and is not handled yet. WeChat Pay is asked to deliver it again, as it waits for 5 seconds only; have the handler begin long work and return"
							.formatted(name(notification), this.timeout));
			}
			return result;
		});
	}

	private void run(WechatPayNotification notification, Claim claim, CompletableFuture<NotificationOutcome> outcome) {
		try {
			this.handler.handle(notification);
		}
		catch (Throwable ex) {
			fail(notification, claim, outcome, ex);
			return;
		}
		remember(notification, claim);
		if (!outcome.complete(NotificationOutcome.HANDLED)) {
			logger.info("%s was handled after all".formatted(name(notification)));
		}
	}

	// success whatever the store says: another delivery would only do harm
	private void remember(WechatPayNotification notification, Claim claim) {
		try {
			if (!this.store.handled(claim)) {
				logger.warn(
						"%s took so long that its claim expired, so it may have been handled twice; have the handler begin long work and return"
							.formatted(name(notification)));
			}
		}
		catch (RuntimeException | Error ex) {
			logger.error("%s was handled, but cannot be remembered".formatted(name(notification)), ex);
		}
	}

	private void fail(WechatPayNotification notification, Claim claim, CompletableFuture<NotificationOutcome> outcome,
			Throwable failure) {
		logger.error("%s was not handled. WeChat Pay is to deliver it again".formatted(name(notification)), failure);
		try {
			this.store.release(claim);
		}
		catch (RuntimeException | Error ex) {
			logger.error("%s cannot be handled again for some minutes".formatted(name(notification)), ex);
		}
		outcome.complete(NotificationOutcome.FAILED);
	}

	private static String name(WechatPayNotification notification) {
		return "Notification %s (%s)".formatted(notification.id(), notification.eventType());
	}

}
