package io.github.wechatpayspring.simulator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockLevel;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.ledger.CouponEvent.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stocks and the coupons issued from them. Safe for use by several threads: a call is
 * carried out {@link #atomically as a whole} or not at all.
 */
public final class Ledger {

	private final List<Stock> initialStocks;

	private final InstantSource clock;

	private Duration passed = Duration.ZERO;

	private final AtomicLong sequence = new AtomicLong(9867040);

	private final Map<String, StockAccount> stocks = new LinkedHashMap<>();

	private final Map<String, CouponAccount> coupons = new LinkedHashMap<>();

	private final Map<String, List<CouponAccount>> couponsByUser = new HashMap<>();

	/**
	 * Open a ledger.
	 * @param initialStocks the stocks that are there from the start and after each reset
	 * @param clock tells which coupons have expired
	 */
	public Ledger(List<Stock> initialStocks, InstantSource clock) {
		this.initialStocks = List.copyOf(initialStocks);
		this.clock = clock;
		reset();
	}

	/**
	 * Carry out a call while no other one is.
	 * @param <R> the type of responses
	 * @param call the call
	 * @return its response
	 */
	public synchronized <R> R atomically(Supplier<R> call) {
		return call.get();
	}

	/**
	 * Forget everything but the initial stocks.
	 */
	public synchronized void reset() {
		this.passed = Duration.ZERO;
		this.stocks.clear();
		this.coupons.clear();
		this.couponsByUser.clear();
		this.initialStocks.forEach(this::put);
	}

	/**
	 * Add a stock, or replace the terms of the one with the same id.
	 * @param stock the stock
	 */
	public synchronized void put(Stock stock) {
		StockAccount known = this.stocks.get(stock.id());
		if (known == null || known.stock().type() != stock.type()) {
			add(stock, JsonNodeFactory.instance.objectNode());
			return;
		}
		known.change((before) -> stock);
		known.changeState(stock.state(), now());
	}

	/**
	 * Add a stock that a call creates.
	 * @param stock the stock
	 * @param terms what the call said of it
	 * @return the stock and what will be issued from it
	 */
	public synchronized StockAccount add(Stock stock, ObjectNode terms) {
		StockAccount account = new StockAccount(stock, now(), terms);
		this.stocks.put(stock.id(), account);
		return account;
	}

	/**
	 * Find a stock.
	 * @param id its id
	 * @return the stock, {@code null} if there is none
	 */
	public synchronized @Nullable StockAccount findStock(String id) {
		return this.stocks.get(id);
	}

	/**
	 * Change the state of a stock.
	 * @param stockId its id
	 * @param state the state from now on
	 */
	public synchronized void changeState(String stockId, StockState state) {
		StockAccount stock = findStock(stockId);
		if (stock == null) {
			throw new IllegalArgumentException("There is no stock '%s'".formatted(stockId));
		}
		stock.changeState(state, now());
	}

	/**
	 * Return the stocks and what was issued from them.
	 * @return the stocks, in the order in which they were added
	 */
	public synchronized List<StockAccount> stockAccounts() {
		return List.copyOf(this.stocks.values());
	}

	/**
	 * Return the stocks, with what is left of them.
	 * @return the stocks, in the order in which they were added
	 */
	public synchronized List<StockLevel> stocks() {
		return this.stocks.values().stream().map((stock) -> new StockLevel(stock.stock(), stock.issued())).toList();
	}

	/**
	 * Return the coupons.
	 * @return the coupons, oldest first
	 */
	public synchronized List<IssuedCoupon> coupons() {
		Instant now = now();
		return this.coupons.values().stream().map((coupon) -> coupon.coupon().at(now)).toList();
	}

	/**
	 * Return the coupons of a stock.
	 * @param stockId the stock
	 * @return its coupons, oldest first
	 */
	public synchronized Stream<CouponAccount> couponsOfStock(String stockId) {
		return this.coupons.values().stream().filter((coupon) -> coupon.coupon().stock().id().equals(stockId));
	}

	/**
	 * Return the coupons that a user got.
	 * @param openid the user
	 * @return the coupons, oldest first
	 */
	public synchronized List<CouponAccount> couponsOf(String openid) {
		Instant now = now();
		List<CouponAccount> coupons = this.couponsByUser.getOrDefault(openid, List.of());
		coupons.forEach((coupon) -> expire(coupon, now));
		return coupons;
	}

	/**
	 * Find a coupon.
	 * @param couponId its id or code
	 * @return the coupon, {@code null} if there is none
	 */
	public synchronized @Nullable CouponAccount findCoupon(String couponId) {
		CouponAccount coupon = this.coupons.get(couponId);
		if (coupon != null) {
			expire(coupon, now());
		}
		return coupon;
	}

	private static void expire(CouponAccount coupon, Instant now) {
		coupon.setStatus(coupon.coupon().at(now).status());
	}

	/**
	 * Add a coupon that was issued.
	 * @param coupon the coupon
	 * @param stock the stock it comes from
	 * @return the coupon and what will become of it, {@code null} if there is one with
	 * this id
	 */
	public synchronized @Nullable CouponAccount issue(IssuedCoupon coupon, StockAccount stock) {
		CouponAccount account = new CouponAccount(coupon);
		if (this.coupons.putIfAbsent(coupon.id(), account) != null) {
			return null;
		}
		this.couponsByUser.computeIfAbsent(coupon.openid(), (openid) -> new ArrayList<>()).add(account);
		stock.issued(coupon.openid(), coupon.value(), coupon.createTime());
		return account;
	}

	/**
	 * Change the state of a coupon.
	 * @param couponId its id
	 * @param status the new state
	 */
	public synchronized void setStatus(String couponId, CouponStatus status) {
		coupon(couponId).setStatus(status);
	}

	/**
	 * Redeem a coupon.
	 * @param couponId its id
	 * @param amount how much of multi-use credit, {@code null} for all that is left
	 * @return what was redeemed
	 */
	public synchronized Redemption redeem(String couponId, @Nullable Long amount) {
		CouponAccount coupon = coupon(couponId);
		CouponEvent event = new CouponEvent(Type.USED, now(), "42" + RandomText.digits(26), coupon.redeem(amount), "");
		coupon.add(event);
		return new Redemption(coupon.coupon(), event);
	}

	/**
	 * Refund the payments that a coupon was used for.
	 * @param couponId its id
	 * @return the coupon afterwards
	 */
	public synchronized IssuedCoupon refund(String couponId) {
		CouponAccount coupon = coupon(couponId);
		CouponEvent used = coupon.last(Type.USED);
		coupon.add(new CouponEvent(Type.REFUNDED, now(), "50" + RandomText.digits(26), coupon.refund(),
				(used != null) ? used.number() : ""));
		return coupon.coupon();
	}

	private CouponAccount coupon(String couponId) {
		CouponAccount coupon = findCoupon(couponId);
		if (coupon == null) {
			throw new IllegalArgumentException("No coupon '%s' has been issued".formatted(couponId));
		}
		return coupon;
	}

	/**
	 * Return a fresh number, never used before by this simulator, not even before a
	 * reset.
	 * @return the number
	 */
	public String nextId() {
		return String.valueOf(this.sequence.incrementAndGet());
	}

	/**
	 * Return the time.
	 * @return now
	 */
	public synchronized Instant now() {
		return this.clock.instant().plus(this.passed);
	}

	/**
	 * Let time pass.
	 * @param duration how much
	 */
	public synchronized void advance(Duration duration) {
		this.passed = this.passed.plus(duration);
	}

}
