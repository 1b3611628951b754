package io.github.wechatpayspring.endtoend.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponPage;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.favor.FavorCouponType;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.OffsetCounting;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listing the coupons of a user.
 */
class FavorCouponListTests {

	private static final Map<OffsetCounting, WechatPaySimulator> simulators = new EnumMap<>(OffsetCounting.class);

	private static final Map<OffsetCounting, ConfigurableApplicationContext> applications = new EnumMap<>(
			OffsetCounting.class);

	private WechatPaySimulator wechatPay;

	private ConfigurableApplicationContext application;

	private FavorCouponService favorCoupons;

	@BeforeAll
	static void start() {
		for (OffsetCounting counting : OffsetCounting.values()) {
			WechatPaySimulator simulator = WechatPaySimulator.builder()
				.offsetCounting(counting)
				.stocks(CouponApplication.stocks())
				.start();
			simulators.put(counting, simulator);
			applications.put(counting, CouponApplication.start(simulator));
		}
	}

	@AfterAll
	static void stop() {
		applications.values().forEach(ConfigurableApplicationContext::close);
		simulators.values().forEach(WechatPaySimulator::close);
	}

	@Test
	void listsWhatTheUserHolds() {
		use(OffsetCounting.PAGES);
		issue(2);
		this.wechatPay.markUsed(issued().get(1));
		FavorCouponPage page = this.favorCoupons.list(CouponApplication.list().build());
		assertThat(page.totalCount()).isEqualTo(2);
		assertThat(page.offset()).isZero();
		assertThat(page.limit()).isEqualTo(20);
		assertThat(page.requestId()).isNotBlank();
		assertThat(page.additionalFields()).isEmpty();
		assertThat(page.data()).extracting(FavorCoupon::couponId).isEqualTo(issued());
		assertThat(page.data()).extracting(FavorCoupon::status)
			.containsExactly(FavorCouponStatus.SENDED, FavorCouponStatus.USED);
		FavorCoupon coupon = page.data().get(0);
		assertThat(coupon.stockId()).isEqualTo(CouponApplication.FAVOR_STOCK);
		assertThat(coupon.stockCreatorMchid()).isEqualTo(CouponApplication.MERCHANT_ID);
		assertThat(coupon.couponName()).isEqualTo("新人立减券");
		assertThat(coupon.couponType()).isEqualTo(FavorCouponType.NORMAL);
		assertThat(coupon.noCash()).isFalse();
		assertThat(coupon.singleitem()).isNull();
		assertThat(coupon.normalCouponInformation()).isEqualTo(new FavorCoupon.NormalCouponInformation(500L, 0L));
		assertThat(coupon.createTime()).isNotNull()
			.satisfies((time) -> assertThat(time.getOffset().getTotalSeconds()).isEqualTo(8 * 3600));
		assertThat(coupon.availableEndTime()).isNotNull().isEqualTo(coupon.createTime().plusDays(30));
		assertThat(coupon.additionalFields()).isEmpty();
	}

	@Test
	void listsAsynchronously() {
		use(OffsetCounting.PAGES);
		issue(1);
		assertThat(this.favorCoupons.listAsync(CouponApplication.list().build()).join().data())
			.extracting(FavorCoupon::couponId)
			.isEqualTo(issued());
	}

