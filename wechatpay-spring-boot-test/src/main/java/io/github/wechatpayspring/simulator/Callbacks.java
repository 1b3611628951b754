package io.github.wechatpayspring.simulator;

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

import io.github.wechatpayspring.simulator.CallbackAttempt.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The notifications (回调通知) that a simulator sends: which attempts it made, and more of
 * them on demand, so that no test has to wait for a schedule. All attempts are made one
 * after the other by a thread of their own; do not ask for more of them while one is
 * being answered. Safe for use by several threads.
 */
public final class Callbacks {

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

	Callbacks(PlatformKeyRing keys, CallbackSettings settings, Clock clock) {
		this.keys = keys;
		this.initialSettings = settings;
		this.settings = settings;
		this.clock = clock;
		this.sender = new CallbackSender(settings.timeLimit());
		this.executor = new ScheduledThreadPoolExecutor(1, Callbacks::thread, (task, pool) -> cancel(task));
		this.executor.setRemoveOnCancelPolicy(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, THREAD_NAME);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Return the attempts that were made since the last
	 * {@link WechatPaySimulator#reset()}.
	 * @return the attempts, oldest first
	 */
	public synchronized List<CallbackAttempt> attempts() {
		return List.copyOf(this.attempts);
	}

	/**
	 * Wait for the attempts that are due.
	 * @return all attempts, oldest first
	 * @throws IllegalStateException if the simulator is closed
	 */
	public List<CallbackAttempt> awaitAttempts() {
		return call(this::attempts);
	}

	/**
	 * Make the next planned repeat now instead of when it is due, and wait for its
	 * answer.
	 * @return the attempt
	 * @throws IllegalStateException if no notification waits to be repeated, be it
	 * accepted or given up, or if the simulator is closed
	 */
	public CallbackAttempt redeliver() {
		return call(() -> {
			Callback callback = takeNext();
			return (callback != null) ? Optional.of(attempt(callback, Kind.REPEAT)) : Optional.<CallbackAttempt>empty();
		}).orElseThrow(() -> new IllegalStateException("No notification waits to be repeated"));
	}

	/**
	 * Send a notification once more, even if it was accepted, and wait for the answer.
	 * @param notificationId its {@link CallbackAttempt#notificationId() id}
	 * @return the attempt
	 * @throws IllegalArgumentException if there is no such notification
	 * @throws IllegalStateException if the simulator is closed
	 */
	public CallbackAttempt duplicate(String notificationId) {
		Callback callback = find(notificationId);
		return call(() -> attempt(callback, Kind.DUPLICATE));
	}

	/**
	 * Send a notification with a signature that is wrong on purpose
	 * ({@code WECHATPAY/SIGNTEST/…}), and wait for the answer, which must not be a
	 * success.
	 * @param notificationId its {@link CallbackAttempt#notificationId() id}
	 * @return the attempt
	 * @throws IllegalArgumentException if there is no such notification
	 * @throws IllegalStateException if the simulator is closed
	 */
	public CallbackAttempt probe(String notificationId) {
		Callback callback = find(notificationId);
		return call(() -> attempt(callback, Kind.PROBE));
	}

	/**
	 * Hold notifications back from now on, to deliver them out of order: WeChat Pay
	 * promises none.
	 */
	public synchronized void hold() {
		this.holding = true;
	}

	/**
	 * Deliver the notifications that were held back, the newest first, and hold back no
	 * more. Waits for their answers.
	 * @return the attempts, in the order in which they were made
	 * @throws IllegalStateException if the simulator is closed
	 */
	public List<CallbackAttempt> releaseNewestFirst() {
		return call(() -> {
			List<CallbackAttempt> made = new ArrayList<>();
			for (Callback newest = takeNewest(); newest != null; newest = takeNewest()) {
				made.add(attempt(newest, Kind.FIRST));
			}
			return List.copyOf(made);
		});
	}

	/**
	 * Change how often the public key signs from now on during
	 * {@link PlatformKeyMode#MIGRATION}, as WeChat Pay does day by day. It lasts until
	 * the next {@link WechatPaySimulator#reset()}.
	 * @param percentage from 0 for never to 100 for always, evenly spread
	 * @throws IllegalArgumentException if there is no such percentage
	 */
	public synchronized void publicKeyPercentage(int percentage) {
		this.settings = this.settings.withPublicKeyPercentage(percentage);
	}

	void send(CallbackEvent event, String id, URI url, byte[] body) {
		Callback callback = new Callback(event, id, url, body, this.initialSettings.repeatsOf(event));
		synchronized (this) {
			this.callbacks.put(id, callback);
			if (this.holding) {
				this.held.addLast(callback);
				return;
			}
		}
		this.executor.execute(() -> attemptUnlessReset(callback, Kind.FIRST));
	}

	synchronized void reset() {
		this.callbacks.values().forEach(Callback::cancelNext);
		this.callbacks.clear();
		this.attempts.clear();
		this.held.clear();
		this.holding = false;
		this.settings = this.initialSettings;
		this.signed = 0;
	}

	void close() {
		this.executor.shutdownNow().forEach(Callbacks::cancel);
	}

	private void attemptUnlessReset(Callback callback, Kind kind) {
		if (isKnown(callback)) {
			attempt(callback, kind);
		}
	}

	private CallbackAttempt attempt(Callback callback, Kind kind) {
		SigningKey key = nextKey();
		Instant time = this.clock.instant();
		Map<String, String> headers = AnswerSigner.headers(callback.body(), key, time);
		if (kind == Kind.PROBE) {
			headers.put(AnswerSigner.SIGNATURE_HEADER, AnswerSigner.probe());
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
			.signingKey((publicKey != null && this.settings.isPublicKeyDue(this.signed)) ? publicKey.id() : null);
	}

	private synchronized void ended(Callback callback, CallbackAttempt attempt) {
		// a reset may have come in between
		if (!isKnown(callback)) {
			return;
		}
		this.attempts.add(attempt);
		Duration delay = (attempt.kind() == Kind.FIRST || attempt.kind() == Kind.REPEAT) ? callback.nextDelay() : null;
		if (attempt.isAccepted() && attempt.kind() != Kind.PROBE) {
			callback.cancelNext();
		}
		else if (delay != null) {
			callback.plan(this.executor.schedule(() -> attemptUnlessReset(callback, Kind.REPEAT), delay.toMillis(),
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
