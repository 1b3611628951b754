package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * A cash coupon (代金券) or multi-use credit (消费金) was used: {@code COUPON.USE}. What WeChat
 * Pay left out is {@code null}.
 * <p>
 * Multi-use credit can be used several times, so its coupon id may come in several
 * notifications.
 *
 * @param envelope what the notification says about itself
 * @param couponId id of the coupon or of the multi-use credit
 * @param stockId id of the stock
 * @param stockCreatorMchid merchant id of the creator of the stock
 * @param couponName name of the coupon
 * @param status state of the coupon
 * @param description how to use it
 * @param couponCreateTime when the user got it
 * @param couponType kind of discount
 * @param noCash whether it is free of pre-funding (无资金流)
 * @param singleitem whether it is for single items (单品优惠)
 * @param availableBeginTime begin of its validity
 * @param availableEndTime end of its validity
 * @param normalCouponInformation the terms of a discount from a threshold on
 * @param singleitemDiscountOff the terms of a discount on single items
 * @param discountTo the terms of a reduction to a price
 * @param consumeInformation how it was used
 * @param businessType {@code MULTIUSE} for multi-use credit
 * @param additionalFields fields of the resource that this version does not know or
 * cannot read
 * @see <a href=
 * "https://pay.weixin.qq.com/docs/merchant/apis/cash-coupons/check-notice.html">The
 * notification (核销事件回调通知)</a>
 */
public record CouponUsedNotification(NotificationEnvelope envelope, String couponId, String stockId,
		@Nullable String stockCreatorMchid, @Nullable String couponName, @Nullable CouponStatus status,
		@Nullable String description, @Nullable OffsetDateTime couponCreateTime, @Nullable CouponType couponType,
		@Nullable Boolean noCash, @Nullable Boolean singleitem, @Nullable OffsetDateTime availableBeginTime,
		@Nullable OffsetDateTime availableEndTime, @Nullable NormalCouponInformation normalCouponInformation,
		@Nullable SingleitemDiscountOff singleitemDiscountOff, @Nullable DiscountTo discountTo,
		@Nullable ConsumeInformation consumeInformation, @Nullable CouponBusinessType businessType,
		Map<String, @Nullable Object> additionalFields) implements WechatPayNotification {

	static final String EVENT_TYPE = "COUPON.USE";

	/**
	 * Take over a notification.
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
		this(new NotificationEnvelope(id, EVENT_TYPE), couponId, stockId, null, null, CouponStatus.USED, null, null,
				null, null, null, null, null, null, null, null, null, null, ResponseFields.none());
	}

	static CouponUsedNotification read(NotificationEnvelope envelope, JsonFields resource) {
		return new CouponUsedNotification(envelope, resource.requiredText("coupon_id"),
				resource.requiredText("stock_id"), resource.text("stock_creator_mchid"), resource.text("coupon_name"),
				// the sample of 2020 calls it state
				resource.value(CouponStatus::new, "status", "state"), resource.text("description"),
				resource.time("create_time"), resource.value(CouponType::new, "coupon_type"), resource.flag("no_cash"),
				resource.flag("singleitem"), resource.time("available_begin_time"), resource.time("available_end_time"),
				resource.object(NormalCouponInformation::read, "normal_coupon_information"),
				resource.object(SingleitemDiscountOff::read, "singleitem_discount_off"),
				// answers to queries call it cut_to_message
				resource.object(DiscountTo::read, "discount_to", "cut_to_message"),
				resource.object(ConsumeInformation::read, "consume_information"),
				resource.value(CouponBusinessType::new, "business_type"), resource.rest());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Terms of a discount from a threshold on (满减券).
	 *
	 * @param couponAmount face value in fen
	 * @param transactionMinimum threshold in fen
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record NormalCouponInformation(@Nullable Long couponAmount, @Nullable Long transactionMinimum,
			Map<String, @Nullable Object> additionalFields) {

		/**
		 * Take over the terms.
		 */
		public NormalCouponInformation {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		private static NormalCouponInformation read(JsonFields fields) {
			return new NormalCouponInformation(fields.whole("coupon_amount"), fields.whole("transaction_minimum"),
					fields.rest());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * Terms of a discount on single items (单品优惠).
	 *
	 * @param singlePriceMax highest price that is reduced, in fen
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record SingleitemDiscountOff(@Nullable Long singlePriceMax, Map<String, @Nullable Object> additionalFields) {

		/**
		 * Take over the terms.
		 */
		public SingleitemDiscountOff {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		private static SingleitemDiscountOff read(JsonFields fields) {
			return new SingleitemDiscountOff(fields.whole("single_price_max"), fields.rest());
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
	public record DiscountTo(@Nullable Long cutToPrice, @Nullable Long maxPrice,
			Map<String, @Nullable Object> additionalFields) {

		/**
		 * Take over the terms.
		 */
		public DiscountTo {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		private static DiscountTo read(JsonFields fields) {
			return new DiscountTo(fields.whole("cut_to_price"), fields.whole("max_price", "single_price_max"),
					fields.rest());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * How a coupon was used.
	 *
	 * @param consumeTime when it was used
	 * @param consumeMchid merchant id where it was used
	 * @param transactionId WeChat Pay's id of the payment
	 * @param consumeAmount how much of multi-use credit was used, in fen
	 * @param goodsDetail the goods it was used for, empty if WeChat Pay does not tell
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record ConsumeInformation(@Nullable OffsetDateTime consumeTime, @Nullable String consumeMchid,
			@Nullable String transactionId, @Nullable Long consumeAmount, List<GoodsDetail> goodsDetail,
			Map<String, @Nullable Object> additionalFields) {

		/**
		 * Take over how it was used.
		 */
		public ConsumeInformation {
			goodsDetail = List.copyOf(goodsDetail);
			additionalFields = ResponseFields.copy(additionalFields);
		}

		private static ConsumeInformation read(JsonFields fields) {
			return new ConsumeInformation(fields.time("consume_time"), fields.text("consume_mchid"),
					fields.text("transaction_id"), fields.whole("consume_amount"),
					fields.objects(GoodsDetail::read, "goods_detail"), fields.rest());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * Goods that a coupon was used for.
	 *
	 * @param goodsId the merchant's code of the goods
	 * @param quantity how many
	 * @param price price of one, in fen
	 * @param discountAmount discount in fen
	 * @param additionalFields fields that this version does not know or cannot read
	 */
	public record GoodsDetail(@Nullable String goodsId, @Nullable Long quantity, @Nullable Long price,
			@Nullable Long discountAmount, Map<String, @Nullable Object> additionalFields) {

		/**
		 * Take over the goods.
		 */
		public GoodsDetail {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		private static GoodsDetail read(JsonFields fields) {
			return new GoodsDetail(fields.text("goods_id"), fields.whole("quantity"), fields.whole("price"),
					fields.whole("discount_amount"), fields.rest());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

}
