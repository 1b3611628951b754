package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.service.cashcoupons.CashCouponsService;
import com.wechat.pay.java.service.cashcoupons.model.BackgroundColor;
import com.wechat.pay.java.service.cashcoupons.model.Coupon;
import com.wechat.pay.java.service.cashcoupons.model.CouponCollection;
import com.wechat.pay.java.service.cashcoupons.model.CouponRule;
import com.wechat.pay.java.service.cashcoupons.model.CreateCouponStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.FixedValueStockMsg;
import com.wechat.pay.java.service.cashcoupons.model.JumpTarget;
import com.wechat.pay.java.service.cashcoupons.model.ListAvailableMerchantsRequest;
import com.wechat.pay.java.service.cashcoupons.model.ListAvailableSingleitemsRequest;
import com.wechat.pay.java.service.cashcoupons.model.ListCouponsByFilterRequest;
import com.wechat.pay.java.service.cashcoupons.model.ListStocksRequest;
import com.wechat.pay.java.service.cashcoupons.model.PatternInfo;
import com.wechat.pay.java.service.cashcoupons.model.PauseStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.QueryCallbackRequest;
import com.wechat.pay.java.service.cashcoupons.model.QueryCouponRequest;
import com.wechat.pay.java.service.cashcoupons.model.QueryStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.RefundFlowRequest;
import com.wechat.pay.java.service.cashcoupons.model.RefundFlowResponse;
import com.wechat.pay.java.service.cashcoupons.model.RestartStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.SendCouponRequest;
import com.wechat.pay.java.service.cashcoupons.model.SetCallbackRequest;
import com.wechat.pay.java.service.cashcoupons.model.StartStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.StockRule;
import com.wechat.pay.java.service.cashcoupons.model.StopStockRequest;
import com.wechat.pay.java.service.cashcoupons.model.TradeType;
import com.wechat.pay.java.service.cashcoupons.model.UseFlowRequest;
import com.wechat.pay.java.service.cashcoupons.model.UseFlowResponse;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The life of cash coupons (代金券) with every call that the official SDK has for them.
 */
class OfficialSdkFavorTests extends SimulatorTests {

	private static final String OPENID = "oHkLxt_htg84TUEbzvlMwQzVDBqo";

	// documented, but the SDK has no methods for them
	private static final Set<Operation> UNKNOWN_TO_THE_SDK = EnumSet.of(Operation.FAVOR_USE_FLOW_BY_DAY,
			Operation.FAVOR_REFUND_FLOW_BY_DAY);

	private OfficialSdk sdk;

	private CashCouponsService service;

	@BeforeEach
	void createService() {
		this.sdk = new OfficialSdk(this.simulator);
		this.service = new CashCouponsService.Builder().httpClient(this.sdk.httpClient()).build();
	}

	@Test
	void makesEveryCall() throws IOException {
		setsAndQueriesTheCallback();
		stopsAStockThatWasNeverStarted();
		listsStocksMerchantsAndGoods();
		livesFromTheStockToTheBill();
		Set<Operation> described = Stream.of(Operation.values())
			.filter((operation) -> operation.name().startsWith("FAVOR_"))
			.filter((operation) -> !UNKNOWN_TO_THE_SDK.contains(operation))
			.collect(Collectors.toCollection(() -> EnumSet.of(Operation.BILL_DOWNLOAD)));
		this.sdk.assertMadeAllCallsOf(CashCouponsService.class, described);
	}

