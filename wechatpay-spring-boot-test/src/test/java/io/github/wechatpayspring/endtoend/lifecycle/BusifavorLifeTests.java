package io.github.wechatpayspring.endtoend.lifecycle;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.wechatpayspring.busifavor.AssociateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.BusifavorCoupon;
import io.github.wechatpayspring.busifavor.BusifavorCouponService;
import io.github.wechatpayspring.busifavor.BusifavorCouponState;
import io.github.wechatpayspring.busifavor.BusifavorUseMethod;
import io.github.wechatpayspring.busifavor.DeactivateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.DisassociateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.GetBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.ReturnBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.SendBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.UseBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.code.BusifavorCodeService;
import io.github.wechatpayspring.busifavor.code.BusifavorCodeStatus;
import io.github.wechatpayspring.busifavor.code.CodeUploadOutcome;
import io.github.wechatpayspring.busifavor.code.DeleteBusifavorCodeRequest;
import io.github.wechatpayspring.busifavor.code.GetBusifavorCodeRequest;
import io.github.wechatpayspring.busifavor.stock.BusifavorCodeMode;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockService;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockState;
import io.github.wechatpayspring.busifavor.stock.ModifyBusifavorStockBudgetRequest;
import io.github.wechatpayspring.busifavor.stock.ModifyBusifavorStockRequest;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidyReturnStatus;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidyService;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidyStatus;
import io.github.wechatpayspring.busifavor.subsidy.ListBusifavorSubsidiesRequest;
import io.github.wechatpayspring.busifavor.subsidy.PayBusifavorSubsidyRequest;
import io.github.wechatpayspring.busifavor.subsidy.ReturnBusifavorSubsidyRequest;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole life of merchant coupons (商家券), from the stock to the subsidy.
 */
class BusifavorLifeTests extends CouponLife {

	private final BusifavorStockService stocks = service(BusifavorStockService.class);

	private final BusifavorCodeService codes = service(BusifavorCodeService.class);

	private final BusifavorCouponService coupons = service(BusifavorCouponService.class);

	private final BusifavorSubsidyService subsidies = service(BusifavorSubsidyService.class);

