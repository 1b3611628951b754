package io.github.wechatpayspring.merchant;

import java.util.Set;

import io.github.wechatpayspring.notification.NotificationEnvelope;

/**
 * The merchants of the application: the one of {@code wechatpay.*}, those of
 * {@code wechatpay.merchants.<name>.*} and those of a {@link MerchantSource}. A merchant
 * is chosen by value, for each call; nothing is bound to a thread. Safe for use by
 * several threads.
 */
public interface WechatPay {

	/**
	 * Name of the merchant of {@code wechatpay.*}.
	 */
	String DEFAULT_NAME = NotificationEnvelope.DEFAULT_MERCHANT;

	/**
	 * Return the default merchant: the one with {@code primary=true}, else the one of
	 * {@code wechatpay.*}, else the only one in {@code wechatpay.merchants}. A merchant
	 * of a {@link MerchantSource} is never the default.
	 * @return the merchant
	 * @throws UnknownMerchantException if there is none
	 */
	WechatPayMerchant merchant();

	/**
	 * Return a merchant. What is returned does not change: it is to be asked for again
	 * for each piece of work, so that a merchant that was replaced or removed is not used
	 * any longer.
	 * @param name the name of the merchant
	 * @return the merchant
	 * @throws UnknownMerchantException if there is none of that name
	 */
	WechatPayMerchant merchant(String name);

	/**
	 * Return the names of all merchants that there are now.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Take over what the {@link MerchantSource} has now. Merchants that are new or
	 * changed are checked as at start-up and each put in place at once, those that it no
	 * longer has are removed, and all others stay as they are. Calls in flight finish
	 * with what they have.
	 * @throws IllegalStateException if there is no {@link MerchantSource}
	 * @throws RuntimeException if merchants are configured wrongly, with all that is
	 * wrong; they stay as they were before, while the others were taken over
	 */
	void refresh();

	/**
	 * Take over what the {@link MerchantSource} has for one merchant now, or remove the
	 * merchant if it has nothing. Files that its configuration names are read again.
	 * @param name the name of the merchant
	 * @throws IllegalStateException if there is no {@link MerchantSource}
	 * @throws RuntimeException if the merchant is configured wrongly, with all that is
	 * wrong; it stays as it was before
	 */
	void refresh(String name);

}
