package io.github.wechatpayspring.multiuse;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Issues multi-use credit to one user, whose name and identity card WeChat Pay compares
 * with those of the account. Both are passed in plain text and encrypted before they are
 * sent. {@code outRequestNo} identifies the issue: to retry a request, send the same
 * values again.
 *
 * @param openid openid of the user under the appid, at most 128 bytes
 * @param stockId id of the stock of multi-use credit, at most 20 bytes
 * @param outRequestNo the merchant's number for this issue, at most 128 bytes of letters,
 * digits and {@code | _ * -}; a new one for each issue
 * @param userName real name of the user in plain text, at most 214 bytes in UTF-8
 * @param idCardNumber number of the identity card in plain text, at most 214 bytes in
 * UTF-8
 * @param amount amount in fen, at least 1; {@code null} for stocks that have one
 * @param appid appid of the openid; {@code null} for the default of
 * {@code wechatpay.appid}
 * @param cardType kind of identity card; {@code ID_CARD}, the only one so far, if it is
 * left out
 */
public record SendMultiuseRequest(@JsonIgnore String openid, String stockId, String outRequestNo,
		@Sensitive String userName, @Sensitive String idCardNumber, @Nullable Long amount, @Nullable String appid,
		String cardType) {

	private static final String ID_CARD = "ID_CARD";

	/**
	 * Check the fields.
	 * @throws IllegalArgumentException if one is missing or wrong; its name is in the
	 * message
	 */
	public SendMultiuseRequest {
		RequestFields.pathSegment("openid", openid, 128);
		RequestFields.required("stockId", stockId, 20);
		RequestFields.requestNumber("outRequestNo", outRequestNo, 128);
		RequestFields.required("userName", userName);
		RequestFields.required("idCardNumber", idCardNumber);
		RequestFields.positive("amount", amount);
		appid = (appid != null) ? RequestFields.required("appid", appid) : null;
		cardType = RequestFields.required("cardType", Objects.requireNonNullElse(cardType, ID_CARD));
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	SendMultiuseRequest withAppid(String appid) {
		return new SendMultiuseRequest(this.openid, this.stockId, this.outRequestNo, this.userName, this.idCardNumber,
				this.amount, appid, this.cardType);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

	/**
	 * Builds a {@link SendMultiuseRequest}.
	 */
	public static final class Builder {

		private @Nullable String openid;

		private @Nullable String stockId;

		private @Nullable String outRequestNo;

		private @Nullable String userName;

		private @Nullable String idCardNumber;

		private @Nullable Long amount;

		private @Nullable String appid;

		private @Nullable String cardType;

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
		 * @param stockId id of the stock of multi-use credit, at most 20 bytes
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
		 * Set the user's real name.
		 * @param userName real name of the user in plain text, at most 214 bytes in UTF-8
		 * @return this
		 */
		public Builder userName(String userName) {
			this.userName = userName;
			return this;
		}

		/**
		 * Set the number of the user's identity card.
		 * @param idCardNumber number of the identity card in plain text, at most 214
		 * bytes in UTF-8
		 * @return this
		 */
		public Builder idCardNumber(String idCardNumber) {
			this.idCardNumber = idCardNumber;
			return this;
		}

		/**
		 * Set the amount, for stocks that leave it to the sender.
		 * @param amount amount in fen, at least 1; {@code null} for stocks that have one
		 * @return this
		 */
		public Builder amount(@Nullable Long amount) {
			this.amount = amount;
			return this;
		}

		/**
		 * Set the appid in place of {@code wechatpay.appid}.
		 * @param appid appid of the openid; {@code null} for the default of
		 * {@code wechatpay.appid}
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set the kind of identity card.
		 * @param cardType kind of identity card; {@code ID_CARD}, the only one so far, if
		 * it is left out
		 * @return this
		 */
		public Builder cardType(String cardType) {
			this.cardType = cardType;
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 * @throws IllegalArgumentException if a field is missing or wrong; its name is in
		 * the message
		 */
		@SuppressWarnings("NullAway") // the record itself refuses what is missing
		public SendMultiuseRequest build() {
			return new SendMultiuseRequest(this.openid, this.stockId, this.outRequestNo, this.userName,
					this.idCardNumber, this.amount, this.appid, this.cardType);
		}

	}

}
