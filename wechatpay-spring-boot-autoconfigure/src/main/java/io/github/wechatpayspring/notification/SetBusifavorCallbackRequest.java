package io.github.wechatpayspring.notification;

import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Sets the URL for notifications of merchant coupons that users received.
 *
 * @param notifyUrl the URL, {@code https} without a query, 10 to 256 bytes; WeChat Pay
 * must be able to reach it without logging in
 * @param mchid merchant id of the creator of the stocks, 8 to 15 bytes; {@code null} for
 * the calling merchant
 * @see BusifavorCallbackService#setCallback
 */
public record SetBusifavorCallbackRequest(String notifyUrl, @Nullable String mchid) {

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public SetBusifavorCallbackRequest {
		CallbackService.checkNotifyUrl(notifyUrl);
		RequestFields.between("notifyUrl", notifyUrl, 10, 256);
		if (mchid != null) {
			RequestFields.between("mchid", mchid, 8, 15);
		}
	}

	/**
	 * Create a request for the calling merchant.
	 * @param notifyUrl the URL, {@code https} without a query, 10 to 256 bytes
	 * @throws IllegalArgumentException if it is missing or wrong
	 */
	public SetBusifavorCallbackRequest(String notifyUrl) {
		this(notifyUrl, null);
	}

}
