package io.github.wechatpayspring.bill;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line of a bill, whose values have the names of its headings. WeChat Pay documents
 * neither headings nor their order, and adds to them: what a bill does not have is
 * {@code null}, and {@link #values()} has everything.
 */
public final class BillLine {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private static final int FEN_OF_A_YUAN_DIGITS = 2;

	private final Map<String, String> values;

	BillLine(List<String> headings, String line) {
		List<String> cells = cells(line);
		Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i < cells.size(); i++) {
			values.put((i < headings.size()) ? headings.get(i) : "", cells.get(i));
		}
		this.values = Collections.unmodifiableMap(values);
	}

	/**
	 * Split a line.
	 * @param line the line, with commas between its values, which may be quoted; a
	 * backtick before a value keeps spreadsheets from taking it for a number
	 * @return the values
	 */
	static List<String> cells(String line) {
		List<String> cells = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			char character = line.charAt(i);
			if (character == '"') {
				if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
					cell.append(character);
					i++;
				}
				else {
					quoted = !quoted;
				}
			}
			else if (character == ',' && !quoted) {
				cells.add(plain(cell));
				cell.setLength(0);
			}
			else {
				cell.append(character);
			}
		}
		cells.add(plain(cell));
		return cells;
	}

	private static String plain(StringBuilder cell) {
		String value = cell.toString().strip();
		return (value.startsWith("`")) ? value.substring(1) : value;
	}

	/**
	 * Return all values by the heading that WeChat Pay wrote above them.
	 * @return the values in their order
	 */
	public Map<String, String> values() {
		return this.values;
	}

	/**
	 * Return a value.
	 * @param heading what its heading begins with, such as {@code 优惠金额}
	 * @return the value, {@code null} if there is none or it is empty
	 */
	public @Nullable String value(String heading) {
		return this.values.entrySet()
			.stream()
			.filter((value) -> value.getKey().regionMatches(true, 0, heading, 0, heading.length()))
			.map(Map.Entry::getValue)
			.filter((value) -> !value.isEmpty())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the id of the stock (批次ID).
	 * @return the id
	 */
	public @Nullable String stockId() {
		return value("批次ID");
	}

	/**
	 * Return the id of the coupon (优惠ID).
	 * @return the id
	 */
	public @Nullable String couponId() {
		return value("优惠ID");
	}

	/**
	 * Return the kind of the coupon (优惠类型).
	 * @return the kind, as the bill writes it
	 */
	public @Nullable String couponType() {
		return value("优惠类型");
	}

	/**
	 * Return the amount of the discount (优惠金额).
	 * @return the amount in fen
	 * @throws IllegalStateException if it is no amount of yuan
	 */
	public @Nullable Long couponAmount() {
		return fen("优惠金额");
	}

	/**
	 * Return the amount of the whole order (订单总金额).
	 * @return the amount in fen
	 * @throws IllegalStateException if it is no amount of yuan
	 */
	public @Nullable Long orderAmount() {
		return fen("订单总金额");
	}

	/**
	 * Return whether it is a payment or a refund (交易类型).
	 * @return the kind, as the bill writes it
	 */
	public @Nullable String transactionType() {
		return value("交易类型");
	}

	/**
	 * Return WeChat Pay's id of the payment (支付单号).
	 * @return the id
	 */
	public @Nullable String transactionId() {
		return value("支付单号");
	}

	/**
	 * Return when the coupon was redeemed (消耗时间).
	 * @return the time, in the time zone of China
	 * @throws IllegalStateException if it is no time
	 */
	public @Nullable OffsetDateTime consumeTime() {
		String value = value("消耗时间");
		try {
			return (value != null) ? LocalDateTime.parse(value, TIME).atOffset(CHINA) : null;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalStateException("'消耗时间' is no time such as 2026-11-20 08:00:00: read it with value()", ex);
		}
	}

	/**
	 * Return the merchant where the coupon was redeemed (消耗商户号).
	 * @return the merchant id
	 */
	public @Nullable String consumeMchid() {
		return value("消耗商户号");
	}

	private @Nullable Long fen(String heading) {
		String value = value(heading);
		try {
			return (value != null) ? new BigDecimal(value).movePointRight(FEN_OF_A_YUAN_DIGITS).longValueExact() : null;
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw new IllegalStateException("'%s' is no amount of yuan: read it with value()".formatted(heading), ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof BillLine line && this.values.equals(line.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	// what is in it is nobody's business
	@Override
	public String toString() {
		return "BillLine" + this.values.keySet();
	}

}
