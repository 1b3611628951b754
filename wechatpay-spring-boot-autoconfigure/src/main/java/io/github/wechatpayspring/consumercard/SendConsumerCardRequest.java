package io.github.wechatpayspring.consumercard;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Issues one consumer card to one user. {@code outRequestNo} and {@code sendTime}
 * together identify it: to retry a request, send this very object again or keep both
 * values.
 *
 * @param cardId id of the consumer card, at most 28 bytes
 * @param appid appid the card belongs to, at most 18 bytes; {@code null} for the default
 * of {@code wechatpay.appid}
 * @param openid openid of the user under that appid, at most 28 bytes
 * @param outRequestNo the merchant's number for this issue, at most 32 bytes
 * @param sendTime time of issue in the merchant's system, at most 24 hours ago when it is
 * sent; kept to the millisecond and in the time zone of China (UTC+8)
 * @see ConsumerCardService#send(SendConsumerCardRequest)
 */
public record SendConsumerCardRequest(@JsonIgnore String cardId, @Nullable String appid, String openid,
		String outRequestNo, @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
				without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE) OffsetDateTime sendTime) {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or too long; its name is in the
	 * message
	 */
	public SendConsumerCardRequest {
		RequestFields.pathSegment("cardId", cardId, 28);
		RequestFields.optional("appid", appid, 18);
		RequestFields.required("openid", openid, 28);
		RequestFields.required("outRequestNo", outRequestNo, 32);
		sendTime = RequestFields.required("sendTime", sendTime)
			.withOffsetSameInstant(CHINA)
			.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	SendConsumerCardRequest withAppid(String appid) {
		return new SendConsumerCardRequest(this.cardId, appid, this.openid, this.outRequestNo, this.sendTime);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Builds a {@link SendConsumerCardRequest}.
	 */
	public static final class Builder {

		private @Nullable String cardId;

		private @Nullable String appid;

		private @Nullable String openid;

		private @Nullable String outRequestNo;

		private @Nullable OffsetDateTime sendTime;

		private Builder() {
		}

		/**
		 * Set the consumer card to issue.
		 * @param cardId id of the consumer card, at most 28 bytes
		 * @return this
		 */
		public Builder cardId(String cardId) {
			this.cardId = cardId;
			return this;
		}

		/**
		 * Set the appid in place of {@code wechatpay.appid}.
		 * @param appid appid the card belongs to, at most 18 bytes
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set the user.
		 * @param openid openid of the user under the appid, at most 28 bytes
		 * @return this
		 */
		public Builder openid(String openid) {
			this.openid = openid;
			return this;
		}

		/**
		 * Set the merchant's number.
		 * @param outRequestNo a new number for each issue, at most 32 bytes; letters and
		 * digits are recommended
		 * @return this
		 */
		public Builder outRequestNo(String outRequestNo) {
			this.outRequestNo = outRequestNo;
			return this;
		}

		/**
		 * Set the time of issue, which is part of what identifies it.
		 * @param sendTime time of issue, at most 24 hours ago when it is sent
		 * @return this
		 */
		public Builder sendTime(OffsetDateTime sendTime) {
			this.sendTime = sendTime;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or too long
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public SendConsumerCardRequest build() {
			return new SendConsumerCardRequest(this.cardId, this.appid, this.openid, this.outRequestNo, this.sendTime);
		}

	}

}
