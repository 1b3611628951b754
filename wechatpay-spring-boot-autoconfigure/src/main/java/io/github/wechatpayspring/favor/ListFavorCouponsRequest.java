package io.github.wechatpayspring.favor;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Lists the coupons of one user. {@code creatorMchid}, {@code availableMchid} and
 * {@code senderMchid} say which merchant's coupons are meant; the creator counts if
 * several are set, and the calling merchant is the creator if none is. What else is not
 * set is not sent.
 *
 * @param openid openid of the user under the appid, at most 128 bytes
 * @param appid appid bound to the calling merchant, at most 128 bytes; {@code null} for
 * the default of {@code wechatpay.appid}
 * @param stockId id of a stock, at most 20 bytes; WeChat Pay ignores it beside
 * {@code availableMchid}
 * @param status with {@code creatorMchid}, {@code SENDED} asks for usable coupons and
 * {@code USED} for usable and used ones; WeChat Pay ignores it beside
 * {@code availableMchid}
 * @param creatorMchid merchant id of the creator, at most 20 bytes; the calling merchant
 * if neither of the other two is set
 * @param senderMchid merchant id of the sender, at most 20 bytes
 * @param availableMchid merchant id where coupons can be used, at most 20 bytes; WeChat
 * Pay then returns all of them at once
 * @param offset number of the page, from 0 on; WeChat Pay takes 0 if it is left out
 * @param limit size of a page, at least 1; WeChat Pay takes 20 if it is left out
 * @param businessType {@code MULTIUSE} for multi-use credit; {@code null} for cash
 * coupons
 */
public record ListFavorCouponsRequest(String openid, @Nullable String appid, @Nullable String stockId,
		@Nullable FavorCouponStatus status, @Nullable String creatorMchid, @Nullable String senderMchid,
		@Nullable String availableMchid, @Nullable Integer offset, @Nullable Integer limit,
		@Nullable FavorBusinessType businessType) {

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public ListFavorCouponsRequest {
		RequestFields.pathSegment("openid", openid, 128);
		RequestFields.optional("appid", appid, 128);
		RequestFields.optional("stockId", stockId, 20);
		if (status != null) {
			RequestFields.required("status", status.value());
		}
		RequestFields.optional("creatorMchid", creatorMchid, 20);
		RequestFields.optional("senderMchid", senderMchid, 20);
		RequestFields.optional("availableMchid", availableMchid, 20);
		if (offset != null && offset < 0) {
			throw new IllegalArgumentException("'offset' must not be negative, but is %d".formatted(offset));
		}
		if (limit != null && limit <= 0) {
			throw new IllegalArgumentException("'limit' must be greater than 0, but is %d".formatted(limit));
		}
		if (businessType != null) {
			RequestFields.required("businessType", businessType.value());
		}
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	Map<String, Object> query(String appid, String merchantId) {
		boolean ofAnyMerchant = this.creatorMchid == null && this.availableMchid == null && this.senderMchid == null;
		Map<String, Object> query = new LinkedHashMap<>();
		query.put("appid", appid);
		put(query, "stock_id", this.stockId);
		put(query, "status", (this.status != null) ? this.status.value() : null);
		put(query, "creator_mchid", (ofAnyMerchant) ? merchantId : this.creatorMchid);
		put(query, "sender_mchid", this.senderMchid);
		put(query, "available_mchid", this.availableMchid);
		put(query, "offset", this.offset);
		put(query, "limit", this.limit);
		put(query, "business_type", (this.businessType != null) ? this.businessType.value() : null);
		return query;
	}

	ListFavorCouponsRequest withOffset(int offset) {
		return new ListFavorCouponsRequest(this.openid, this.appid, this.stockId, this.status, this.creatorMchid,
				this.senderMchid, this.availableMchid, offset, this.limit, this.businessType);
	}

	private static void put(Map<String, Object> query, String name, @Nullable Object value) {
		if (value != null) {
			query.put(name, value);
		}
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Builds a {@link ListFavorCouponsRequest}.
	 */
	public static final class Builder {

		private @Nullable String openid;

		private @Nullable String appid;

		private @Nullable String stockId;

		private @Nullable FavorCouponStatus status;

		private @Nullable String creatorMchid;

		private @Nullable String senderMchid;

		private @Nullable String availableMchid;

		private @Nullable Integer offset;

		private @Nullable Integer limit;

		private @Nullable FavorBusinessType businessType;

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
		 * @param appid appid bound to the calling merchant, at most 128 bytes;
		 * {@code null} for the default of {@code wechatpay.appid}
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set the only stock to list.
		 * @param stockId id of a stock, at most 20 bytes; WeChat Pay ignores it beside
		 * {@code availableMchid}
		 * @return this
		 */
		public Builder stockId(@Nullable String stockId) {
			this.stockId = stockId;
			return this;
		}

		/**
		 * Set the status to list.
		 * @param status with {@code creatorMchid}, {@code SENDED} asks for usable coupons
		 * and {@code USED} for usable and used ones; WeChat Pay ignores it beside
		 * {@code availableMchid}
		 * @return this
		 */
		public Builder status(@Nullable FavorCouponStatus status) {
			this.status = status;
			return this;
		}

		/**
		 * Ask for the coupons of stocks that a merchant created, in every state but
		 * expired.
		 * @param creatorMchid merchant id of the creator, at most 20 bytes
		 * @return this
		 */
		public Builder creatorMchid(@Nullable String creatorMchid) {
			this.creatorMchid = creatorMchid;
			return this;
		}

		/**
		 * Ask for the coupons that a merchant sent. Older documentation calls this not
		 * open yet, newer leaves it out.
		 * @param senderMchid merchant id of the sender, at most 20 bytes
		 * @return this
		 */
		public Builder senderMchid(@Nullable String senderMchid) {
			this.senderMchid = senderMchid;
			return this;
		}

		/**
		 * Ask for the coupons that can be used at a merchant.
		 * @param availableMchid merchant id where coupons can be used, at most 20 bytes;
		 * WeChat Pay then returns all of them at once
		 * @return this
		 */
		public Builder availableMchid(@Nullable String availableMchid) {
			this.availableMchid = availableMchid;
			return this;
		}

		/**
		 * Set which page to list.
		 * @param offset number of the page, from 0 on; WeChat Pay takes 0 if it is left
		 * out
		 * @return this
		 */
		public Builder offset(@Nullable Integer offset) {
			this.offset = offset;
			return this;
		}

		/**
		 * Set the size of a page.
		 * @param limit size of a page, at least 1; WeChat Pay takes 20 if it is left out
		 * @return this
		 */
		public Builder limit(@Nullable Integer limit) {
			this.limit = limit;
			return this;
		}

		/**
		 * Ask for multi-use credit instead of cash coupons.
		 * @param businessType {@code MULTIUSE} for multi-use credit; {@code null} for
		 * cash coupons
		 * @return this
		 */
		public Builder businessType(@Nullable FavorBusinessType businessType) {
			this.businessType = businessType;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or wrong; its name is in
		 * the message
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public ListFavorCouponsRequest build() {
			return new ListFavorCouponsRequest(this.openid, this.appid, this.stockId, this.status, this.creatorMchid,
					this.senderMchid, this.availableMchid, this.offset, this.limit, this.businessType);
		}

	}

}
