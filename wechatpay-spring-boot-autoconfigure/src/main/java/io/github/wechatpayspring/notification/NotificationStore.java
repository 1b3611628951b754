package io.github.wechatpayspring.notification;

/**
 * Remembers which notifications were handled, so that each is handled once although
 * WeChat Pay sends it several times, even at the same moment to several instances of an
 * application. Ids are kept for at least 48 hours, longer than WeChat Pay repeats.
 * Implementations are safe for use by several threads, and by several processes if they
 * share what they store.
 */
public interface NotificationStore {

	/**
	 * Claim a notification, to handle it. Of several claims at once exactly one is
	 * granted. A claim whose owner neither {@linkplain #handled(String) finished} nor
	 * {@linkplain #release(String) released} it, as after a crash, is open again after
	 * some minutes.
	 * @param id the id of the notification
	 * @return whether the caller may handle it
	 */
	Claim claim(String id);

	/**
	 * Keep in mind that a claimed notification was handled.
	 * @param id the id of the notification
	 */
	void handled(String id);

	/**
	 * Give back a claim because handling failed, so that the next delivery is handled. A
	 * notification that was handled meanwhile stays so.
	 * @param id the id of the notification
	 */
	void release(String id);

	/**
	 * The answer to a claim.
	 */
	enum Claim {

		/**
		 * The notification is the caller's to handle.
		 */
		GRANTED,

		/**
		 * Somebody else is handling it now, and may still fail: it should be delivered
		 * again.
		 */
		IN_PROGRESS,

		/**
		 * It was handled before.
		 */
		HANDLED

	}

}
