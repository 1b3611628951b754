package io.github.wechatpayspring.simulator.endpoints;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockLevel;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.callbacks.Redemption;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay remembers: stocks, the coupons issued from them, and the request
 * numbers they were issued for. Safe for use by several threads.
 */
public final class Ledger {

	private final List<Stock> initialStocks;

	private final AtomicLong sequence = new AtomicLong(9867040);

	private final Map<String, Stock> stocks = new LinkedHashMap<>();

	private final Map<String, IssuedCoupon> coupons = new LinkedHashMap<>();

	private final Map<List<String>, Issue> issues = new HashMap<>();

	private final Map<List<String>, Integer> counts = new HashMap<>();

	/**
	 * Open a ledger.
	 * @param initialStocks the stocks that are there from the start and after each reset
	 */
	public Ledger(List<Stock> initialStocks) {
		this.initialStocks = List.copyOf(initialStocks);
		reset();
	}

	/**
	 * Forget everything but the initial stocks.
	 */
	public synchronized void reset() {
		this.stocks.clear();
		this.coupons.clear();
		this.issues.clear();
		this.counts.clear();
		this.initialStocks.forEach(this::add);
	}

	/**
	 * Add a stock, or replace the one with the same id.
	 * @param stock the stock
	 */
	public synchronized void add(Stock stock) {
		this.stocks.put(stock.id(), stock);
	}

	synchronized @Nullable Stock stock(String id) {
		return this.stocks.get(id);
	}

	/**
	 * Return the stocks, with what is left of them.
	 * @return the stocks, in the order in which they were added
	 */
	public synchronized List<StockLevel> stocks() {
		return this.stocks.values().stream().map((stock) -> new StockLevel(stock, issued(stock))).toList();
	}

	/**
	 * Return the coupons.
	 * @return the coupons, oldest first
	 */
	public synchronized List<IssuedCoupon> coupons() {
		return List.copyOf(this.coupons.values());
	}

	/**
	 * Change the state of a coupon.
	 * @param couponId its id
	 * @param status the new state
	 */
	public synchronized void setStatus(String couponId, CouponStatus status) {
		IssuedCoupon coupon = coupon(couponId);
		this.coupons.put(couponId, changed(coupon, status, (status != CouponStatus.USED) ? coupon.balance() : 0));
	}

	/**
	 * Redeem a coupon.
	 * @param couponId its id
	 * @param amount how much of multi-use credit, {@code null} for all that is left
	 * @return what was redeemed
	 */
	public synchronized Redemption redeem(String couponId, @Nullable Long amount) {
		IssuedCoupon before = coupon(couponId);
		IssuedCoupon after = redeemed(before, amount);
		this.coupons.put(couponId, after);
		return new Redemption(after, before.balance() - after.balance());
	}

	private IssuedCoupon coupon(String couponId) {
		IssuedCoupon coupon = this.coupons.get(couponId);
		if (coupon == null) {
			throw new IllegalArgumentException("No coupon '%s' has been issued".formatted(couponId));
		}
		return coupon;
	}

	static IssuedCoupon redeemed(IssuedCoupon coupon, @Nullable Long amount) {
		StockType type = coupon.stock().type();
		if (type != StockType.FAVOR && type != StockType.MULTIUSE) {
			throw new IllegalArgumentException(
					"Only cash coupons and multi-use credit can be redeemed, which '%s' is not".formatted(coupon.id()));
		}
		if (coupon.status() != CouponStatus.SENDED) {
			throw new IllegalStateException("Coupon '%s' is %s".formatted(coupon.id(), coupon.status()));
		}
		if (amount == null) {
			return changed(coupon, CouponStatus.USED, 0);
		}
		if (type == StockType.FAVOR) {
			throw new IllegalArgumentException("A cash coupon such as '%s' is used as a whole".formatted(coupon.id()));
		}
		long left = coupon.balance() - amount;
		if (amount <= 0 || left < 0) {
			throw new IllegalArgumentException(
					"Of '%s' 1 to %d fen can be used, not %d".formatted(coupon.id(), coupon.balance(), amount));
		}
		return changed(coupon, (left > 0) ? CouponStatus.SENDED : CouponStatus.USED, left);
	}

	private static IssuedCoupon changed(IssuedCoupon coupon, CouponStatus status, long balance) {
		return new IssuedCoupon(coupon.id(), coupon.stock(), coupon.openid(), coupon.appid(), coupon.outRequestNo(),
				coupon.value(), coupon.minimum(), coupon.createTime(), status, balance);
	}

	IssuedCoupon once(List<String> key, List<Object> parameters, Supplier<IssuedCoupon> first) {
		return once(key, parameters, first, (coupon) -> {
		});
	}

	/**
	 * Issue a coupon unless it was issued already.
	 * @param key what makes the request number unique
	 * @param parameters what a retry must not change
	 * @param first issues the coupon
	 * @param listener gets the coupon when it is issued
	 * @return the coupon, the same for each retry
	 */
	synchronized IssuedCoupon once(List<String> key, List<Object> parameters, Supplier<IssuedCoupon> first,
			Consumer<IssuedCoupon> listener) {
		Issue known = this.issues.get(key);
		if (known != null) {
			if (!known.parameters().equals(parameters)) {
				throw ApiError.invalidRequest("请求重入时，参数与首次请求时不一致").numbered(268498688);
			}
			return known.coupon();
		}
		IssuedCoupon coupon = first.get();
		if (this.coupons.putIfAbsent(coupon.id(), coupon) != null) {
			throw ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "券code已存在");
		}
		this.issues.put(key, new Issue(parameters, coupon));
		this.counts.merge(List.of(coupon.stock().id()), 1, Integer::sum);
		this.counts.merge(List.of(coupon.stock().id(), coupon.openid()), 1, Integer::sum);
		listener.accept(coupon);
		return coupon;
	}

	synchronized int issued(Stock stock) {
		return this.counts.getOrDefault(List.of(stock.id()), 0);
	}

	synchronized int issued(Stock stock, String openid) {
		return this.counts.getOrDefault(List.of(stock.id(), openid), 0);
	}

	/**
	 * Return a fresh number, never used before by this simulator, not even before a
	 * reset.
	 * @return the number
	 */
	String nextId() {
		return String.valueOf(this.sequence.incrementAndGet());
	}

	private record Issue(List<Object> parameters, IssuedCoupon coupon) {

		@Override
		public String toString() {
			// the parameters have an openid among them
			return "Issue[" + this.coupon + "]";
		}

	}

}
