package io.github.wechatpayspring.sample.pages.console;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.CouponOrder;
import org.jspecify.annotations.Nullable;

/**
 * The form as it was typed. A field that was not there is {@code null}.
 *
 * @param kind what to issue
 * @param openid the user
 * @param stockId the stock
 * @param outRequestNo the merchant's number
 * @param sendTime the time of a consumer card
 * @param amount the amount of multi-use credit in fen
 * @param userName name of who gets multi-use credit
 * @param idCardNumber identity card of who gets multi-use credit
 * @param confirmed the {@link #confirmation()} of what was confirmed
 */
record GiveForm(@Nullable CouponKind kind, @Nullable String openid, @Nullable String stockId,
		@Nullable String outRequestNo, @Nullable String sendTime, @Nullable String amount, @Nullable String userName,
		@Nullable String idCardNumber, @Nullable String confirmed) {

	/**
	 * Read the form.
	 * @return what to issue to whom
	 * @throws IllegalArgumentException if a field cannot be read; its name is in the
	 * message
	 */
	CouponOrder order() {
		return new CouponOrder(Objects.requireNonNullElse(this.kind, CouponKind.FAVOR), text(this.openid),
				text(this.stockId), text(this.outRequestNo), time(), fen(), this.userName, this.idCardNumber);
	}

	/**
	 * Return what confirms that exactly this is to be issued.
	 * @return a text that differs as soon as any part of the form does
	 */
	String confirmation() {
		return OutRequestNo.of(String.valueOf(this.kind), "" + this.openid, "" + this.stockId, "" + this.outRequestNo,
				"" + this.amount, "" + this.userName, "" + this.idCardNumber);
	}

	boolean isConfirmed() {
		return confirmation().equals(this.confirmed);
	}

	private OffsetDateTime time() {
		if (this.sendTime == null || this.sendTime.isBlank()) {
			return OffsetDateTime.now();
		}
		try {
			return OffsetDateTime.parse(this.sendTime);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("'sendTime' must be a time such as 2026-11-28T10:00:00+08:00", ex);
		}
	}

	private @Nullable Long fen() {
		if (this.amount == null || this.amount.isBlank()) {
			return null;
		}
		try {
			return Long.valueOf(this.amount.strip());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'amount' must be a whole number of fen, such as 10000 for 100 yuan",
					ex);
		}
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value.strip() : "";
	}

	/**
	 * Name the form without its user.
	 */
	@Override
	public String toString() {
		return "GiveForm[kind=%s, stockId=%s, outRequestNo=%s]".formatted(this.kind, this.stockId, this.outRequestNo);
	}

}
