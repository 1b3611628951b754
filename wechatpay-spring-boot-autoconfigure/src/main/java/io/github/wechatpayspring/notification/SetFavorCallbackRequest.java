package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Sets the URL for redemption notifications of cash coupons and multi-use credit.
 *
 * @param notifyUrl the URL, {@code https} without a query, at most 256 bytes; WeChat Pay
 * must be able to reach it without logging in
 * @param mchid merchant id of the creator of the stocks, at most 20 bytes; {@code null}
 * for the calling merchant
 * @param enabled the field {@code switch}, whether to send notifications; {@code null} to
 * leave it as it is. WeChat Pay's documentation says that {@code false} cannot be used:
 * switch notifications off in the merchant platform instead
 * @see FavorCallbackService#setCallback
 */
public record SetFavorCallbackRequest(String notifyUrl, @Nullable String mchid,
		@JsonProperty("switch") @Nullable Boolean enabled) {

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public SetFavorCallbackRequest {
		CallbackService.checkNotifyUrl(notifyUrl);
		RequestFields.optional("mchid", mchid, 20);
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds a {@link SetFavorCallbackRequest}.
	 */
	public static final class Builder {

		private @Nullable String notifyUrl;

		private @Nullable String mchid;

		private @Nullable Boolean enabled;

		private Builder() {
		}

		/**
		 * Set the URL.
		 * @param notifyUrl the URL, {@code https} without a query, at most 256 bytes
		 * @return this
		 */
		public Builder notifyUrl(String notifyUrl) {
			this.notifyUrl = notifyUrl;
			return this;
		}

		/**
		 * Set the creator of the stocks, if another merchant than the calling one.
		 * @param mchid merchant id, at most 20 bytes; {@code null} for the calling
		 * merchant
		 * @return this
		 */
		public Builder mchid(@Nullable String mchid) {
			this.mchid = mchid;
			return this;
		}

		/**
		 * Set the field {@code switch}.
		 * @param enabled whether to send notifications; {@code null} to leave it as it is
		 * @return this
		 */
		public Builder enabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or wrong; its name is in
		 * the message
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public SetFavorCallbackRequest build() {
			return new SetFavorCallbackRequest(this.notifyUrl, this.mchid, this.enabled);
		}

	}

}