	@Test
	void livesFromTheStockToTheBill() throws IOException {
		String stockId = create("life");
		assertThat(status(stockId)).isEqualTo("unactivated");
		StartStockRequest start = new StartStockRequest();
		start.setStockId(stockId);
		start.setStockCreatorMchid(MCHID);
		assertThat(this.service.startStock(start).getStartTime()).isNotNull();
		assertThat(status(stockId)).isEqualTo("running");
		String couponId = send(stockId, "1");
		assertThat(get(couponId)).satisfies((coupon) -> {
			assertThat(coupon.getStockId()).isEqualTo(stockId);
			assertThat(coupon.getStockCreatorMchid()).isEqualTo(MCHID);
			assertThat(coupon.getCouponName()).isEqualTo("九折以上");
			assertThat(coupon.getStatus()).isEqualTo("SENDED");
			assertThat(coupon.getCouponType()).isEqualTo("NORMAL");
			assertThat(coupon.getNormalCouponInformation().getCouponAmount()).isEqualTo(500);
			assertThat(coupon.getNormalCouponInformation().getTransactionMinimum()).isEqualTo(1000);
			assertThat(coupon.getCreateTime()).isNotNull();
			assertThat(coupon.getAvailableBeginTime()).isNotNull();
			assertThat(coupon.getAvailableEndTime()).isNotNull();
		});
		assertThat(list(stockId, null)).satisfies((coupons) -> {
			assertThat(coupons.getTotalCount()).isEqualTo(1);
			assertThat(coupons.getOffset()).isZero();
			assertThat(coupons.getLimit()).isEqualTo(10);
			assertThat(coupons.getData()).singleElement().satisfies((coupon) -> {
				assertThat(coupon.getStockId()).isEqualTo(stockId);
				assertThat(coupon.getCouponName()).isEqualTo("九折以上");
				assertThat(coupon.getNormalCouponInformation().getCouponAmount()).isEqualTo(500);
			});
		});
		this.simulator.redeem(couponId);
		this.simulator.refund(couponId);
		this.simulator.redeem(couponId);
		assertThat(get(couponId).getStatus()).isEqualTo("USED");
		assertThat(list(stockId, "SENDED").getData()).isEmpty();
		PauseStockRequest pause = new PauseStockRequest();
		pause.setStockId(stockId);
		pause.setStockCreatorMchid(MCHID);
		assertThat(this.service.pauseStock(pause).getPauseTime()).isNotNull();
		assertThat(status(stockId)).isEqualTo("paused");
		assertRefused(() -> send(stockId, "2"), "INVALID_REQUEST");
		RestartStockRequest restart = new RestartStockRequest();
		restart.setStockId(stockId);
		restart.setStockCreatorMchid(MCHID);
		assertThat(this.service.restartStock(restart).getRestartTime()).isNotNull();
		String unused = send(stockId, "2");
		assertRefused(() -> useFlow(stockId), "RESOURCE_NOT_EXISTS");
		this.simulator.advance(Duration.ofDays(35));
		assertThat(get(unused).getStatus()).isEqualTo("EXPIRED");
		UseFlowResponse redemptions = useFlow(stockId);
		assertThat(redemptions.getHashType()).isEqualTo("SHA1");
		assertThat(download(redemptions.getUrl(), redemptions.getHashValue())).contains(stockId, couponId)
			.doesNotContain(unused);
		RefundFlowRequest request = new RefundFlowRequest();
		request.setStockId(stockId);
		RefundFlowResponse refunds = this.service.refundFlow(request);
		assertThat(refunds.getHashType()).isEqualTo("SHA1");
		assertThat(download(refunds.getUrl(), refunds.getHashValue())).contains(stockId, couponId);
	}

	@Test
	void listsStocksMerchantsAndGoods() {
		String stockId = create("lists");
		ListStocksRequest stocks = new ListStocksRequest();
		stocks.setOffset(0);
		stocks.setLimit(10);
		stocks.setStockCreatorMchid(MCHID);
		stocks.setCreateStartTime(OfficialSdk.time(-1));
		stocks.setCreateEndTime(OfficialSdk.time(1));
		stocks.setStatus("unactivated");
		assertThat(this.service.listStocks(stocks)).satisfies((page) -> {
			assertThat(page.getTotalCount()).isEqualTo(1);
			assertThat(page.getLimit()).isEqualTo(10);
			assertThat(page.getOffset()).isZero();
			assertThat(page.getData()).singleElement().satisfies((stock) -> {
				assertThat(stock.getStockId()).isEqualTo(stockId);
				assertThat(stock.getStockName()).isEqualTo("九折以上");
				assertThat(stock.getDescription()).isEqualTo("全场可用");
				assertThat(stock.getStockType()).isEqualTo("NORMAL");
				assertThat(stock.getNoCash()).isFalse();
				assertThat(stock.getSingleitem()).isTrue();
				assertThat(stock.getDistributedCoupons()).isZero();
				assertThat(stock.getStockUseRule().getMaxCoupons()).isEqualTo(100);
				assertThat(stock.getStockUseRule().getMaxAmount()).isEqualTo(50000);
				assertThat(stock.getStockUseRule().getMaxCouponsPerUser()).isEqualTo(5);
				assertThat(stock.getStockUseRule().getFixedNormalCoupon().getCouponAmount()).isEqualTo(500);
			});
		});
		ListAvailableMerchantsRequest merchants = new ListAvailableMerchantsRequest();
		merchants.setOffset(0);
		merchants.setLimit(50);
		merchants.setStockCreatorMchid(MCHID);
		merchants.setStockId(stockId);
		assertThat(this.service.listAvailableMerchants(merchants)).satisfies((page) -> {
			assertThat(page.getTotalCount()).isEqualTo(1);
			assertThat(page.getStockId()).isEqualTo(stockId);
			assertThat(page.getData()).containsExactly(MCHID);
		});
		ListAvailableSingleitemsRequest goods = new ListAvailableSingleitemsRequest();
		goods.setOffset(0);
		goods.setLimit(100);
		goods.setStockCreatorMchid(MCHID);
		goods.setStockId(stockId);
		assertThat(this.service.listAvailableSingleitems(goods)).satisfies((page) -> {
			assertThat(page.getTotalCount()).isEqualTo(2);
			assertThat(page.getStockId()).isEqualTo(stockId);
			assertThat(page.getData()).containsExactly("g-1", "g-2");
		});
	}

