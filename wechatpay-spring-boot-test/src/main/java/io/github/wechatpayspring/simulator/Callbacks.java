package io.github.wechatpayspring.simulator;

import java.util.List;

/**
 * The notifications (回调通知) that a simulator sends: which attempts it made, and more of
 * them on demand, so that no test has to wait for a schedule. All attempts are made one
 * after the other by a thread of their own; do not ask for more of them while one is in
 * progress. Safe for use by several threads.
 */
public interface Callbacks {

	/**
	 * Return the attempts that were made since the last
	 * {@link WechatPaySimulator#reset()}.
	 * @return the attempts, oldest first
	 */
	List<CallbackAttempt> attempts();

	/**
	 * Wait for the attempts that are due.
	 * @return all attempts, oldest first
	 * @throws IllegalStateException if the simulator is closed
	 */
	List<CallbackAttempt> awaitAttempts();

	/**
	 * Make the next planned retry now instead of when it is due, and wait for its
	 * response.
	 * @return the attempt
	 * @throws IllegalStateException if no notification is waiting for a retry, be it
	 * accepted or abandoned, or if the simulator is closed
	 */
	CallbackAttempt redeliver();

	/**
	 * Send a notification once more, even if it was accepted, and wait for the response.
	 * @param notificationId its {@link CallbackAttempt#notificationId() id}
	 * @return the attempt
	 * @throws IllegalArgumentException if there is no such notification
	 * @throws IllegalStateException if the simulator is closed
	 */
	CallbackAttempt duplicate(String notificationId);

	/**
	 * Send a notification with a signature that is wrong on purpose
	 * ({@code WECHATPAY/SIGNTEST/…}), and wait for the response, which must not be a
	 * success.
	 * @param notificationId its {@link CallbackAttempt#notificationId() id}
	 * @return the attempt
	 * @throws IllegalArgumentException if there is no such notification
	 * @throws IllegalStateException if the simulator is closed
	 */
	CallbackAttempt probe(String notificationId);

	/**
	 * Hold notifications back from now on, to deliver them out of order: WeChat Pay
	 * promises none.
	 */
	void hold();

	/**
	 * Deliver the notifications that were held back, the newest first, and hold back no
	 * more. Waits for their responses.
	 * @return the attempts, in the order in which they were made
	 * @throws IllegalStateException if the simulator is closed
	 */
	List<CallbackAttempt> releaseNewestFirst();

	/**
	 * Change how often the public key signs from now on during
	 * {@link PlatformKeyMode#MIGRATION}, as WeChat Pay does day by day. It lasts until
	 * the next {@link WechatPaySimulator#reset()}.
	 * @param percentage from 0 for never to 100 for always, evenly spread
	 * @throws IllegalArgumentException if there is no such percentage
	 */
	void publicKeyPercentage(int percentage);

}
