package io.github.wechatpayspring.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.service.merchantexclusivecoupon.MerchantExclusiveCouponService;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.AssociateTradeInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.AvailableCurrentDayTime;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.AvailableWeek;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.BusiFavorStockType;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CodeDisplayMode;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponCodeInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponCodeListResponse;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponCodeMode;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponCodeStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponEntity;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponListResponse;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponUseMethod;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponUseRule;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CreateBusiFavorStockRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CustomEntrance;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.DeactivateCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.DeleteCouponCodeRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.DisassociateTradeInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.DisplayPatternInfo;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.FavorAvailableTime;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.FixedValueStockMsg;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.GetCouponNotifyRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.IrregularAvailableTime;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ListCouponsByFilterRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.MiniAppInfo;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ModifyBudgetRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ModifyCouponUseRule;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ModifyStockInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ModifyStockSendRule;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.NotifyConfig;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.PayReceiptInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.PayReceiptListRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.QueryCouponCodeListRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.QueryCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.QueryStockRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ReturnCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ReturnReceiptInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SendCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SendCouponResult;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SendGovCardRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SetCouponNotifyRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.StockGetResponse;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.StockSendRule;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.StockStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyPayReceipt;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyPayReceiptStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyPayRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyReturnReceipt;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyReturnReceiptStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SubsidyReturnRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.UploadCouponCodeRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.UseCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.UseCouponResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The life of merchant coupons (商家券) with every call that the official SDK has for them.
 */
class OfficialSdkBusifavorTests extends SimulatorTests {

	private static final String OPENID = "oHkLxt_htg84TUEbzvlMwQzVDBqo";

	private static final String PAYEE = "1900000110";

	private static final String TRANSACTION = "4200000914202101195554393855";

	private OfficialSdk sdk;

	private MerchantExclusiveCouponService service;

	@BeforeEach
	void createService() {
		this.sdk = new OfficialSdk(this.simulator);
		this.service = new MerchantExclusiveCouponService.Builder().httpClient(this.sdk.httpClient()).build();
	}

	@Test
	void makesEveryCall() {
		setsAndQueriesTheCallback();
		modifiesAStock();
		takesCodesFromThePool();
		paysAndReturnsASubsidy();
		issuesAConsumerCard();
		livesFromTheStockToItsEnd();
		Set<Operation> described = Stream.of(Operation.values())
			.filter((operation) -> operation.name().startsWith("BUSIFAVOR_"))
			.collect(Collectors.toCollection(() -> EnumSet.of(Operation.CONSUMER_CARD_SEND)));
		this.sdk.assertMadeAllCallsOf(MerchantExclusiveCouponService.class, described);
	}

