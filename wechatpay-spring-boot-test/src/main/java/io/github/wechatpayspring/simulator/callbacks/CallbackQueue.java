package io.github.wechatpayspring.simulator.callbacks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackAttempt.Kind;
import io.github.wechatpayspring.simulator.CallbackSettings;
import io.github.wechatpayspring.simulator.Callbacks;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import io.github.wechatpayspring.simulator.crypto.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications, one after the other on a thread of its own, and makes further
 * attempts for those that are not accepted. Safe for use by several threads.
 */
public final class CallbackQueue implements Callbacks {

	static final String THREAD_NAME = "wechatpay-simulator-callbacks";

	private final PlatformKeyRing keys;

	private final CallbackSettings initialSettings;

	private final Clock clock;

	private final CallbackSender sender;

	private final ScheduledThreadPoolExecutor executor;

	private final Map<String, Callback> callbacks = new LinkedHashMap<>();

	private final List<CallbackAttempt> attempts = new ArrayList<>();

	private final Deque<Callback> held = new ArrayDeque<>();

	private CallbackSettings settings;

	private boolean holding;

	private long signed;

	/**
	 * Create a queue and its thread.
	 * @param keys what signs
	 * @param settings how the merchant is called back
	 * @param clock dates attempts
	 */
	public CallbackQueue(PlatformKeyRing keys, CallbackSettings settings, Clock clock) {
		this.keys = keys;
		this.initialSettings = settings;
		this.settings = settings;
		this.clock = clock;
		this.sender = new CallbackSender(settings.timeLimit());
		this.executor = new ScheduledThreadPoolExecutor(1, CallbackQueue::thread, (task, pool) -> cancel(task));
		this.executor.setRemoveOnCancelPolicy(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, THREAD_NAME);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public synchronized List<CallbackAttempt> attempts() {
		return List.copyOf(this.attempts);
	}

	@Override
	public List<CallbackAttempt> awaitAttempts() {
		return call(this::attempts);
	}

	@Override
	public CallbackAttempt redeliver() {
		return call(() -> {
			Callback callback = takeNext();
			return (callback != null) ? Optional.of(attempt(callback, Kind.RETRY)) : Optional.<CallbackAttempt>empty();
		}).orElseThrow(() -> new IllegalStateException("No notification is waiting for a retry"));
	}

	@Override
	public CallbackAttempt duplicate(String notificationId) {
		Callback callback = find(notificationId);
		return call(() -> attempt(callback, Kind.DUPLICATE));
	}

	@Override
	public CallbackAttempt probe(String notificationId) {
		Callback callback = find(notificationId);
		return call(() -> attempt(callback, Kind.PROBE));
	}

	@Override
	public synchronized void hold() {
		this.holding = true;
	}

	@Override
	public List<CallbackAttempt> releaseNewestFirst() {
		return call(() -> {
			List<CallbackAttempt> made = new ArrayList<>();
			for (Callback newest = takeNewest(); newest != null; newest = takeNewest()) {
				made.add(attempt(newest, Kind.FIRST));
			}
			return List.copyOf(made);
		});
	}

	@Override
	public synchronized void publicKeyPercentage(int percentage) {
		this.settings = this.settings.withPublicKeyPercentage(percentage);
	}

	void send(CallbackEvent event, String id, URI url, byte[] body) {
		Callback callback = new Callback(event, id, url, body, event.retries(this.initialSettings));
		synchronized (this) {
			this.callbacks.put(id, callback);
			if (this.holding) {
				this.held.addLast(callback);
				return;
			}
		}
		this.executor.execute(() -> attemptUnlessReset(callback, Kind.FIRST));
	}

	/**
	 * Forget everything.
	 */
	public synchronized void reset() {
		this.callbacks.values().forEach(Callback::cancelNext);
		this.callbacks.clear();
		this.attempts.clear();
		this.held.clear();
		this.holding = false;
		this.settings = this.initialSettings;
		this.signed = 0;
	}

	/**
	 * Send nothing more.
	 */
	public void close() {
		this.executor.shutdownNow().forEach(CallbackQueue::cancel);
	}

	private void attemptUnlessReset(Callback callback, Kind kind) {
		if (isKnown(callback)) {
			attempt(callback, kind);
		}
	}

	private CallbackAttempt attempt(Callback callback, Kind kind) {
		SigningKey key = nextKey();
		Instant time = this.clock.instant();
		Map<String, String> headers = key.sign(callback.body(), time);
		if (kind == Kind.PROBE) {
			headers.put(SigningKey.SIGNATURE_HEADER, SigningKey.probe());
		}
		int status = this.sender.post(callback.url(), headers, callback.body());
		CallbackAttempt attempt = new CallbackAttempt(callback.id(), callback.event().type(), kind, callback.url(),
				key.id(), time, status);
		ended(callback, attempt);
		return attempt;
	}

	private synchronized boolean isKnown(Callback callback) {
		return this.callbacks.get(callback.id()) == callback;
	}

	private synchronized SigningKey nextKey() {
		this.signed++;
		PlatformKeyRing.PublicKey publicKey = this.keys.publicKey();
		return this.keys
			.signingKey((publicKey != null && isPublicKeyDue(this.signed, this.settings.publicKeyPercentage()))
					? publicKey.id() : null);
	}

	// evenly spread
	static boolean isPublicKeyDue(long number, int percentage) {
		return number * percentage / 100 > (number - 1) * percentage / 100;
	}

	private synchronized void ended(Callback callback, CallbackAttempt attempt) {
		// a reset may have come in between
		if (!isKnown(callback)) {
			return;
		}
		this.attempts.add(attempt);
		Duration delay = (attempt.kind() == Kind.FIRST || attempt.kind() == Kind.RETRY) ? callback.nextDelay() : null;
		if (attempt.isAccepted() && attempt.kind() != Kind.PROBE) {
			callback.cancelNext();
		}
		else if (delay != null) {
			callback.plan(this.executor.schedule(() -> attemptUnlessReset(callback, Kind.RETRY), delay.toMillis(),
					TimeUnit.MILLISECONDS));
		}
	}

	private synchronized @Nullable Callback takeNext() {
		Callback earliest = this.callbacks.values()
			.stream()
			.filter(Callback::isWaiting)
			.reduce((one, other) -> other.isBefore(one) ? other : one)
			.orElse(null);
		if (earliest != null) {
			earliest.cancelNext();
		}
		return earliest;
	}

	private synchronized @Nullable Callback takeNewest() {
		Callback newest = this.held.pollLast();
		this.holding = newest != null;
		return newest;
	}

	private synchronized Callback find(String notificationId) {
		Callback callback = this.callbacks.get(notificationId);
		if (callback == null) {
			throw new IllegalArgumentException("No notification '%s' has been sent".formatted(notificationId));
		}
		return callback;
	}

	private <T> T call(Callable<T> task) {
		try {
			return this.executor.submit(task).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a notification is delivered", ex);
		}
		catch (CancellationException ex) {
			throw new IllegalStateException("The simulator is closed", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The simulator failed to call back", ex);
		}
	}

	private static void cancel(Runnable task) {
		// lets nobody wait for what will never run
		if (task instanceof Future<?> future) {
			future.cancel(false);
		}
	}

}
