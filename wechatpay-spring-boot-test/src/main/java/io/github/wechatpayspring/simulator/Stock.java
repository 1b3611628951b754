package io.github.wechatpayspring.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A coupon stock (批次) that the simulator can issue from. Immutable: each method that
 * takes a value returns a changed copy.
 *
 * <pre class="code">
 * Stock.favor("9865000").value(500).budget(100).perUserLimit(5)
 * </pre>
 */
public final class Stock {

	private static final Duration VALIDITY = Duration.ofDays(30);

	private final StockType type;

	private final String id;

	private String name;

	private @Nullable String creatorMchid;

	private Set<String> appids = Set.of();

	private Set<String> availableMchids = Set.of();

	private long budget = Long.MAX_VALUE;

	private long dailyBudget = Long.MAX_VALUE;

	private long perUserLimit = Long.MAX_VALUE;

	private @Nullable Long value;

	private long minimum;

	private CouponCodeMode couponCodeMode = CouponCodeMode.WECHATPAY_MODE;

	private StockState state = StockState.RUNNING;

	private @Nullable Instant availableBeginTime;

	private @Nullable Instant availableEndTime;

	private Duration wait = Duration.ZERO;

	private @Nullable Duration validity;

	private boolean crossMerchant;

	private boolean userNamed;

	private Stock(StockType type, String id, @Nullable Long value) {
		this.type = type;
		this.id = id;
		this.name = "Stock " + id;
		this.value = value;
	}

	private Stock(Stock other) {
		this(other.type, other.id, other.value);
		this.name = other.name;
		this.creatorMchid = other.creatorMchid;
		this.appids = other.appids;
		this.availableMchids = other.availableMchids;
		this.budget = other.budget;
		this.dailyBudget = other.dailyBudget;
		this.perUserLimit = other.perUserLimit;
		this.minimum = other.minimum;
		this.couponCodeMode = other.couponCodeMode;
		this.state = other.state;
		this.availableBeginTime = other.availableBeginTime;
		this.availableEndTime = other.availableEndTime;
		this.wait = other.wait;
		this.validity = other.validity;
		this.crossMerchant = other.crossMerchant;
		this.userNamed = other.userNamed;
	}

	/**
	 * Create a stock of cash coupons (代金券) of 1 yuan each.
	 * @param stockId the {@code stock_id}
	 * @return the stock
	 */
	public static Stock favor(String stockId) {
		return new Stock(StockType.FAVOR, stockId, 100L);
	}

	/**
	 * Create a stock of multi-use credit (消费金) of 100 yuan each.
	 * @param stockId the {@code stock_id}
	 * @return the stock
	 */
	public static Stock multiuse(String stockId) {
		return new Stock(StockType.MULTIUSE, stockId, 10000L);
	}

	/**
	 * Create a consumer card (消费卡).
	 * @param cardId the {@code card_id}
	 * @return the stock
	 */
	public static Stock consumerCard(String cardId) {
		return new Stock(StockType.CONSUMER_CARD, cardId, 0L);
	}

	/**
	 * Create a stock of merchant coupons (商家券) of 1 yuan each, whose codes WeChat Pay
	 * allots.
	 * @param stockId the {@code stock_id}
	 * @return the stock
	 */
	public static Stock busifavor(String stockId) {
		return new Stock(StockType.BUSIFAVOR, stockId, 100L);
	}

	/**
	 * Create a stock of product coupons (商品券) whose codes WeChat Pay allots.
	 * @param stockId the {@code stock_id}
	 * @return the stock
	 */
	public static Stock productCoupon(String stockId) {
		return new Stock(StockType.PRODUCT_COUPON, stockId, 0L);
	}

	/**
	 * Change the name of the coupons.
	 * @param name the {@code coupon_name}
	 * @return the changed stock
	 */
	public Stock name(String name) {
		return with((stock) -> stock.name = name);
	}

	/**
	 * Change how many coupons there are to issue.
	 * @param budget number of coupons, not limited by default
	 * @return the changed stock
	 */
	public Stock budget(long budget) {
		return with((stock) -> stock.budget = budget);
	}

