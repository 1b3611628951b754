package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * A user received a merchant coupon (商家券): {@code COUPON.SEND}. What WeChat Pay left out
 * is {@code null}.
 *
 * @param envelope what the notification says about itself
 * @param couponCode code of the coupon
 * @param stockId id of the stock
 * @param sendTime when the user received it
 * @param openid the user, if the stock has a {@code notify_appid}; never part of
 * {@link #toString()}
 * @param unionid the user across the appids of the merchant, as for {@code openid}
 * @param sendChannel how the user received it
 * @param sendMerchant merchant id that sent it
 * @param attachInfo the activity it comes from, for some channels only
 * @param couponEventType the type of the event as the resource has it,
 * {@code EVENT_TYPE_BUSICOUPON_SEND}
 * @param additionalFields fields of the resource that this version does not know or
 * cannot read
 * @see <a href=
 * "https://pay.weixin.qq.com/docs/merchant/apis/merchant-exclusive-coupon/coupon/busicoupon-send.html">The
 * notification (领券事件回调通知)</a>
 */
public record CouponSentNotification(NotificationEnvelope envelope, @JsonProperty(required = true) String couponCode,
		@JsonProperty(required = true) String stockId, @Nullable OffsetDateTime sendTime, @Nullable String openid,
		@Nullable String unionid, @Nullable CouponSendChannel sendChannel, @Nullable String sendMerchant,
		@Nullable AttachInfo attachInfo, @JsonAlias("event_type") @Nullable String couponEventType,
		Map<String, @Nullable Object> additionalFields) implements WechatPayNotification {

	static final String EVENT_TYPE = "COUPON.SEND";

	/**
	 * Create a notification with all fields, of which later versions may have more.
	 */
	public CouponSentNotification {
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a notification, for tests of code that handles it.
	 * @param id id of the notification
	 * @param couponCode code of the coupon
	 * @param stockId id of the stock
	 * @param openid the user
	 */
	public CouponSentNotification(String id, String couponCode, String stockId, @Nullable String openid) {
		this(new NotificationEnvelope(id, EVENT_TYPE), couponCode, stockId, null, openid, null, null, null, null, null,
				ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * The activity that a coupon comes from.
	 *
	 * @param transactionId WeChat Pay's id of the payment that it was a gift for (支付有礼)
	 * @param actCode code of the activity
	 * @param hallCode code of the coupon hall (领券中心)
	 * @param hallBelongMchId merchant id of the hall
	 * @param cardId id of the member card
	 * @param activityId id of the activity
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record AttachInfo(@Nullable String transactionId, @Nullable String actCode, @Nullable String hallCode,
			@Nullable String hallBelongMchId, @Nullable String cardId, @Nullable String activityId,
			Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create an activity with all fields, of which later versions may have more.
		 */
		public AttachInfo {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

}
