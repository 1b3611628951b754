package io.github.wechatpayspring.simulator.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stock, what was issued from it, and what the call that created it said. Not safe for
 * use by several threads: the ledger is.
 */
public final class StockAccount {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	private Stock stock;

	private final Instant createTime;

	private final ObjectNode terms;

	private final Map<StockState, Instant> changes = new HashMap<>();

	private long issued;

	private long issuedAmount;

	private final Map<String, Long> issuedByUser = new HashMap<>();

	private final Map<LocalDate, Long> issuedByDay = new HashMap<>();

	private final Map<String, CodeEntry> codes = new LinkedHashMap<>();

	StockAccount(Stock stock, Instant createTime, ObjectNode terms) {
		this.stock = stock;
		this.createTime = createTime;
		this.terms = terms;
		this.changes.put(stock.state(), createTime);
	}

	/**
	 * Return the stock.
	 * @return the stock as it is now
	 */
	public Stock stock() {
		return this.stock;
	}

	/**
	 * Return when the stock was created.
	 * @return the time
	 */
	public Instant createTime() {
		return this.createTime;
	}

	/**
	 * Return what the call that created the stock said, with what was modified since.
	 * @return the fields of the request, none if no call created it
	 */
	public ObjectNode terms() {
		return this.terms;
	}

	/**
	 * Change the stock.
	 * @param change the change
	 */
	public void change(UnaryOperator<Stock> change) {
		this.stock = change.apply(this.stock);
	}

	/**
	 * Change the state.
	 * @param state the state from now on
	 * @param now the time
	 */
	public void changeState(StockState state, Instant now) {
		change((before) -> before.state(state));
		this.changes.put(state, now);
	}

	/**
	 * Return when the stock was last put into a state.
	 * @param state the state
	 * @return the time, {@code null} if it never was in it
	 */
	public @Nullable Instant timeOf(StockState state) {
		return this.changes.get(state);
	}

	/**
	 * Return how many coupons were issued.
	 * @return the number
	 */
	public long issued() {
		return this.issued;
	}

	/**
	 * Return how much was issued.
	 * @return the value of the coupons, in fen
	 */
	public long issuedAmount() {
		return this.issuedAmount;
	}

	/**
	 * Return how many coupons a user got.
	 * @param openid the user
	 * @return the number
	 */
	public long issuedTo(String openid) {
		return this.issuedByUser.getOrDefault(openid, 0L);
	}

	/**
	 * Return how many coupons were issued on a day.
	 * @param now a time on that day, in China
	 * @return the number
	 */
	public long issuedOnDayOf(Instant now) {
		return this.issuedByDay.getOrDefault(day(now), 0L);
	}

	void issued(String openid, long amount, Instant now) {
		this.issued++;
		this.issuedAmount += amount;
		this.issuedByUser.merge(openid, 1L, Long::sum);
		this.issuedByDay.merge(day(now), 1L, Long::sum);
	}

	private static LocalDate day(Instant time) {
		return LocalDate.ofInstant(time, CHINA);
	}

	/**
	 * Return the codes that were uploaded.
	 * @return the codes in the order of their upload
	 */
	public Map<String, CodeEntry> codes() {
		return this.codes;
	}

	/**
	 * Return the codes that no coupon has yet.
	 * @return the codes in the order of their upload
	 */
	public List<String> freeCodes() {
		return this.codes.values().stream().filter((code) -> code.coupon() == null).map(CodeEntry::code).toList();
	}

	/**
	 * A code that was uploaded.
	 *
	 * @param code the code
	 * @param uploadTime when
	 * @param coupon the coupon that has it, {@code null} if none has
	 */
	public record CodeEntry(String code, Instant uploadTime, @Nullable CouponAccount coupon) {

	}

}
