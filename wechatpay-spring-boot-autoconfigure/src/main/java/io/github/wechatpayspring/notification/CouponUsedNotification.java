package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon.ConsumeInformation;
import io.github.wechatpayspring.favor.FavorCoupon.NormalCouponInformation;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.favor.FavorCouponType;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * A cash coupon (代金券) or multi-use credit (消费金) was redeemed: {@code COUPON.USE}. What
 * WeChat Pay left out is {@code null}.
 * <p>
 * Multi-use credit can be redeemed several times, so its coupon id may come in several
 * notifications.
 *
 * @param envelope what the notification says about itself
 * @param couponId id of the coupon or of the multi-use credit
 * @param stockId id of the stock
 * @param stockCreatorMchid merchant id of the creator of the stock
 * @param couponName name of the coupon
 * @param status state of the coupon; the sample of 2020 calls it {@code state}
 * @param description how to use it
 * @param couponCreateTime when the user received it
 * @param couponType kind of discount
 * @param noCash whether it is free of pre-funding (无资金流)
 * @param singleitem whether it is for single items (单品优惠)
 * @param availableBeginTime begin of its validity
 * @param availableEndTime end of its validity
 * @param normalCouponInformation the terms of a discount from a threshold on
 * @param singleitemDiscountOff the terms of a discount on single items
 * @param discountTo the terms of a reduction to a price; query responses call it
 * {@code cut_to_message}
 * @param consumeInformation how it was redeemed
 * @param businessType {@code MULTIUSE} for multi-use credit
 * @param additionalFields fields of the resource that this version does not know or
 * cannot read
 * @see <a href=
 * "https://pay.weixin.qq.com/docs/merchant/apis/cash-coupons/check-notice.html">The
 * notification (核销事件回调通知)</a>
 */
public record CouponUsedNotification(NotificationEnvelope envelope, @JsonProperty(required = true) String couponId,
		@JsonProperty(required = true) String stockId, @Nullable String stockCreatorMchid, @Nullable String couponName,
		@JsonAlias("state") @Nullable FavorCouponStatus status, @Nullable String description,
		@JsonAlias("create_time") @Nullable OffsetDateTime couponCreateTime, @Nullable FavorCouponType couponType,
		@Nullable Boolean noCash, @Nullable Boolean singleitem, @Nullable OffsetDateTime availableBeginTime,
		@Nullable OffsetDateTime availableEndTime, @Nullable NormalCouponInformation normalCouponInformation,
		@Nullable SingleitemDiscountOff singleitemDiscountOff,
		@JsonAlias("cut_to_message") @Nullable DiscountTo discountTo, @Nullable ConsumeInformation consumeInformation,
		@Nullable FavorBusinessType businessType,
		Map<String, @Nullable Object> additionalFields) implements WechatPayNotification {

	static final String EVENT_TYPE = "COUPON.USE";

	/**
	 * Create a notification with all fields, of which later versions may have more.
	 */
	public CouponUsedNotification {
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a notification, for tests of code that handles it.
	 * @param id id of the notification
	 * @param couponId id of the coupon
	 * @param stockId id of the stock
	 */
	public CouponUsedNotification(String id, String couponId, String stockId) {
		this(new NotificationEnvelope(id, EVENT_TYPE), couponId, stockId, null, null, FavorCouponStatus.USED, null,
				null, null, null, null, null, null, null, null, null, null, null, ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Terms of a discount on single items (单品优惠).
	 *
	 * @param singlePriceMax highest price that is reduced, in fen
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record SingleitemDiscountOff(@Nullable Long singlePriceMax, Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create terms with all fields, of which later versions may have more.
		 */
		public SingleitemDiscountOff {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * Terms of a reduction to a price (减至券).
	 *
	 * @param cutToPrice price after the reduction, in fen
	 * @param maxPrice highest price that is reduced, in fen
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record DiscountTo(@Nullable Long cutToPrice, @JsonAlias("single_price_max") @Nullable Long maxPrice,
			Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create terms with all fields, of which later versions may have more.
		 */
		public DiscountTo {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

}
