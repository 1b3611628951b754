package io.github.wechatpayspring.favor;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * A coupon that a user holds. What WeChat Pay left out is {@code null}.
 *
 * @param stockCreatorMchid merchant id of the creator of the stock
 * @param stockId id of the stock
 * @param couponId id of the coupon or of the multi-use credit
 * @param couponName name of the coupon
 * @param status state of the coupon
 * @param description how to use it
 * @param createTime when the user got it
 * @param couponType kind of discount
 * @param noCash whether it is free of pre-funding (无资金流)
 * @param singleitem whether it is for single items (单品优惠)
 * @param availableBeginTime begin of its validity
 * @param availableEndTime end of its validity
 * @param startTime when the stock was activated
 * @param stopTime when the stock was stopped
 * @param cutToMessage the terms of a reduction to a price
 * @param normalCouponInformation the terms of a discount from a threshold on
 * @param consumeInformation how it was used; WeChat Pay seldom tells
 * @param availableBalance what is left of multi-use credit, in fen
 * @param businessType {@code MULTIUSE} for multi-use credit
 * @param outRequestNo the merchant's number of the request that issued it; not
 * documented, so seldom present
 * @param additionalFields fields that this version does not know
 */
public record FavorCoupon(@Nullable String stockCreatorMchid, @Nullable String stockId, String couponId,
		@Nullable String couponName, @Nullable FavorCouponStatus status, @Nullable String description,
		@Nullable OffsetDateTime createTime, @Nullable FavorCouponType couponType, @Nullable Boolean noCash,
		@Nullable Boolean singleitem, @Nullable OffsetDateTime availableBeginTime,
		@Nullable OffsetDateTime availableEndTime, @Nullable OffsetDateTime startTime,
		@Nullable OffsetDateTime stopTime, @Nullable CutToMessage cutToMessage,
		@Nullable NormalCouponInformation normalCouponInformation, @Nullable ConsumeInformation consumeInformation,
		@Nullable Long availableBalance, @Nullable FavorBusinessType businessType, @Nullable String outRequestNo,
		@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

	/**
	 * Take over a coupon.
	 * @throws IllegalArgumentException if it has no id
	 */
	public FavorCoupon {
		ResponseFields.required("coupon_id", couponId);
		additionalFields = ResponseFields.copy(additionalFields);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Terms of a reduction to a price (减至券).
	 *
	 * @param singlePriceMax highest price that is reduced, in fen
	 * @param cutToPrice price after the reduction, in fen
	 */
	public record CutToMessage(@Nullable Long singlePriceMax, @Nullable Long cutToPrice) {

	}

	/**
	 * Terms of a discount from a threshold on (满减券).
	 *
	 * @param couponAmount face value in fen
	 * @param transactionMinimum threshold in fen
	 * @param additionalFields fields that this version does not know
	 */
	public record NormalCouponInformation(@Nullable Long couponAmount, @Nullable Long transactionMinimum,
			@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create terms with all fields, of which later versions may have more.
		 */
		public NormalCouponInformation {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		/**
		 * Create terms, for tests of code that uses them.
		 * @param couponAmount face value in fen
		 * @param transactionMinimum threshold in fen
		 */
		public NormalCouponInformation(@Nullable Long couponAmount, @Nullable Long transactionMinimum) {
			this(couponAmount, transactionMinimum, ResponseFields.none());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * How a coupon was redeemed.
	 *
	 * @param consumeTime when it was redeemed
	 * @param consumeMchid merchant id where it was redeemed
	 * @param transactionId WeChat Pay's id of the payment
	 * @param consumeAmount how much of multi-use credit was redeemed, in fen; only in
	 * notifications
	 * @param goodsDetail the goods it was redeemed for, empty if WeChat Pay does not say
	 * @param additionalFields fields that this version does not know
	 */
	public record ConsumeInformation(@Nullable OffsetDateTime consumeTime, @Nullable String consumeMchid,
			@Nullable String transactionId, @Nullable Long consumeAmount, List<GoodsDetail> goodsDetail,
			@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create information with all fields, of which later versions may have more.
		 */
		public ConsumeInformation {
			goodsDetail = (goodsDetail != null) ? goodsDetail.stream().filter(Objects::nonNull).toList() : List.of();
			additionalFields = ResponseFields.copy(additionalFields);
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

	/**
	 * Goods that a coupon was redeemed for.
	 *
	 * @param goodsId the merchant's code of the goods
	 * @param quantity how many
	 * @param price price of one, in fen
	 * @param discountAmount discount in fen
	 * @param additionalFields fields that this version does not know
	 */
	public record GoodsDetail(@Nullable String goodsId, @Nullable Long quantity, @Nullable Long price,
			@Nullable Long discountAmount, @JsonAnySetter Map<String, @Nullable Object> additionalFields) {

		/**
		 * Create goods with all fields, of which later versions may have more.
		 */
		public GoodsDetail {
			additionalFields = ResponseFields.copy(additionalFields);
		}

		/**
		 * Create goods, for tests of code that uses them.
		 * @param goodsId the merchant's code of the goods
		 * @param quantity how many
		 * @param price price of one, in fen
		 * @param discountAmount discount in fen
		 */
		public GoodsDetail(@Nullable String goodsId, @Nullable Long quantity, @Nullable Long price,
				@Nullable Long discountAmount) {
			this(goodsId, quantity, price, discountAmount, ResponseFields.none());
		}

		@Override
		public String toString() {
			return MaskedText.of(this);
		}

	}

}