	@Test
	void listsMultiuseCredit() {
		use(OffsetCounting.PAGES);
		issue(1);
		String gold = Call.MULTIUSE.make(this.application, CouponApplication.OPENID, "gold");
		ListFavorCouponsRequest request = CouponApplication.list().businessType(FavorBusinessType.MULTIUSE).build();
		assertThat(this.favorCoupons.list(request).data()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.couponId()).isEqualTo(gold);
			assertThat(coupon.availableBalance()).isEqualTo(8800);
			assertThat(coupon.businessType()).isEqualTo(FavorBusinessType.MULTIUSE);
		});
	}

	@ParameterizedTest
	@EnumSource
	void sendsTheFiltersThatAreSetAndNoOther(Filter filter) {
		use(OffsetCounting.PAGES);
		ListFavorCouponsRequest.Builder request = ListFavorCouponsRequest.builder().openid(CouponApplication.OPENID);
		String query = "appid=" + this.wechatPay.merchant().appid();
		if (filter != Filter.AVAILABLE_MCHID && filter != Filter.CREATOR_MCHID) {
			request.senderMchid(CouponApplication.MERCHANT_ID);
			query += "&sender_mchid=" + CouponApplication.MERCHANT_ID;
		}
		filter.set(request);
		this.favorCoupons.list(request.build());
		assertThat(sentQueries()).singleElement().satisfies((sent) -> assertThat(sent).startsWith("appid="));
		assertThat(sentQueries().get(0).split("&")).containsExactlyInAnyOrder((query + filter.query).split("&"));
	}

	@Test
	void findsWhatTheFiltersSay() {
		use(OffsetCounting.PAGES);
		this.wechatPay.addStock(Stock.favor("9865012"));
		issue(1);
		this.favorCoupons.send(CouponApplication.favor("other").stockId("9865012").build());
		String other = issued().get(1);
		this.wechatPay.markUsed(other);
		assertThat(found(CouponApplication.list().stockId("9865012"))).containsExactly(other);
		assertThat(found(CouponApplication.list().status(FavorCouponStatus.SENDED))).containsExactly(issued().get(0));
		assertThat(found(CouponApplication.list().status(FavorCouponStatus.USED))).isEqualTo(issued());
		assertThat(found(CouponApplication.list().creatorMchid("1900000999"))).isEmpty();
		assertThat(found(CouponApplication.list().offset(1).limit(1))).containsExactly(other);
	}

	@ParameterizedTest
	@CsvSource({ "PAGES,0", "PAGES,1", "PAGES,7", "PAGES,8", "PAGES,21", "ROWS,0", "ROWS,1", "ROWS,7", "ROWS,8",
			"ROWS,21" })
	void streamsEachCouponOnceWhateverTheOffsetCounts(OffsetCounting counting, int coupons) {
		use(counting);
		issue(coupons);
		assertThat(this.favorCoupons.stream(CouponApplication.list().limit(7).build()))
			.extracting(FavorCoupon::couponId)
			.isEqualTo(issued());
	}

	@ParameterizedTest
	@EnumSource
	void streamsWithPagesOfOneCoupon(OffsetCounting counting) {
		use(counting);
		issue(4);
		assertThat(this.favorCoupons.stream(CouponApplication.list().limit(1).build()))
			.extracting(FavorCoupon::couponId)
			.isEqualTo(issued());
	}

	@ParameterizedTest
	@EnumSource
	void streamsWithPagesOfTheDefaultSize(OffsetCounting counting) {
		use(counting);
		issue(45);
		assertThat(this.favorCoupons.stream(CouponApplication.list().build())).extracting(FavorCoupon::couponId)
			.isEqualTo(issued());
	}

	@Test
	void streamsAllAtOnceWhereWeChatPayDoesNotPage() {
		use(OffsetCounting.PAGES);
		issue(25);
		ListFavorCouponsRequest request = ListFavorCouponsRequest.builder()
			.openid(CouponApplication.OPENID)
			.availableMchid(CouponApplication.MERCHANT_ID)
			.limit(7)
			.build();
		assertThat(this.favorCoupons.stream(request)).extracting(FavorCoupon::couponId).isEqualTo(issued());
		assertThat(sentQueries()).hasSize(1);
	}

	@Test
	void fetchesAPageWhenItsFirstCouponIsRead() {
		use(OffsetCounting.PAGES);
		issue(28);
		Stream<FavorCoupon> stream = this.favorCoupons.stream(CouponApplication.list().limit(7).build());
		assertThat(sentQueries()).isEmpty();
		Iterator<FavorCoupon> coupons = stream.iterator();
		IntStream.range(0, 7).forEach((number) -> coupons.next());
		assertThat(sentQueries()).hasSize(1);
		assertThat(coupons).toIterable().hasSize(21);
		assertThat(sentQueries()).hasSize(4);
	}

	@Test
	void tellsOfAFailureWhenItsPageIsReached() {
		use(OffsetCounting.PAGES);
		issue(3);
		this.wechatPay.inject(Fault.delay(Duration.ZERO).on(Operation.FAVOR_LIST));
		this.wechatPay.inject(Fault.SYSTEM_ERROR_NOT_PROCESSED.on(Operation.FAVOR_LIST));
		Iterator<FavorCoupon> coupons = this.favorCoupons.withoutRetry()
			.stream(CouponApplication.list().limit(2).build())
			.iterator();
		assertThat(coupons.next().couponId()).isEqualTo(issued().get(0));
		assertThat(coupons.next().couponId()).isEqualTo(issued().get(1));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(coupons::next);
		assertThat(coupons.next().couponId()).isEqualTo(issued().get(2));
	}

	private void use(OffsetCounting counting) {
		this.wechatPay = simulators.get(counting);
		this.wechatPay.reset();
		this.application = applications.get(counting);
		this.favorCoupons = this.application.getBean(FavorCouponService.class);
	}

	private void issue(int coupons) {
		IntStream.range(0, coupons)
			.forEach((number) -> this.favorCoupons.send(CouponApplication.favor(String.valueOf(number)).build()));
	}

	private List<String> issued() {
		return this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::id).toList();
	}

	private List<String> found(ListFavorCouponsRequest.Builder request) {
		return this.favorCoupons.list(request.build()).data().stream().map(FavorCoupon::couponId).toList();
	}

	private List<String> sentQueries() {
		List<String> queries = new ArrayList<>();
		for (RecordedRequest request : this.wechatPay.requests()) {
			if (request.query() != null) {
				queries.add(request.query());
			}
		}
		return queries;
	}

	enum Filter {

		NONE(""), STOCK_ID("&stock_id=9865000"), STATUS("&status=USED"), CREATOR_MCHID("&creator_mchid=1900000109"),
		AVAILABLE_MCHID("&available_mchid=1900000109"), OFFSET("&offset=3"), LIMIT("&limit=50"),
		BUSINESS_TYPE("&business_type=MULTIUSE");

		private final String query;

		Filter(String query) {
			this.query = query;
		}

		void set(ListFavorCouponsRequest.Builder request) {
			switch (this) {
				case NONE -> {
				}
				case STOCK_ID -> request.stockId("9865000");
				case STATUS -> request.status(FavorCouponStatus.USED);
				case CREATOR_MCHID -> request.creatorMchid(CouponApplication.MERCHANT_ID);
				case AVAILABLE_MCHID -> request.availableMchid(CouponApplication.MERCHANT_ID);
				case OFFSET -> request.offset(3);
				case LIMIT -> request.limit(50);
				case BUSINESS_TYPE -> request.businessType(FavorBusinessType.MULTIUSE);
			}
		}

	}

}
