package io.github.wechatpayspring.favor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Issues one cash coupon to one user. {@code outRequestNo} identifies it: to retry a
 * request, send the same values again.
 *
 * @param openid openid of the user under the appid, at most 128 bytes
 * @param stockId id of the stock of cash coupons, at most 20 bytes
 * @param outRequestNo the merchant's number for this issue, at most 128 bytes of letters,
 * digits and {@code | _ * -}; a new one for each issue
 * @param appid appid of the sender, at most 128 bytes; {@code null} for the default of
 * {@code wechatpay.appid}
 * @param stockCreatorMchid merchant id of the creator of the stock, at most 20 bytes;
 * {@code null} for the calling merchant
 * @param couponValue face value in fen, at least 1; {@code null} for stocks that have one
 * @param couponMinimum amount in fen from which on the coupon can be used, at least 1;
 * {@code null} for stocks that have one
 */
public record SendFavorCouponRequest(@JsonIgnore String openid, String stockId, String outRequestNo,
		@Nullable String appid, @Nullable String stockCreatorMchid, @Nullable Long couponValue,
		@Nullable Long couponMinimum) {

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public SendFavorCouponRequest {
		RequestFields.pathSegment("openid", openid, 128);
		RequestFields.required("stockId", stockId, 20);
		RequestFields.requestNumber("outRequestNo", outRequestNo, 128);
		RequestFields.optional("appid", appid, 128);
		RequestFields.optional("stockCreatorMchid", stockCreatorMchid, 20);
		RequestFields.positive("couponValue", couponValue);
		RequestFields.positive("couponMinimum", couponMinimum);
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	SendFavorCouponRequest withDefaults(String appid, String merchantId) {
		return new SendFavorCouponRequest(this.openid, this.stockId, this.outRequestNo, appid,
				(this.stockCreatorMchid != null) ? this.stockCreatorMchid : merchantId, this.couponValue,
				this.couponMinimum);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Builds a {@link SendFavorCouponRequest}.
	 */
	public static final class Builder {

		private @Nullable String openid;

		private @Nullable String stockId;

		private @Nullable String outRequestNo;

		private @Nullable String appid;

		private @Nullable String stockCreatorMchid;

		private @Nullable Long couponValue;

		private @Nullable Long couponMinimum;

		private Builder() {
		}

		/**
		 * Set the user.
		 * @param openid openid of the user under the appid, at most 128 bytes
		 * @return this
		 */
		public Builder openid(String openid) {
			this.openid = openid;
			return this;
		}

		/**
		 * Set the stock to issue from.
		 * @param stockId id of the stock of cash coupons, at most 20 bytes
		 * @return this
		 */
		public Builder stockId(String stockId) {
			this.stockId = stockId;
			return this;
		}

		/**
		 * Set the merchant's number.
		 * @param outRequestNo the merchant's number for this issue, at most 128 bytes of
		 * letters, digits and {@code | _ * -}; a new one for each issue
		 * @return this
		 */
		public Builder outRequestNo(String outRequestNo) {
			this.outRequestNo = outRequestNo;
			return this;
		}

		/**
		 * Set the appid in place of {@code wechatpay.appid}.
		 * @param appid appid of the sender, at most 128 bytes; {@code null} for the
		 * default of {@code wechatpay.appid}
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set the creator of the stock, if another merchant created it.
		 * @param stockCreatorMchid merchant id of the creator of the stock, at most 20
		 * bytes; {@code null} for the calling merchant
		 * @return this
		 */
		public Builder stockCreatorMchid(@Nullable String stockCreatorMchid) {
			this.stockCreatorMchid = stockCreatorMchid;
			return this;
		}

		/**
		 * Set the face value, for stocks that leave it to the sender.
		 * @param couponValue face value in fen, at least 1; {@code null} for stocks that
		 * have one
		 * @return this
		 */
		public Builder couponValue(@Nullable Long couponValue) {
			this.couponValue = couponValue;
			return this;
		}

		/**
		 * Set the threshold, for stocks that leave it to the sender.
		 * @param couponMinimum amount in fen from which on the coupon can be used, at
		 * least 1; {@code null} for stocks that have one
		 * @return this
		 */
		public Builder couponMinimum(@Nullable Long couponMinimum) {
			this.couponMinimum = couponMinimum;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or wrong; its name is in
		 * the message
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public SendFavorCouponRequest build() {
			return new SendFavorCouponRequest(this.openid, this.stockId, this.outRequestNo, this.appid,
					this.stockCreatorMchid, this.couponValue, this.couponMinimum);
		}

	}

}