	/**
	 * Change how many coupons there are to issue a day, in China.
	 * @param dailyBudget number of coupons, not limited by default
	 * @return the changed stock
	 */
	public Stock dailyBudget(long dailyBudget) {
		return with((stock) -> stock.dailyBudget = dailyBudget);
	}

	/**
	 * Change how many coupons one user can get.
	 * @param perUserLimit number of coupons, not limited by default
	 * @return the changed stock
	 */
	public Stock perUserLimit(long perUserLimit) {
		return with((stock) -> stock.perUserLimit = perUserLimit);
	}

	/**
	 * Change the face value (指定面额).
	 * @param fen the value of each coupon in fen
	 * @return the changed stock
	 */
	public Stock value(long fen) {
		return with((stock) -> stock.value = fen);
	}

	/**
	 * Leave the face value to each request (暂不指定面额): {@code amount} of multi-use credit
	 * or {@code coupon_value} and {@code coupon_minimum} of a cash coupon become
	 * mandatory.
	 * @return the changed stock
	 */
	public Stock withoutDenomination() {
		return with((stock) -> stock.value = null);
	}

	/**
	 * Change the least amount of an order that can use a coupon.
	 * @param fen the amount in fen
	 * @return the changed stock
	 */
	public Stock minimum(long fen) {
		return with((stock) -> stock.minimum = fen);
	}

	/**
	 * Bind the stock to appids; without, every appid of the merchant can issue from it.
	 * @param appids the appids
	 * @return the changed stock
	 */
	public Stock appids(String... appids) {
		return with((stock) -> stock.appids = Set.copyOf(List.of(appids)));
	}

	/**
	 * Change the merchant that created the stock; the simulator's merchant by default.
	 * @param mchid the {@code stock_creator_mchid}
	 * @return the changed stock
	 */
	public Stock creator(String mchid) {
		return with((stock) -> stock.creatorMchid = mchid);
	}

	/**
	 * Let other merchants than the creator issue from the stock.
	 * @return the changed stock
	 */
	public Stock crossMerchant() {
		return with((stock) -> stock.crossMerchant = true);
	}

	/**
	 * Change the merchants where coupons can be used; the creator by default.
	 * @param mchids the merchants
	 * @return the changed stock
	 */
	public Stock availableAt(String... mchids) {
		return with((stock) -> stock.availableMchids = Set.copyOf(List.of(mchids)));
	}

	/**
	 * Change where the codes of merchant coupons and product coupons come from.
	 * @param mode the {@code coupon_code_mode}
	 * @return the changed stock
	 */
	public Stock couponCodeMode(CouponCodeMode mode) {
		return with((stock) -> stock.couponCodeMode = mode);
	}

	/**
	 * Create the stock with a {@code notify_appid}: notifications of coupons that users
	 * got name the user.
	 * @return the changed stock
	 */
	public Stock withNotifyAppid() {
		return with((stock) -> stock.userNamed = true);
	}

	/**
	 * Change the state.
	 * @param state {@link StockState#RUNNING} by default
	 * @return the changed stock
	 */
	public Stock state(StockState state) {
		return with((stock) -> stock.state = state);
	}

	/**
	 * Change when coupons can be used. Without, each can be used for 30 days.
	 * @param begin from when on
	 * @param end until when
	 * @return the changed stock
	 */
	public Stock available(Instant begin, Instant end) {
		return with((stock) -> {
			stock.availableBeginTime = begin;
			stock.availableEndTime = end;
		});
	}

	/**
	 * Change how long a coupon can be used once its user has it, within the time in which
	 * coupons can be used at all.
	 * @param wait how long it cannot be used at first
	 * @param validity how long it can be used then
	 * @return the changed stock
	 */
	public Stock availableAfterReceipt(Duration wait, Duration validity) {
		return with((stock) -> {
			stock.wait = wait;
			stock.validity = validity;
		});
	}

	private Stock with(Consumer<Stock> change) {
		Stock copy = new Stock(this);
		change.accept(copy);
		return copy;
	}

	/**
	 * Return the kind of the stock.
	 * @return the type
	 */
	public StockType type() {
		return this.type;
	}

