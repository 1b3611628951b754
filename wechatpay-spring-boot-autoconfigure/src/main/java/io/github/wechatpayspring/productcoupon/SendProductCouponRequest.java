package io.github.wechatpayspring.productcoupon;

import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Issues one product coupon to one user. {@code outRequestNo} identifies it within a
 * stock and a user: to retry a request, send the same values again.
 *
 * @param openid openid of the user under the appid, at most 128 bytes
 * @param appid appid bound to the calling merchant or to the stock's owner, at most 32
 * bytes; {@code null} for the default of {@code wechatpay.appid}
 * @param stockId id of a stock of merchant coupons with product data, at most 128 bytes
 * @param outRequestNo the merchant's number for this issue, at most 128 bytes of letters,
 * digits and {@code | _ * -}; a new one for each issue
 * @param couponCode code to issue; {@code null} if the stock allots codes
 * @param couponType kind of coupon
 * @param memberCardId card id of the member card template, at most 32 bytes; needed for
 * {@code MEMBER}
 */
public record SendProductCouponRequest(String openid, @Nullable String appid, String stockId, String outRequestNo,
		@Nullable String couponCode, ProductCouponType couponType, @Nullable String memberCardId) {

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public SendProductCouponRequest {
		RequestFields.required("openid", openid, 128);
		RequestFields.optional("appid", appid, 32);
		RequestFields.required("stockId", stockId, 128);
		RequestFields.requestNumber("outRequestNo", outRequestNo, 128);
		if (couponCode != null) {
			RequestFields.required("couponCode", couponCode);
		}
		RequestFields.required("couponType", couponType);
		RequestFields.optional("memberCardId", memberCardId, 32);
		if (couponType == ProductCouponType.MEMBER && memberCardId == null) {
			throw new IllegalArgumentException("'memberCardId' is missing: a 'couponType' of MEMBER needs it");
		}
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	SendProductCouponRequest withAppid(String appid) {
		return new SendProductCouponRequest(this.openid, appid, this.stockId, this.outRequestNo, this.couponCode,
				this.couponType, this.memberCardId);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Builds a {@link SendProductCouponRequest}.
	 */
	public static final class Builder {

		private @Nullable String openid;

		private @Nullable String appid;

		private @Nullable String stockId;

		private @Nullable String outRequestNo;

		private @Nullable String couponCode;

		private @Nullable ProductCouponType couponType;

		private @Nullable String memberCardId;

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
		 * Set the appid in place of {@code wechatpay.appid}.
		 * @param appid appid bound to the calling merchant or to the stock's owner, at
		 * most 32 bytes; {@code null} for the default of {@code wechatpay.appid}
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set the stock to issue from.
		 * @param stockId id of a stock of merchant coupons with product data, at most 128
		 * bytes
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
		 * Set the code, for stocks whose codes the merchant makes up.
		 * @param couponCode code to issue; {@code null} if the stock allots codes
		 * @return this
		 */
		public Builder couponCode(@Nullable String couponCode) {
			this.couponCode = couponCode;
			return this;
		}

		/**
		 * Set the kind of coupon.
		 * @param couponType kind of coupon
		 * @return this
		 */
		public Builder couponType(ProductCouponType couponType) {
			this.couponType = couponType;
			return this;
		}

		/**
		 * Set the member card that a member coupon belongs to.
		 * @param memberCardId card id of the member card template, at most 32 bytes;
		 * needed for {@code MEMBER}
		 * @return this
		 */
		public Builder memberCardId(@Nullable String memberCardId) {
			this.memberCardId = memberCardId;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or wrong; its name is in
		 * the message
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public SendProductCouponRequest build() {
			return new SendProductCouponRequest(this.openid, this.appid, this.stockId, this.outRequestNo,
					this.couponCode, this.couponType, this.memberCardId);
		}

	}

}
