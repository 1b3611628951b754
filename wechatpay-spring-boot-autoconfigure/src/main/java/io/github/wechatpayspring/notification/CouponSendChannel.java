package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a user got a merchant coupon. A value that WeChat Pay adds later is kept as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record CouponSendChannel(@JsonValue String value) {

	/**
	 * The merchant's mini program (小程序).
	 */
	public static final CouponSendChannel MINIAPP = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_MINIAPP");

	/**
	 * The merchant's call of the API.
	 */
	public static final CouponSendChannel API = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_API");

	/**
	 * A gift for a payment (支付有礼).
	 */
	public static final CouponSendChannel PAYGIFT = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_PAYGIFT");

	/**
	 * A web page (H5).
	 */
	public static final CouponSendChannel H5 = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_H5");

	/**
	 * Face to face (面对面).
	 */
	public static final CouponSendChannel FTOF = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_FTOF");

	/**
	 * An activity of a member card (会员卡活动).
	 */
	public static final CouponSendChannel MEMBERCARD_ACT = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_MEMBERCARD_ACT");

	/**
	 * A coupon hall (扫码领券).
	 */
	public static final CouponSendChannel HALL = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_HALL");

	/**
	 * A web page inside of WeChat (JSAPI).
	 */
	public static final CouponSendChannel JSAPI = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_JSAPI");

	/**
	 * A live broadcast in a mini program (小程序直播).
	 */
	public static final CouponSendChannel MINI_APP_LIVE = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_MINI_APP_LIVE");

	/**
	 * The search of WeChat (搜一搜).
	 */
	public static final CouponSendChannel WECHAT_SEARCH = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_WECHAT_SEARCH");

	/**
	 * The discounts of payments (支付有优惠).
	 */
	public static final CouponSendChannel PAY_HAS_DISCOUNT = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_PAY_HAS_DISCOUNT");

	/**
	 * An advertisement (微信广告).
	 */
	public static final CouponSendChannel WECHAT_AD = new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_WECHAT_AD");

	/**
	 * The platform of rights (权益平台).
	 */
	public static final CouponSendChannel RIGHTS_PLATFORM = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_RIGHTS_PLATFORM");

	/**
	 * A gift for receiving money (收款有礼).
	 */
	public static final CouponSendChannel RECEIVE_MONEY_GIFT = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_RECEIVE_MONEY_GIFT");

	/**
	 * A right of members who pay (会员有礼).
	 */
	public static final CouponSendChannel MEMBER_PAY_RIGHT = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_MEMBER_PAY_RIGHT");

	/**
	 * Smart retail (智慧零售).
	 */
	public static final CouponSendChannel BUSI_SMART_RETAIL = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_BUSI_SMART_RETAIL");

	/**
	 * A live broadcast of a channel (视频号直播).
	 */
	public static final CouponSendChannel FINDER_LIVEROOM = new CouponSendChannel(
			"BUSICOUPON_SEND_CHANNEL_FINDER_LIVEROOM");

	/**
	 * Create a value.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CouponSendChannel {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