	/**
	 * Return the {@code stock_id} or {@code card_id}.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the name of the coupons.
	 * @return the {@code coupon_name}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return how many coupons there were to issue.
	 * @return the number, empty if it is not limited
	 */
	public OptionalLong budget() {
		return (this.budget != Long.MAX_VALUE) ? OptionalLong.of(this.budget) : OptionalLong.empty();
	}

	/**
	 * Return how many coupons can be issued a day.
	 * @return the number, {@link Long#MAX_VALUE} if it is not limited
	 */
	public long dailyBudget() {
		return this.dailyBudget;
	}

	/**
	 * Return how many coupons one user can get.
	 * @return the number, {@link Long#MAX_VALUE} if it is not limited
	 */
	public long perUserLimit() {
		return this.perUserLimit;
	}

	/**
	 * Return the face value of each coupon.
	 * @return the value in fen, 0 where there is none, or {@code null} if each request
	 * brings its own
	 */
	public @Nullable Long value() {
		return this.value;
	}

	/**
	 * Return the least amount of an order that can use a coupon.
	 * @return the amount in fen
	 */
	public long minimum() {
		return this.minimum;
	}

	/**
	 * Return where the codes of merchant coupons and product coupons come from.
	 * @return the {@code coupon_code_mode}
	 */
	public CouponCodeMode couponCodeMode() {
		return this.couponCodeMode;
	}

	/**
	 * Return the state.
	 * @return the state
	 */
	public StockState state() {
		return this.state;
	}

	/**
	 * Return when coupons can be used from on.
	 * @return the time, {@code null} if it is not limited
	 */
	public @Nullable Instant availableBeginTime() {
		return this.availableBeginTime;
	}

	/**
	 * Return until when coupons can be used.
	 * @return the time, {@code null} if it is not limited
	 */
	public @Nullable Instant availableEndTime() {
		return this.availableEndTime;
	}

	/**
	 * Return when a coupon can be used from on.
	 * @param receiveTime when its user got it
	 * @return the time
	 */
	public Instant beginOf(Instant receiveTime) {
		Instant begin = receiveTime.plus(this.wait);
		return (this.availableBeginTime != null && begin.isBefore(this.availableBeginTime)) ? this.availableBeginTime
				: begin;
	}

	/**
	 * Return when a coupon expires.
	 * @param receiveTime when its user got it
	 * @return the time
	 */
	public Instant endOf(Instant receiveTime) {
		Instant latest = this.availableEndTime;
		if (this.validity == null) {
			return (latest != null) ? latest : receiveTime.plus(VALIDITY);
		}
		Instant end = beginOf(receiveTime).plus(this.validity);
		return (latest != null && latest.isBefore(end)) ? latest : end;
	}

	/**
	 * Return whether notifications name the user.
	 * @return whether there is a {@code notify_appid}
	 */
	public boolean isUserNamed() {
		return this.userNamed;
	}

	/**
	 * Return whether an appid can issue from the stock.
	 * @param appid an appid of the merchant
	 * @return whether the stock is bound to it or to none
	 */
	public boolean isOpenTo(String appid) {
		return this.appids.isEmpty() || this.appids.contains(appid);
	}

	/**
	 * Return whether a merchant can issue from the stock.
	 * @param mchid the merchant
	 * @return whether it is the creator or need not be
	 */
	public boolean isOpenToSender(String mchid) {
		return this.crossMerchant || mchid.equals(creatorOr(mchid));
	}

	/**
	 * Return the creator.
	 * @param merchantId what stands for a creator that was not named
	 * @return the merchant id
	 */
	public String creatorOr(String merchantId) {
		return (this.creatorMchid != null) ? this.creatorMchid : merchantId;
	}

	/**
	 * Return the merchants where coupons can be redeemed.
	 * @param merchantId what stands for a creator that was not named
	 * @return the merchants, in order
	 */
	public List<String> redeemableAt(String merchantId) {
		return this.availableMchids.isEmpty() ? List.of(creatorOr(merchantId))
				: this.availableMchids.stream().sorted().toList();
	}

	@Override
	public String toString() {
		return "Stock[%s %s]".formatted(this.type, this.id);
	}

}
