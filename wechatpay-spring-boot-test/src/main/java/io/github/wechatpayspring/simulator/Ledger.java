package io.github.wechatpayspring.simulator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay remembers: stocks, the coupons given from them, and the request numbers
 * they were given for.
 */
final class Ledger {

	private final List<Stock> initialStocks;

	private final AtomicLong sequence = new AtomicLong(9867040);

	private final Map<String, Stock> stocks = new LinkedHashMap<>();

	private final Map<String, IssuedCoupon> coupons = new LinkedHashMap<>();

	private final Map<List<String>, Issue> issues = new HashMap<>();

	private final Map<List<String>, Integer> counts = new HashMap<>();

	Ledger(List<Stock> initialStocks) {
		this.initialStocks = List.copyOf(initialStocks);
		reset();
	}

	synchronized void reset() {
		this.stocks.clear();
		this.coupons.clear();
		this.issues.clear();
		this.counts.clear();
		this.initialStocks.forEach(this::add);
	}

	synchronized void add(Stock stock) {
		this.stocks.put(stock.id(), stock);
	}

	synchronized @Nullable Stock stock(String id) {
		return this.stocks.get(id);
	}

	synchronized List<StockLevel> stocks() {
		return this.stocks.values().stream().map((stock) -> new StockLevel(stock, given(stock))).toList();
	}

	synchronized List<IssuedCoupon> coupons() {
		return List.copyOf(this.coupons.values());
	}

	synchronized void setStatus(String couponId, CouponStatus status) {
		this.coupons.put(couponId, coupon(couponId).withStatus(status));
	}

	/**
	 * Use a coupon.
	 * @param couponId its id
	 * @param amount how much of multi-use credit, {@code null} for all that is left
	 * @return what was used
	 */
	synchronized Redemption redeem(String couponId, @Nullable Long amount) {
		IssuedCoupon before = coupon(couponId);
		IssuedCoupon after = before.redeem(amount);
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

	/**
	 * Issue a coupon unless it was issued already.
	 * @param key what makes the request number unique
	 * @param parameters what must not change when a request is repeated
	 * @param first issues the coupon
	 * @return the coupon, the same for each repetition
	 */
	IssuedCoupon once(List<String> key, List<Object> parameters, Supplier<IssuedCoupon> first) {
		return once(key, parameters, first, (coupon) -> {
		});
	}

	/**
	 * Issue a coupon unless it was issued already.
	 * @param key what makes the request number unique
	 * @param parameters what must not change when a request is repeated
	 * @param first issues the coupon
	 * @param told is told of the coupon when it is issued
	 * @return the coupon, the same for each repetition
	 */
	synchronized IssuedCoupon once(List<String> key, List<Object> parameters, Supplier<IssuedCoupon> first,
			Consumer<IssuedCoupon> told) {
		Issue known = this.issues.get(key);
		if (known != null) {
			if (!known.parameters().equals(parameters)) {
				throw ApiError.invalidRequest("请求重入时，参数与首次请求时不一致", ErrorCode.REENTRY_CHANGED);
			}
			return known.coupon();
		}
		IssuedCoupon coupon = first.get();
		if (this.coupons.putIfAbsent(coupon.id(), coupon) != null) {
			throw ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "券code已存在", ErrorCode.OTHER);
		}
		this.issues.put(key, new Issue(parameters, coupon));
		this.counts.merge(List.of(coupon.stock().id()), 1, Integer::sum);
		this.counts.merge(List.of(coupon.stock().id(), coupon.openid()), 1, Integer::sum);
		told.accept(coupon);
		return coupon;
	}

	synchronized int given(Stock stock) {
		return this.counts.getOrDefault(List.of(stock.id()), 0);
	}

	synchronized int given(Stock stock, String openid) {
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
