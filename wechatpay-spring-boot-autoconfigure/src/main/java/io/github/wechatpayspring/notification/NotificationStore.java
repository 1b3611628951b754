package io.github.wechatpayspring.notification;

import java.util.UUID;

/**
 * Remembers which notifications were handled, so that each is handled once although
 * WeChat Pay sends it several times, even at the same moment to several instances of an
 * application. A notification is known by its merchant and its id, and kept for at least
 * 48 hours, longer than WeChat Pay retries. Implementations are safe for use by several
 * threads, and by several processes if they share what they store.
 */
public interface NotificationStore {

	/**
	 * Claim a notification, to handle it. Of several claims at once exactly one is
	 * granted. A claim whose owner neither {@linkplain #handled(Claim) finished} nor
	 * {@linkplain #release(Claim) released} it, as after a crash, expires after some
	 * minutes, and another one can be granted.
	 * @param claim what is claimed, with a token that no other claim has
	 * @return whether the caller may handle it
	 */
	ClaimResult claim(Claim claim);

	/**
	 * Remember that a notification was handled, even if the claim has expired and another
	 * one was granted since.
	 * @param claim the claim under which it was handled
	 * @return whether the claim was still held; if not, the notification may have been
	 * handled twice
	 */
	boolean handled(Claim claim);

	/**
	 * Release a claim because handling failed, so that the next delivery is handled. Does
	 * nothing if the claim has expired and another one was granted since, or if the
	 * notification was handled meanwhile.
	 * @param claim the claim that was granted
	 */
	void release(Claim claim);

	/**
	 * One attempt to handle a notification.
	 *
	 * @param merchant the name of the merchant that was notified
	 * @param id the id of the notification, which another merchant's may have as well
	 * @param token unique to this claim
	 */
	record Claim(String merchant, String id, String token) {

		/**
		 * Create a claim with a token of its own.
		 * @param merchant the name of the merchant that was notified
		 * @param id the id of the notification
		 */
		public Claim(String merchant, String id) {
			this(merchant, id, UUID.randomUUID().toString());
		}

	}

	/**
	 * The result of a claim.
	 */
	enum ClaimResult {

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
