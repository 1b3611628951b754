package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A notification (回调通知) that WeChat Pay signed. It may arrive more than once, in any
 * order, and not at all.
 * <p>
 * Later versions may have a type of its own for events that are a
 * {@link GenericNotification} now, and more components in the records of others. Read
 * them with their accessors, and create them in tests with the constructors that are for
 * tests, which stay; the canonical constructors change.
 *
 * @see NotificationParser
 * @see CouponUsedNotification
 * @see CouponSentNotification
 */
public interface WechatPayNotification {

	/**
	 * Return what the notification says about itself.
	 * @return the envelope
	 */
	NotificationEnvelope envelope();

	/**
	 * Return the fields of the decrypted resource that this version does not know or
	 * cannot read, as WeChat Pay wrote them.
	 * @return the fields by name
	 */
	Map<String, @Nullable Object> additionalFields();

	/**
	 * Return the id of the notification. It stays the same when WeChat Pay sends the
	 * notification again.
	 * @return the id
	 */
	default String id() {
		return envelope().id();
	}

	/**
	 * Return what happened, for instance {@code COUPON.USE}.
	 * @return the type of the event, as WeChat Pay wrote it
	 */
	default String eventType() {
		return envelope().eventType();
	}

	/**
	 * Return which merchant of the application was notified.
	 * @return the name of the merchant, {@value NotificationEnvelope#DEFAULT_MERCHANT}
	 * for the one of {@code wechatpay.*}
	 */
	default String merchant() {
		return envelope().merchant();
	}

	/**
	 * Return when the notification was made.
	 * @return the time, or {@code null} if it is missing or cannot be read
	 */
	default @Nullable OffsetDateTime createTime() {
		return envelope().createTime();
	}

	/**
	 * Return what happened, for people and in Chinese.
	 * @return the summary, or {@code null} if there is none
	 */
	default @Nullable String summary() {
		return envelope().summary();
	}

}