	@Test
	void stopsAStockThatWasNeverStarted() {
		String stockId = create("stop");
		StopStockRequest request = new StopStockRequest();
		request.setStockId(stockId);
		request.setStockCreatorMchid(MCHID);
		assertThat(this.service.stopStock(request).getStopTime()).isNotNull();
		assertThat(status(stockId)).isEqualTo("stoped");
	}

	@Test
	void setsAndQueriesTheCallback() {
		SetCallbackRequest request = new SetCallbackRequest();
		request.setMchid(MCHID);
		request.setNotifyUrl("https://pay.example.com/coupons");
		request.setSwitch(true);
		assertThat(this.service.setCallback(request)).satisfies((response) -> {
			assertThat(response.getNotifyUrl()).isEqualTo("https://pay.example.com/coupons");
			assertThat(response.getUpdateTime()).isNotNull();
		});
		QueryCallbackRequest query = new QueryCallbackRequest();
		query.setMchid(MCHID);
		assertThat(this.service.queryCallback(query)).satisfies((callback) -> {
			assertThat(callback.getNotifyUrl()).isEqualTo("https://pay.example.com/coupons");
			assertThat(callback.getMchid()).isEqualTo(MCHID);
		});
	}

	private String create(String outRequestNo) {
		StockRule rule = new StockRule();
		rule.setMaxCoupons(100L);
		rule.setMaxAmount(50000L);
		rule.setMaxAmountByDay(5000L);
		rule.setMaxCouponsPerUser(5);
		rule.setNaturalPersonLimit(false);
		rule.setPreventApiAbuse(false);
		PatternInfo pattern = new PatternInfo();
		pattern.setDescription("全场可用");
		pattern.setMerchantName("微信支付");
		pattern.setMerchantLogo("https://qpic.cn/xxx");
		pattern.setBackgroundColor(BackgroundColor.COLOR020);
		pattern.setJumpTarget(JumpTarget.MINI_PROGRAM);
		pattern.setMiniProgramAppid(APPID);
		pattern.setMiniProgramPath("/path/index");
		FixedValueStockMsg coupon = new FixedValueStockMsg();
		coupon.setCouponAmount(500L);
		coupon.setTransactionMinimum(1000L);
		CouponRule use = new CouponRule();
		use.setFixedNormalCoupon(coupon);
		use.setGoodsTag(List.of("tag"));
		use.setTradeType(List.of(TradeType.MICROAPP, TradeType.APPPAY));
		use.setCombineUse(true);
		use.setAvailableItems(List.of("g-1", "g-2"));
		use.setAvailableMerchants(List.of(MCHID));
		CreateCouponStockRequest request = new CreateCouponStockRequest();
		request.setStockName("九折以上");
		request.setComment("零售批次");
		request.setBelongMerchant(MCHID);
		request.setAvailableBeginTime(OfficialSdk.time(1));
		request.setAvailableEndTime(OfficialSdk.time(30));
		request.setStockUseRule(rule);
		request.setPatternInfo(pattern);
		request.setCouponUseRule(use);
		request.setNoCash(false);
		request.setStockType("NORMAL");
		request.setOutRequestNo(outRequestNo);
		return this.service.createCouponStock(request).getStockId();
	}

	private String status(String stockId) {
		QueryStockRequest request = new QueryStockRequest();
		request.setStockId(stockId);
		request.setStockCreatorMchid(MCHID);
		return this.service.queryStock(request).getStatus();
	}

	private String send(String stockId, String outRequestNo) {
		SendCouponRequest request = new SendCouponRequest();
		request.setOpenid(OPENID);
		request.setStockId(stockId);
		request.setOutRequestNo(outRequestNo);
		request.setAppid(APPID);
		request.setStockCreatorMchid(MCHID);
		return this.service.sendCoupon(request).getCouponId();
	}

	private Coupon get(String couponId) {
		QueryCouponRequest request = new QueryCouponRequest();
		request.setCouponId(couponId);
		request.setAppid(APPID);
		request.setOpenid(OPENID);
		return this.service.queryCoupon(request);
	}

	private CouponCollection list(String stockId, String status) {
		ListCouponsByFilterRequest request = new ListCouponsByFilterRequest();
		request.setOpenid(OPENID);
		request.setAppid(APPID);
		request.setStockId(stockId);
		request.setStatus(status);
		request.setCreatorMchid(MCHID);
		request.setOffset(0);
		request.setLimit(10);
		return this.service.listCouponsByFilter(request);
	}

	private UseFlowResponse useFlow(String stockId) {
		UseFlowRequest request = new UseFlowRequest();
		request.setStockId(stockId);
		return this.service.useFlow(request);
	}

	private String download(String url, String sha1) throws IOException {
		try (InputStream file = this.sdk.httpClient().download(url)) {
			byte[] bytes = file.readAllBytes();
			assertThat(ByteString.of(bytes).sha1().hex()).isEqualTo(sha1);
			return new String(bytes, StandardCharsets.UTF_8);
		}
	}

	private static void assertRefused(Runnable call, String code) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(code));
	}

}