	@Test
	void livesFromTheStockToItsEnd() {
		String stockId = create(BusifavorCodeMode.WECHATPAY_MODE);
		assertThat(this.stocks.get(stockId)).satisfies((stock) -> {
			assertThat(stock.stockState()).isEqualTo(BusifavorStockState.RUNNING);
			assertThat(stock.goodsName()).isEqualTo("全场通用");
			assertThat(stock.couponUseRule().fixedNormalCoupon().discountAmount()).isEqualTo(500);
		});
		String code = send(stockId, "1", null);
		assertThat(code).matches("\\d{22}");
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.couponState()).isEqualTo(BusifavorCouponState.SENDED);
			assertThat(coupon.sendRequestNo()).isEqualTo("1");
			assertThat(coupon.stockName()).isEqualTo("八月优惠");
		});
		assertThat(this.coupons.list(CouponApplication.OPENID).data()).extracting(BusifavorCoupon::couponCode)
			.containsExactly(code);
		associate(stockId, code, "order-1", "a-1");
		assertThat(get(code).associateOutTradeNo()).isEqualTo("order-1");
		assertRefused(() -> associate(stockId, code, "order-2", "a-2"), "RESOURCE_ALREADY_EXISTS");
		assertRefused(() -> disassociate(stockId, code, "order-2", "d-1"), "INVALID_REQUEST");
		disassociate(stockId, code, "order-1", "d-2");
		assertThat(get(code).associateOutTradeNo()).isNull();
		assertThat(use(stockId, code, "u-1")).isEqualTo(CouponApplication.OPENID);
		assertThat(use(stockId, code, "u-1")).isEqualTo(CouponApplication.OPENID);
		assertRefused(() -> use(stockId, code, "u-2"), "RESOURCE_ALREADY_EXISTS");
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.couponState()).isEqualTo(BusifavorCouponState.USED);
			assertThat(coupon.useRequestNo()).isEqualTo("u-1");
		});
		returnCoupon(stockId, code, "r-1");
		assertRefused(() -> returnCoupon(stockId, code, "r-2"), "INVALID_REQUEST");
		assertThat(get(code).returnRequestNo()).isEqualTo("r-1");
		deactivate(stockId, code);
		assertThat(get(code)).satisfies((coupon) -> {
			assertThat(coupon.couponState()).isEqualTo(BusifavorCouponState.DEACTIVATED);
			assertThat(coupon.deactivateReason()).isEqualTo("用户申请");
		});
		assertRefused(() -> use(stockId, code, "u-3"), "INVALID_REQUEST");
		String other = send(stockId, "2", null);
		this.wechatPay.stockState(stockId, StockState.PAUSED);
		assertRefused(() -> send(stockId, "3", null), "INVALID_REQUEST");
		assertThat(this.stocks.get(stockId).sendCountInformation().totalSendNum()).isEqualTo(2);
		this.wechatPay.advance(Duration.ofDays(60));
		assertThat(get(other).couponState()).isEqualTo(BusifavorCouponState.EXPIRED);
		assertRefused(() -> use(stockId, other, "u-4"), "RULELIMIT");
	}

	@Test
	void takesCodesOfTheMerchant() {
		String stockId = create(BusifavorCodeMode.MERCHANT_API);
		assertRefused(() -> send(stockId, "1", null), "PARAM_ERROR");
		assertThat(send(stockId, "1", "code-1")).isEqualTo("code-1");
		assertRefused(() -> send(stockId, "2", "code-1"), "RESOURCE_ALREADY_EXISTS");
		assertRefused(() -> this.coupons.use(useRequest("code-1", "u-1").build()), "PARAM_ERROR");
		assertThat(use(stockId, "code-1", "u-1")).isEqualTo(CouponApplication.OPENID);
	}

	@Test
	void takesCodesFromThePool() {
		String stockId = create(BusifavorCodeMode.MERCHANT_UPLOAD);
		assertRefused(() -> send(stockId, "1", null), "NOT_ENOUGH");
		List<String> codes = IntStream.range(0, 450).mapToObj((i) -> "code-" + i).toList();
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.on(Operation.BUSIFAVOR_CODE_UPLOAD));
		Map<String, CodeUploadOutcome> outcomes = this.codes.uploadAll(stockId, codes, "upload");
		assertThat(outcomes).hasSize(450).allSatisfy((code, outcome) -> assertThat(outcome.isUploaded()).isTrue());
		assertThat(this.codes.uploadAll(stockId, List.of("code-0", "new"), "again").get("new").isUploaded()).isTrue();
		String code = send(stockId, "1", null);
		assertThat(code).matches("code-\\d+|new");
		assertThat(this.stocks.get(stockId).couponCodeCount()).satisfies((count) -> {
			assertThat(count.totalCount()).isEqualTo(451);
			assertThat(count.availableCount()).isEqualTo(450);
		});
		assertThat(this.codes.get(GetBusifavorCodeRequest.builder().stockId(stockId).couponCode(code).build()))
			.satisfies((details) -> {
				assertThat(details.codeInformation().codeStatus()).isEqualTo(BusifavorCodeStatus.DISPATCHED);
				assertThat(details.couponInformation().couponCode()).isEqualTo(code);
			});
		assertRefused(() -> delete(stockId, code, "x-1"), "INVALID_REQUEST");
		String free = codes.stream().filter((each) -> !each.equals(code)).findFirst().orElseThrow();
		delete(stockId, free, "x-2");
		assertThat(this.codes.list(stockId).totalCount()).isEqualTo(450);
	}

	@Test
	void modifiesAStock() {
		String stockId = create(BusifavorCodeMode.WECHATPAY_MODE);
		this.stocks.modify(
				ModifyBusifavorStockRequest.builder().stockId(stockId).outRequestNo("m-1").goodsName("仅限饮料").build());
		assertThat(this.stocks.get(stockId).goodsName()).isEqualTo("仅限饮料");
		ModifyBusifavorStockBudgetRequest.Builder budget = ModifyBusifavorStockBudgetRequest.builder()
			.stockId(stockId)
			.targetMaxCoupons(200L)
			.modifyBudgetRequestNo("b-1");
		assertRefused(() -> this.stocks.modifyBudget(budget.currentMaxCoupons(99L).build()), "INVALID_REQUEST");
		assertThat(this.stocks.modifyBudget(budget.currentMaxCoupons(100L).build()).maxCoupons()).isEqualTo(200);
		assertThat(this.stocks.get(stockId).stockSendRule().maxCoupons()).isEqualTo(200);
	}

	@Test
	void leavesAStockOfAnotherMerchantToItsOwner() {
		this.wechatPay.addStock(Stock.busifavor("1").creator("1900000110"));
		assertRefused(() -> this.stocks.get("1"), "NOAUTH");
		assertRefused(() -> send("1", "1", null), "REQUEST_BLOCKED");
		assertRefused(() -> this.stocks.get("2"), "RESOURCE_NOT_EXISTS");
		this.wechatPay.addStock(Stock.favor("3"));
		assertRefused(() -> send("3", "1", null), "PARAM_ERROR");
	}

	@Test
	void refusesACouponOfAnotherUser() {
		String stockId = create(BusifavorCodeMode.WECHATPAY_MODE);
		String code = send(stockId, "1", null);
		assertRefused(() -> this.coupons.use(useRequest(code, "u-1").stockId(stockId).openid("another user").build()),
				"USER_NOT_EXISTS");
		assertRefused(
				() -> this.coupons
					.get(GetBusifavorCouponRequest.builder().openid("another user").couponCode(code).build()),
				"RESOURCE_NOT_EXISTS");
	}

	@Test
	void paysAndReturnsASubsidy() {
		String stockId = create(BusifavorCodeMode.WECHATPAY_MODE);
		String code = send(stockId, "1", null);
		PayBusifavorSubsidyRequest.Builder subsidy = PayBusifavorSubsidyRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.transactionId("4200000914202101195554393855")
			.payerMerchant(CouponApplication.MERCHANT_ID)
			.payeeMerchant("1900000110")
			.amount(300)
			.description("补差")
			.outSubsidyNo("s-1");
		assertRefused(() -> this.subsidies.pay(subsidy.build()), "INVALID_REQUEST");
		use(stockId, code, "u-1");
		assertRefused(() -> this.subsidies.pay(subsidy.amount(501).build()), "PARAM_ERROR");
		String receipt = this.subsidies.pay(subsidy.amount(300).build()).subsidyReceiptId();
		assertThat(this.subsidies.get(receipt).status()).isEqualTo(BusifavorSubsidyStatus.PAY_RECEIPT_SUCCESS);
		assertThat(
				this.subsidies.list(ListBusifavorSubsidiesRequest.builder().stockId(stockId).couponCode(code).build())
					.payReceiptList())
			.hasSize(1);
		ReturnBusifavorSubsidyRequest.Builder back = ReturnBusifavorSubsidyRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.transactionId("4200000914202101195554393855")
			.refundId("50100007512021011952")
			.payerMerchant(CouponApplication.MERCHANT_ID)
			.payeeMerchant("1900000110")
			.description("退款")
			.outSubsidyReturnNo("t-1");
		assertRefused(() -> this.subsidies.returnSubsidy(back.amount(301).build()), "PARAM_ERROR");
		String returned = this.subsidies.returnSubsidy(back.amount(100).build()).subsidyReturnReceiptId();
		assertThat(this.subsidies.getReturn(returned).status())
			.isEqualTo(BusifavorSubsidyReturnStatus.RETURN_RECEIPT_SUCCESS);
		assertThat(this.subsidies.get(receipt).status()).isEqualTo(BusifavorSubsidyStatus.PAY_RECEIPT_PARTIAL_RETURN);
	}

	@Test
	void knowsAStockMadeForATestAsOneThatACallMade() {
		this.wechatPay.addStock(Stock.busifavor("1212").name("测试").value(300).budget(1));
		String code = send("1212", "1", null);
		assertRefused(() -> send("1212", "2", null), "NOT_ENOUGH");
		this.stocks.modify(ModifyBusifavorStockRequest.builder()
			.stockId("1212")
			.outRequestNo("m-1")
			.couponUseRule(ModifyBusifavorStockRequest.CouponUseRule.builder()
				.useMethod(BusifavorUseMethod.PAYMENT_CODE)
				.build())
			.build());
		assertThat(this.stocks.get("1212")).satisfies((stock) -> {
			assertThat(stock.stockSendRule().maxCoupons()).isEqualTo(1);
			assertThat(stock.couponUseRule().useMethod()).isEqualTo(BusifavorUseMethod.PAYMENT_CODE);
			assertThat(stock.couponUseRule().fixedNormalCoupon().discountAmount()).isEqualTo(300);
		});
		assertThat(use("1212", code, "u-1")).isEqualTo(CouponApplication.OPENID);
	}

	private String create(BusifavorCodeMode mode) {
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.ofHours(8));
		return this.stocks
			.create(StockRequests.busifavor(now.minusHours(1), now.plusDays(30)).couponCodeMode(mode).build())
			.stockId();
	}

	private String send(String stockId, String outRequestNo, String code) {
		return this.coupons
			.send(SendBusifavorCouponRequest.builder()
				.openid(CouponApplication.OPENID)
				.stockId(stockId)
				.outRequestNo(outRequestNo)
				.couponCode(code)
				.build())
			.couponCode();
	}

	private BusifavorCoupon get(String code) {
		return this.coupons
			.get(GetBusifavorCouponRequest.builder().openid(CouponApplication.OPENID).couponCode(code).build());
	}

	private String use(String stockId, String code, String number) {
		return this.coupons.use(useRequest(code, number).stockId(stockId).build()).openid();
	}

	private static UseBusifavorCouponRequest.Builder useRequest(String code, String number) {
		return UseBusifavorCouponRequest.builder()
			.couponCode(code)
			.useTime(OffsetDateTime.parse("2027-01-01T12:00:00+08:00"))
			.useRequestNo(number);
	}

	private void associate(String stockId, String code, String order, String number) {
		this.coupons.associate(AssociateBusifavorCouponRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.outTradeNo(order)
			.outRequestNo(number)
			.build());
	}

	private void disassociate(String stockId, String code, String order, String number) {
		this.coupons.disassociate(DisassociateBusifavorCouponRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.outTradeNo(order)
			.outRequestNo(number)
			.build());
	}

	private void returnCoupon(String stockId, String code, String number) {
		this.coupons.returnCoupon(ReturnBusifavorCouponRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.returnRequestNo(number)
			.build());
	}

	private void deactivate(String stockId, String code) {
		this.coupons.deactivate(DeactivateBusifavorCouponRequest.builder()
			.stockId(stockId)
			.couponCode(code)
			.deactivateRequestNo("v-1")
			.deactivateReason("用户申请")
			.build());
	}

	private void delete(String stockId, String code, String number) {
		this.codes.delete(
				DeleteBusifavorCodeRequest.builder().stockId(stockId).couponCode(code).deleteRequestNo(number).build());
	}

}