	@Test
	void livesFromTheStockToItsEnd() {
		String stockId = create("life", CouponCodeMode.WECHATPAY_MODE);
		String code = send(stockId, "life");
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.getStockId()).isEqualTo(stockId);
			assertThat(coupon.getBelongMerchant()).isEqualTo(MCHID);
			assertThat(coupon.getStockName()).isEqualTo("八月优惠");
			assertThat(coupon.getGoodsName()).isEqualTo("全场通用");
			assertThat(coupon.getStockType()).isEqualTo(BusiFavorStockType.NORMAL);
			assertThat(coupon.getCouponState()).isEqualTo(CouponStatus.SENDED);
			assertThat(coupon.getCouponUseRule().getFixedNormalCoupon().getDiscountAmount()).isEqualTo(500);
			assertThat(coupon.getCouponUseRule().getUseMethod()).isEqualTo(CouponUseMethod.OFF_LINE);
			assertThat(coupon.getCustomEntrance().getCodeDisplayMode()).isEqualTo(CodeDisplayMode.BARCODE);
			assertThat(coupon.getDisplayPatternInfo().getBackgroundColor()).isEqualTo("Color020");
			assertThat(coupon.getSendRequestNo()).isEqualTo("life");
			assertThat(coupon.getReceiveTime()).isNotNull();
			assertThat(coupon.getAvailableStartTime()).isNotNull();
			assertThat(coupon.getExpireTime()).isNotNull();
		});
		assertThat(list(stockId, CouponStatus.SENDED)).satisfies((page) -> {
			assertThat(page.getTotalCount()).isEqualTo(1);
			assertThat(page.getOffset()).isZero();
			assertThat(page.getLimit()).isEqualTo(20);
			assertThat(page.getData()).extracting(CouponEntity::getCouponCode).containsExactly(code);
		});
		AssociateTradeInfoRequest association = new AssociateTradeInfoRequest();
		association.setStockId(stockId);
		association.setCouponCode(code);
		association.setOutTradeNo("order-1");
		association.setOutRequestNo("a-1");
		assertThat(this.service.associateTradeInfo(association).getWechatpayAssociateTime()).isNotNull();
		assertThat(get(code).getAssociateOutTradeNo()).isEqualTo("order-1");
		DisassociateTradeInfoRequest disassociation = new DisassociateTradeInfoRequest();
		disassociation.setStockId(stockId);
		disassociation.setCouponCode(code);
		disassociation.setOutTradeNo("order-1");
		disassociation.setOutRequestNo("d-1");
		assertThat(this.service.disassociateTradeInfo(disassociation).getWechatpayDisassociateTime()).isNotNull();
		assertThat(get(code).getAssociateOutTradeNo()).isNull();
		use(stockId, code, "u-1");
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.getCouponState()).isEqualTo(CouponStatus.USED);
			assertThat(coupon.getUseRequestNo()).isEqualTo("u-1");
			assertThat(coupon.getUseTime()).isNotNull();
		});
		assertRefused(() -> use(stockId, code, "u-2"), "RESOURCE_ALREADY_EXISTS");
		ReturnCouponRequest back = new ReturnCouponRequest();
		back.setStockId(stockId);
		back.setCouponCode(code);
		back.setReturnRequestNo("r-1");
		assertThat(this.service.returnCoupon(back).getWechatpayReturnTime()).isNotNull();
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.getCouponState()).isEqualTo(CouponStatus.SENDED);
			assertThat(coupon.getReturnRequestNo()).isEqualTo("r-1");
			assertThat(coupon.getReturnTime()).isNotNull();
		});
		DeactivateCouponRequest deactivation = new DeactivateCouponRequest();
		deactivation.setStockId(stockId);
		deactivation.setCouponCode(code);
		deactivation.setDeactivateRequestNo("v-1");
		deactivation.setDeactivateReason("用户申请");
		assertThat(this.service.deactivateCoupon(deactivation).getWechatpayDeactivateTime()).isNotNull();
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.getCouponState()).isEqualTo(CouponStatus.DEACTIVATED);
			assertThat(coupon.getDeactivateRequestNo()).isEqualTo("v-1");
			assertThat(coupon.getDeactivateTime()).isNotNull();
			assertThat(coupon.getDeactivateReason()).isEqualTo("用户申请");
		});
		String unused = send(stockId, "other");
		this.simulator.advance(Duration.ofDays(60));
		assertThat(get(unused).getCouponState()).isEqualTo(CouponStatus.EXPIRED);
	}

	@Test
	void modifiesAStock() {
		String stockId = create("modified", CouponCodeMode.WECHATPAY_MODE);
		assertThat(stock(stockId)).satisfies((stock) -> {
			assertThat(stock.getStockId()).isEqualTo(stockId);
			assertThat(stock.getGoodsName()).isEqualTo("全场通用");
			assertThat(stock.getStockName()).isEqualTo("八月优惠");
			assertThat(stock.getBelongMerchant()).isEqualTo(MCHID);
			assertThat(stock.getComment()).isEqualTo("活动使用");
			assertThat(stock.getStockType()).isEqualTo(BusiFavorStockType.NORMAL);
			assertThat(stock.getStockState()).isEqualTo(StockStatus.RUNNING);
			assertThat(stock.getCouponCodeMode()).isEqualTo(CouponCodeMode.WECHATPAY_MODE);
			assertThat(stock.getStockSendRule().getMaxCoupons()).isEqualTo(100);
			assertThat(stock.getStockSendRule().getMaxCouponsPerUser()).isEqualTo(10);
			assertThat(stock.getCouponUseRule().getCouponAvailableTime().getAvailableWeek().getWeekDay())
				.containsExactly(1, 2);
			assertThat(stock.getNotifyConfig().getNotifyAppid()).isEqualTo(APPID);
			assertThat(stock.getSendCountInformation().getTotalSendNum()).isZero();
		});
		ModifyCouponUseRule use = new ModifyCouponUseRule();
		use.setUseMethod(CouponUseMethod.MINI_PROGRAMS);
		use.setMiniProgramsAppid(APPID);
		use.setMiniProgramsPath("/path/index");
		ModifyStockSendRule sending = new ModifyStockSendRule();
		sending.setNaturalPersonLimit(true);
		sending.setPreventApiAbuse(true);
		ModifyStockInfoRequest change = new ModifyStockInfoRequest();
		change.setStockId(stockId);
		change.setOutRequestNo("m-1");
		change.setGoodsName("仅限饮料");
		change.setCouponUseRule(use);
		change.setStockSendRule(sending);
		this.service.modifyStockInfo(change);
		assertThat(stock(stockId)).satisfies((stock) -> {
			assertThat(stock.getGoodsName()).isEqualTo("仅限饮料");
			assertThat(stock.getCouponUseRule().getUseMethod()).isEqualTo(CouponUseMethod.MINI_PROGRAMS);
			assertThat(stock.getCouponUseRule().getMiniProgramsPath()).isEqualTo("/path/index");
			assertThat(stock.getCouponUseRule().getFixedNormalCoupon().getDiscountAmount()).isEqualTo(500);
			assertThat(stock.getStockSendRule().getNaturalPersonLimit()).isTrue();
			assertThat(stock.getStockSendRule().getMaxCoupons()).isEqualTo(100);
		});
		ModifyBudgetRequest budget = new ModifyBudgetRequest();
		budget.setStockId(stockId);
		budget.setTargetMaxCoupons(200L);
		budget.setCurrentMaxCoupons(100L);
		budget.setModifyBudgetRequestNo("b-1");
		assertThat(this.service.modifyBudget(budget).getMaxCoupons()).isEqualTo(200);
	}

	@Test
	void takesCodesFromThePool() {
		String stockId = create("pool", CouponCodeMode.MERCHANT_UPLOAD);
		UploadCouponCodeRequest upload = new UploadCouponCodeRequest();
		upload.setStockId(stockId);
		upload.setCouponCodeList(List.of("code-1", "code-2", "code-2"));
		upload.setUploadRequestNo("upload-1");
		assertThat(this.service.uploadCouponCode(upload)).satisfies((response) -> {
			assertThat(response.getStockId()).isEqualTo(stockId);
			assertThat(response.getTotalCount()).isEqualTo(2);
			assertThat(response.getSuccessCount()).isEqualTo(2);
			assertThat(response.getFailCount()).isZero();
			assertThat(response.getSuccessCodes()).containsExactly("code-1", "code-2");
			assertThat(response.getDuplicateCodes()).containsExactly("code-2");
			assertThat(response.getExistCodes()).isEmpty();
			assertThat(response.getSuccessTime()).isNotNull();
		});
		String code = send(stockId, "pool");
		QueryCouponCodeListRequest list = new QueryCouponCodeListRequest();
		list.setStockId(stockId);
		list.setAppid(APPID);
		list.setStatus(CouponCodeStatus.AVAILABLE);
		list.setOffset(0L);
		list.setLimit(20L);
		CouponCodeListResponse free = this.service.queryCouponCodeList(list);
		assertThat(free.getStockId()).isEqualTo(stockId);
		assertThat(free.getTotalCount()).isEqualTo(1);
		assertThat(free.getOffset()).isZero();
		assertThat(free.getLimit()).isEqualTo(20);
		assertThat(free.getData()).singleElement().satisfies((each) -> {
			assertThat(each.getCode()).startsWith("code-").isNotEqualTo(code);
			assertThat(each.getCodeStatus()).isEqualTo(CouponCodeStatus.AVAILABLE);
			assertThat(each.getUploadTime()).isNotNull();
		});
		CouponCodeInfoRequest info = new CouponCodeInfoRequest();
		info.setStockId(stockId);
		info.setCouponCode(code);
		info.setAppid(APPID);
		assertThat(this.service.couponCodeInfo(info)).satisfies((response) -> {
			assertThat(response.getCodeInformation().getCodeStatus()).isEqualTo(CouponCodeStatus.DISPATCHED);
			assertThat(response.getCodeInformation().getOpenid()).isEqualTo(OPENID);
			assertThat(response.getCodeInformation().getDispatchedTime()).isNotNull();
			assertThat(response.getCouponInformation().getCouponCode()).isEqualTo(code);
		});
		DeleteCouponCodeRequest delete = new DeleteCouponCodeRequest();
		delete.setStockId(stockId);
		delete.setCouponCode(free.getData().get(0).getCode());
		delete.setDeleteRequestNo("x-1");
		assertThat(this.service.deleteCouponCode(delete)).satisfies((response) -> {
			assertThat(response.getStockId()).isEqualTo(stockId);
			assertThat(response.getDeleteTime()).isNotNull();
		});
		assertThat(stock(stockId).getCouponCodeCount()).satisfies((count) -> {
			assertThat(count.getTotalCount()).isEqualTo(1);
			assertThat(count.getAvailableCount()).isZero();
		});
	}

	@Test
	void paysAndReturnsASubsidy() {
		String stockId = create("subsidy", CouponCodeMode.WECHATPAY_MODE);
		String code = send(stockId, "subsidy");
		use(stockId, code, "u-subsidy");
		SubsidyPayRequest pay = new SubsidyPayRequest();
		pay.setStockId(stockId);
		pay.setCouponCode(code);
		pay.setTransactionId(TRANSACTION);
		pay.setPayerMerchant(MCHID);
		pay.setPayeeMerchant(PAYEE);
		pay.setAmount(300L);
		pay.setDescription("补差");
		pay.setOutSubsidyNo("s-1");
		SubsidyPayReceipt paid = this.service.subsidyPay(pay);
		assertThat(paid.getStatus()).isEqualTo(SubsidyPayReceiptStatus.PAY_RECEIPT_ACCEPTED);
		assertThat(paid.getCreateTime()).isNotNull();
		assertThat(receipt(paid.getSubsidyReceiptId())).satisfies((receipt) -> {
			assertThat(receipt.getStatus()).isEqualTo(SubsidyPayReceiptStatus.PAY_RECEIPT_SUCCESS);
			assertThat(receipt.getStockId()).isEqualTo(stockId);
			assertThat(receipt.getCouponCode()).isEqualTo(code);
			assertThat(receipt.getTransactionId()).isEqualTo(TRANSACTION);
			assertThat(receipt.getPayerMerchant()).isEqualTo(MCHID);
			assertThat(receipt.getPayeeMerchant()).isEqualTo(PAYEE);
			assertThat(receipt.getAmount()).isEqualTo(300);
			assertThat(receipt.getDescription()).isEqualTo("补差");
			assertThat(receipt.getOutSubsidyNo()).isEqualTo("s-1");
			assertThat(receipt.getSuccessTime()).isNotNull();
		});
		PayReceiptListRequest list = new PayReceiptListRequest();
		list.setStockId(stockId);
		list.setCouponCode(code);
		list.setOutSubsidyNo("s-1");
		assertThat(this.service.payReceiptList(list).getPayReceiptList())
			.extracting(SubsidyPayReceipt::getSubsidyReceiptId)
			.containsExactly(paid.getSubsidyReceiptId());
		SubsidyReturnRequest back = new SubsidyReturnRequest();
		back.setStockId(stockId);
		back.setCouponCode(code);
		back.setTransactionId(TRANSACTION);
		back.setRefundId("50100007512021011952");
		back.setPayerMerchant(MCHID);
		back.setPayeeMerchant(PAYEE);
		back.setAmount(100L);
		back.setDescription("退款");
		back.setOutSubsidyReturnNo("t-1");
		SubsidyReturnReceipt returned = this.service.subsidyReturn(back);
		assertThat(returned.getStatus()).isEqualTo(SubsidyReturnReceiptStatus.RETURN_RECEIPT_ACCEPTED);
		ReturnReceiptInfoRequest info = new ReturnReceiptInfoRequest();
		info.setSubsidyReturnReceiptId(returned.getSubsidyReturnReceiptId());
		assertThat(this.service.returnReceiptInfo(info)).satisfies((receipt) -> {
			assertThat(receipt.getStatus()).isEqualTo(SubsidyReturnReceiptStatus.RETURN_RECEIPT_SUCCESS);
			assertThat(receipt.getSubsidyReceiptId()).isEqualTo(paid.getSubsidyReceiptId());
			assertThat(receipt.getRefundId()).isEqualTo("50100007512021011952");
			assertThat(receipt.getAmount()).isEqualTo(100);
			assertThat(receipt.getOutSubsidyReturnNo()).isEqualTo("t-1");
			assertThat(receipt.getReturnCreateTime()).isNotNull();
			assertThat(receipt.getReturnDoneTime()).isNotNull();
		});
		assertThat(receipt(paid.getSubsidyReceiptId()).getStatus())
			.isEqualTo(SubsidyPayReceiptStatus.PAY_RECEIPT_PARTIAL_RETURN);
	}

	@Test
	void issuesAConsumerCard() {
		this.simulator.addStock(Stock.consumerCard("pIJMr5MMiIkO_93VtPyIiEk2DZ4w"));
		SendGovCardRequest request = new SendGovCardRequest();
		request.setCardId("pIJMr5MMiIkO_93VtPyIiEk2DZ4w");
		request.setAppid(APPID);
		request.setOpenid(OPENID);
		request.setOutRequestNo("card");
		request.setSendTime(OfficialSdk.time(0));
		String code = this.service.sendGovCard(request).getCardCode();
		assertThat(this.simulator.issuedCoupons()).extracting(IssuedCoupon::id).contains(code);
	}

	@Test
	void setsAndQueriesTheCallback() {
		SetCouponNotifyRequest request = new SetCouponNotifyRequest();
		request.setMchid(MCHID);
		request.setNotifyUrl("https://pay.example.com/coupons");
		assertThat(this.service.setCouponNotify(request)).satisfies((response) -> {
			assertThat(response.getNotifyUrl()).isEqualTo("https://pay.example.com/coupons");
			assertThat(response.getMchid()).isEqualTo(MCHID);
			assertThat(response.getUpdateTime()).isNotNull();
		});
		GetCouponNotifyRequest query = new GetCouponNotifyRequest();
		query.setMchid(MCHID);
		assertThat(this.service.getCouponNotify(query)).satisfies((response) -> {
			assertThat(response.getNotifyUrl()).isEqualTo("https://pay.example.com/coupons");
			assertThat(response.getMchid()).isEqualTo(MCHID);
		});
	}

	private String create(String outRequestNo, CouponCodeMode mode) {
		AvailableCurrentDayTime hours = new AvailableCurrentDayTime();
		hours.setBeginTime(3600L);
		hours.setEndTime(86399L);
		AvailableWeek week = new AvailableWeek();
		week.setWeekDay(List.of(1, 2));
		week.setAvailableDayTime(List.of(hours));
		IrregularAvailableTime period = new IrregularAvailableTime();
		period.setBeginTime(OfficialSdk.time(1));
		period.setEndTime(OfficialSdk.time(2));
		FavorAvailableTime time = new FavorAvailableTime();
		time.setAvailableBeginTime(OfficialSdk.time(-1));
		time.setAvailableEndTime(OfficialSdk.time(30));
		time.setAvailableWeek(week);
		time.setIrregularyAvaliableTime(List.of(period));
		FixedValueStockMsg discount = new FixedValueStockMsg();
		discount.setDiscountAmount(500L);
		discount.setTransactionMinimum(1000L);
		CouponUseRule use = new CouponUseRule();
		use.setCouponAvailableTime(time);
		use.setFixedNormalCoupon(discount);
		use.setUseMethod(CouponUseMethod.OFF_LINE);
		StockSendRule sending = new StockSendRule();
		sending.setMaxCoupons(100L);
		sending.setMaxCouponsPerUser(10);
		sending.setNaturalPersonLimit(false);
		sending.setPreventApiAbuse(false);
		MiniAppInfo miniProgram = new MiniAppInfo();
		miniProgram.setMiniProgramsAppid(APPID);
		miniProgram.setMiniProgramsPath("/path/index");
		miniProgram.setEntranceWords("欢迎选购");
		miniProgram.setGuidingWords("获取更多优惠");
		CustomEntrance entrance = new CustomEntrance();
		entrance.setMiniProgramsInfo(miniProgram);
		entrance.setAppid(APPID);
		entrance.setCodeDisplayMode(CodeDisplayMode.BARCODE);
		DisplayPatternInfo pattern = new DisplayPatternInfo();
		pattern.setDescription("全场可用");
		pattern.setMerchantName("微信支付");
		pattern.setMerchantLogoUrl("https://qpic.cn/xxx");
		pattern.setBackgroundColor("Color020");
		pattern.setCouponImageUrl("https://qpic.cn/xxx");
		NotifyConfig notify = new NotifyConfig();
		notify.setNotifyAppid(APPID);
		CreateBusiFavorStockRequest request = new CreateBusiFavorStockRequest();
		request.setStockName("八月优惠");
		request.setBelongMerchant(MCHID);
		request.setComment("活动使用");
		request.setGoodsName("全场通用");
		request.setStockType(BusiFavorStockType.NORMAL);
		request.setCouponUseRule(use);
		request.setStockSendRule(sending);
		request.setOutRequestNo(outRequestNo);
		request.setCustomEntrance(entrance);
		request.setDisplayPatternInfo(pattern);
		request.setCouponCodeMode(mode);
		request.setNotifyConfig(notify);
		request.setSubsidy(false);
		return this.service.createBusifavorStock(request).getStockId();
	}

	private StockGetResponse stock(String stockId) {
		QueryStockRequest request = new QueryStockRequest();
		request.setStockId(stockId);
		return this.service.queryStock(request);
	}

	private String send(String stockId, String outRequestNo) {
		SendCouponRequest request = new SendCouponRequest();
		request.setOpenid(OPENID);
		request.setAppid(APPID);
		request.setStockId(stockId);
		request.setOutRequestNo(outRequestNo);
		SendCouponResult result = this.service.sendCoupon(request).getSendCouponResult();
		assertThat(result.getStockId()).isEqualTo(stockId);
		assertThat(result.getOutRequestNo()).isEqualTo(outRequestNo);
		return result.getCouponCode();
	}

	private CouponEntity get(String code) {
		QueryCouponRequest request = new QueryCouponRequest();
		request.setCouponCode(code);
		request.setAppid(APPID);
		request.setOpenid(OPENID);
		CouponEntity coupon = this.service.queryCoupon(request);
		assertThat(coupon.getCouponCode()).isEqualTo(code);
		return coupon;
	}

	private CouponListResponse list(String stockId, CouponStatus state) {
		ListCouponsByFilterRequest request = new ListCouponsByFilterRequest();
		request.setOpenid(OPENID);
		request.setAppid(APPID);
		request.setStockId(stockId);
		request.setCouponState(state);
		request.setCreatorMerchant(MCHID);
		request.setBelongMerchant(MCHID);
		request.setSenderMerchant(MCHID);
		request.setOffset(0);
		request.setLimit(20);
		return this.service.listCouponsByFilter(request);
	}

	private void use(String stockId, String code, String number) {
		UseCouponRequest request = new UseCouponRequest();
		request.setStockId(stockId);
		request.setCouponCode(code);
		request.setAppid(APPID);
		request.setUseTime(OfficialSdk.time(0));
		request.setUseRequestNo(number);
		request.setOpenid(OPENID);
		UseCouponResponse response = this.service.useCoupon(request);
		assertThat(response.getStockId()).isEqualTo(stockId);
		assertThat(response.getOpenid()).isEqualTo(OPENID);
		assertThat(response.getWechatpayUseTime()).isNotNull();
	}

	private SubsidyPayReceipt receipt(String id) {
		PayReceiptInfoRequest request = new PayReceiptInfoRequest();
		request.setSubsidyReceiptId(id);
		return this.service.payReceiptInfo(request);
	}

	private static void assertRefused(Runnable call, String code) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(code));
	}

}
