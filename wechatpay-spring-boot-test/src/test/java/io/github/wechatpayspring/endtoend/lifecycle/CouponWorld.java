package io.github.wechatpayspring.endtoend.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.wechatpayspring.bill.Bill;
import io.github.wechatpayspring.busifavor.AssociateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.BusifavorCouponService;
import io.github.wechatpayspring.busifavor.DeactivateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.DisassociateBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.GetBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.ReturnBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.SendBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.UseBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.code.BusifavorCodeService;
import io.github.wechatpayspring.busifavor.code.DeleteBusifavorCodeRequest;
import io.github.wechatpayspring.busifavor.code.GetBusifavorCodeRequest;
import io.github.wechatpayspring.busifavor.code.UploadBusifavorCodesRequest;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockService;
import io.github.wechatpayspring.busifavor.stock.ModifyBusifavorStockBudgetRequest;
import io.github.wechatpayspring.busifavor.stock.ModifyBusifavorStockRequest;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidy;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidyService;
import io.github.wechatpayspring.busifavor.subsidy.ListBusifavorSubsidiesRequest;
import io.github.wechatpayspring.busifavor.subsidy.PayBusifavorSubsidyRequest;
import io.github.wechatpayspring.busifavor.subsidy.ReturnBusifavorSubsidyRequest;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.GetFavorCouponRequest;
import io.github.wechatpayspring.favor.bill.FavorBillService;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.media.MarketingImageService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.SetBusifavorCallbackRequest;
import io.github.wechatpayspring.notification.SetFavorCallbackRequest;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.BeanFactory;

/**
 * A world in which every call can be made, and what each of them changes in it.
 */
final class CouponWorld {

	private static final String FAVOR = "9865010";

	private static final String MULTIUSE = "9865011";

	private static final String BUSIFAVOR = "9865012";

	private static final String UPLOADED = "9865013";

	private static final String TRANSACTION = "4200000914202101195554393855";

	private static final OffsetDateTime TIME = OffsetDateTime.now(ZoneOffset.ofHours(8)).plusHours(1);

	private final Map<Operation, Step> steps = new EnumMap<>(Operation.class);

	private final WechatPaySimulator wechatPay;

	private final BeanFactory application;

	// what the preparation made
	private String made = "";

	CouponWorld(WechatPaySimulator wechatPay, BeanFactory application) {
		this.wechatPay = wechatPay;
		this.application = application;
		favor();
		busifavor();
		bills();
		others();
	}

	private void favor() {
		FavorCouponService coupons = get(FavorCouponService.class);
		FavorStockService stocks = get(FavorStockService.class);
		add(Operation.FAVOR_SEND, () -> coupons.send(CouponApplication.favor("1").stockId(FAVOR).build()));
		add(Operation.FAVOR_LIST, this::holdCashCoupon,
				() -> coupons.list(CouponApplication.list().build()).data().get(0));
		add(Operation.FAVOR_COUPON_GET, this::holdCashCoupon, () -> coupons
			.get(GetFavorCouponRequest.builder().openid(CouponApplication.OPENID).couponId(this.made).build()));
		add(Operation.FAVOR_STOCK_CREATE, () -> stocks.create(StockRequests.favor(TIME, TIME.plusDays(30)).build()));
		add(Operation.FAVOR_STOCK_LIST, stocks::list);
		add(Operation.FAVOR_STOCK_GET, () -> stocks.get(FAVOR));
		add(Operation.FAVOR_STOCK_START, () -> this.wechatPay.stockState(FAVOR, StockState.UNACTIVATED),
				() -> stocks.start(FAVOR));
		add(Operation.FAVOR_STOCK_PAUSE, () -> stocks.pause(FAVOR));
		add(Operation.FAVOR_STOCK_RESTART, () -> this.wechatPay.stockState(FAVOR, StockState.PAUSED),
				() -> stocks.restart(FAVOR));
		add(Operation.FAVOR_STOCK_STOP, () -> this.wechatPay.stockState(FAVOR, StockState.UNACTIVATED),
				() -> stocks.stop(FAVOR));
		add(Operation.FAVOR_STOCK_MERCHANTS, () -> stocks.listMerchants(FAVOR));
		add(Operation.FAVOR_STOCK_GOODS, () -> stocks.listGoods(FAVOR));
		add(Operation.MULTIUSE_SEND,
				() -> get(MultiuseService.class).send(CouponApplication.multiuse("1").stockId(MULTIUSE).build()));
	}

	private void holdCashCoupon() {
		this.made = get(FavorCouponService.class).send(CouponApplication.favor("0").stockId(FAVOR).build()).couponId();
	}

	private void busifavor() {
		BusifavorCouponService coupons = get(BusifavorCouponService.class);
		BusifavorStockService stocks = get(BusifavorStockService.class);
		add(Operation.CONSUMER_CARD_SEND,
				() -> get(ConsumerCardService.class).send(CouponApplication.card("1").build()));
		add(Operation.PRODUCT_COUPON_SEND,
				() -> get(ProductCouponService.class).send(CouponApplication.product("1").build()));
		add(Operation.BUSIFAVOR_SEND, () -> send("1"));
		add(Operation.BUSIFAVOR_LIST, this::hold, () -> coupons.list(CouponApplication.OPENID).data().get(0));
		add(Operation.BUSIFAVOR_GET, this::hold, this::coupon);
		add(Operation.BUSIFAVOR_USE, this::hold, this::use);
		add(Operation.BUSIFAVOR_ASSOCIATE, this::hold, this::associate, (world) -> coupon().associateOutTradeNo());
		add(Operation.BUSIFAVOR_DISASSOCIATE, () -> {
			hold();
			associate();
		}, () -> coupons.disassociate(DisassociateBusifavorCouponRequest.builder()
			.stockId(BUSIFAVOR)
			.couponCode(this.made)
			.outTradeNo("order")
			.outRequestNo("1")
			.build()), (world) -> coupon().associateOutTradeNo());
		add(Operation.BUSIFAVOR_RETURN, this::holdUsed,
				() -> coupons.returnCoupon(ReturnBusifavorCouponRequest.builder()
					.stockId(BUSIFAVOR)
					.couponCode(this.made)
					.returnRequestNo("1")
					.build()));
		add(Operation.BUSIFAVOR_DEACTIVATE, this::hold,
				() -> coupons.deactivate(DeactivateBusifavorCouponRequest.builder()
					.stockId(BUSIFAVOR)
					.couponCode(this.made)
					.deactivateRequestNo("1")
					.build()));
		add(Operation.BUSIFAVOR_STOCK_CREATE,
				() -> stocks.create(StockRequests.busifavor(TIME, TIME.plusDays(30)).build()));
		add(Operation.BUSIFAVOR_STOCK_GET, () -> stocks.get(BUSIFAVOR));
		add(Operation.BUSIFAVOR_STOCK_MODIFY, () -> {
		}, () -> stocks.modify(
				ModifyBusifavorStockRequest.builder().stockId(BUSIFAVOR).outRequestNo("1").goodsName("仅限饮料").build()),
				(world) -> stocks.get(BUSIFAVOR).goodsName());
		add(Operation.BUSIFAVOR_STOCK_MODIFY_BUDGET,
				() -> stocks.modifyBudget(ModifyBusifavorStockBudgetRequest.builder()
					.stockId(BUSIFAVOR)
					.targetMaxCoupons(200L)
					.currentMaxCoupons(100L)
					.modifyBudgetRequestNo("1")
					.build()));
		codes();
		subsidies();
	}

	private String send(String number) {
		return get(BusifavorCouponService.class)
			.send(SendBusifavorCouponRequest.builder()
				.openid(CouponApplication.OPENID)
				.stockId(BUSIFAVOR)
				.outRequestNo(number)
				.build())
			.couponCode();
	}

	private void hold() {
		this.made = send("0");
	}

	private io.github.wechatpayspring.busifavor.BusifavorCoupon coupon() {
		return get(BusifavorCouponService.class)
			.get(GetBusifavorCouponRequest.builder().openid(CouponApplication.OPENID).couponCode(this.made).build());
	}

	private void use() {
		get(BusifavorCouponService.class).use(UseBusifavorCouponRequest.builder()
			.stockId(BUSIFAVOR)
			.couponCode(this.made)
			.useTime(TIME)
			.useRequestNo("1")
			.build());
	}

	private void holdUsed() {
		hold();
		use();
	}

	private void associate() {
		get(BusifavorCouponService.class).associate(AssociateBusifavorCouponRequest.builder()
			.stockId(BUSIFAVOR)
			.couponCode(this.made)
			.outTradeNo("order")
			.outRequestNo("0")
			.build());
	}

	private void codes() {
		BusifavorCodeService codes = get(BusifavorCodeService.class);
		Function<CouponWorld, Object> count = (world) -> codes.list(UPLOADED).totalCount();
		add(Operation.BUSIFAVOR_CODE_UPLOAD, () -> {
		}, () -> upload("1", "code-1"), count);
		add(Operation.BUSIFAVOR_CODE_LIST, () -> upload("0", "code-0"), () -> codes.list(UPLOADED).data().get(0));
		add(Operation.BUSIFAVOR_CODE_GET, () -> upload("0", "code-0"),
				() -> codes.get(GetBusifavorCodeRequest.builder().stockId(UPLOADED).couponCode("code-0").build()));
		add(Operation.BUSIFAVOR_CODE_DELETE, () -> upload("0", "code-0"),
				() -> codes.delete(DeleteBusifavorCodeRequest.builder()
					.stockId(UPLOADED)
					.couponCode("code-0")
					.deleteRequestNo("1")
					.build()),
				count);
	}

	private void upload(String number, String code) {
		get(BusifavorCodeService.class).upload(UploadBusifavorCodesRequest.builder()
			.stockId(UPLOADED)
			.couponCodeList(List.of(code))
			.uploadRequestNo(number)
			.build());
	}

	private void subsidies() {
		BusifavorSubsidyService subsidies = get(BusifavorSubsidyService.class);
		Function<CouponWorld, Object> all = (
				world) -> subsidyList().stream().map((subsidy) -> subsidy.status().value()).toList();
		add(Operation.BUSIFAVOR_SUBSIDY_PAY, this::holdUsed, this::pay, all);
		add(Operation.BUSIFAVOR_SUBSIDY_LIST, this::holdSubsidised, this::subsidyList);
		add(Operation.BUSIFAVOR_SUBSIDY_GET, this::holdSubsidised, () -> {
			String receipt = subsidyList().get(0).subsidyReceiptId();
			subsidies.get(receipt);
		});
		add(Operation.BUSIFAVOR_SUBSIDY_RETURN, this::holdSubsidised, this::returnSubsidy, all);
		add(Operation.BUSIFAVOR_SUBSIDY_RETURN_GET, () -> {
			holdSubsidised();
			this.made = returnSubsidy();
		}, () -> subsidies.getReturn(this.made));
	}

	private void holdSubsidised() {
		holdUsed();
		pay();
	}

	private void pay() {
		get(BusifavorSubsidyService.class).pay(PayBusifavorSubsidyRequest.builder()
			.stockId(BUSIFAVOR)
			.couponCode(this.made)
			.transactionId(TRANSACTION)
			.payerMerchant(CouponApplication.MERCHANT_ID)
			.payeeMerchant("1900000110")
			.amount(100)
			.description("补差")
			.outSubsidyNo("1")
			.build());
	}

	private String returnSubsidy() {
		return get(BusifavorSubsidyService.class)
			.returnSubsidy(ReturnBusifavorSubsidyRequest.builder()
				.stockId(BUSIFAVOR)
				.couponCode(this.made)
				.transactionId(TRANSACTION)
				.refundId("50100007512021011952")
				.payerMerchant(CouponApplication.MERCHANT_ID)
				.payeeMerchant("1900000110")
				.amount(40)
				.description("退款")
				.outSubsidyReturnNo("1")
				.build())
			.subsidyReturnReceiptId();
	}

	private List<BusifavorSubsidy> subsidyList() {
		return get(BusifavorSubsidyService.class)
			.list(ListBusifavorSubsidiesRequest.builder().stockId(BUSIFAVOR).couponCode(this.made).build())
			.payReceiptList();
	}

	private void bills() {
		FavorBillService favor = get(FavorBillService.class);
		MultiuseBillService multiuse = get(MultiuseBillService.class);
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8));
		add(Operation.FAVOR_USE_FLOW, this::refundCashCoupon, () -> read(favor.downloadUseFlow(FAVOR)));
		add(Operation.FAVOR_REFUND_FLOW, this::refundCashCoupon, () -> read(favor.downloadRefundFlow(FAVOR)));
		add(Operation.FAVOR_USE_FLOW_BY_DAY, this::refundCashCoupon, () -> read(favor.downloadUseFlow(FAVOR, today)));
		add(Operation.FAVOR_REFUND_FLOW_BY_DAY, this::refundCashCoupon,
				() -> read(favor.downloadRefundFlow(FAVOR, today)));
		add(Operation.BILL_DOWNLOAD, this::refundCashCoupon, () -> read(favor.downloadUseFlow(FAVOR)));
		add(Operation.MULTIUSE_SEND_FLOW, this::refundCredit, () -> read(multiuse.downloadSendFlow(MULTIUSE)));
		add(Operation.MULTIUSE_USE_FLOW, this::refundCredit, () -> read(multiuse.downloadUseFlow(MULTIUSE)));
		add(Operation.MULTIUSE_REFUND_FLOW, this::refundCredit, () -> read(multiuse.downloadRefundFlow(MULTIUSE)));
	}

	private void refundCashCoupon() {
		holdCashCoupon();
		this.wechatPay.redeem(this.made);
		this.wechatPay.refund(this.made);
		this.wechatPay.advance(Duration.ofDays(2));
	}

	private void refundCredit() {
		this.made = get(MultiuseService.class).send(CouponApplication.multiuse("0").stockId(MULTIUSE).build())
			.couponId();
		this.wechatPay.redeem(this.made, 100);
		this.wechatPay.refund(this.made);
	}

	private static void read(Bill bill) {
		try (bill) {
			if (bill.size() == 0) {
				throw new IllegalStateException("The bill is empty");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void others() {
		FavorCallbackService favor = get(FavorCallbackService.class);
		BusifavorCallbackService busifavor = get(BusifavorCallbackService.class);
		String url = "https://shop.example.com/wechatpay";
		add(Operation.FAVOR_CALLBACK_SET,
				() -> favor.setCallback(SetFavorCallbackRequest.builder().notifyUrl(url).build()));
		add(Operation.FAVOR_CALLBACK_QUERY,
				() -> favor.setCallback(SetFavorCallbackRequest.builder().notifyUrl(url).build()),
				favor::queryCallback);
		add(Operation.BUSIFAVOR_CALLBACK_SET, () -> busifavor.setCallback(new SetBusifavorCallbackRequest(url, null)));
		add(Operation.BUSIFAVOR_CALLBACK_QUERY, () -> busifavor.setCallback(new SetBusifavorCallbackRequest(url, null)),
				busifavor::queryCallback);
		add(Operation.IMAGE_UPLOAD, () -> get(MarketingImageService.class).upload("a.png", new byte[] { 1, 2, 3 }));
	}

	private <T> T get(Class<T> type) {
		return this.application.getBean(type);
	}

	private void add(Operation operation, Runnable call) {
		add(operation, () -> {
		}, call);
	}

	private void add(Operation operation, Runnable preparation, Runnable call) {
		add(operation, preparation, call, (world) -> "");
	}

	private void add(Operation operation, Runnable preparation, Runnable call, Function<CouponWorld, Object> probe) {
		this.steps.put(operation, new Step(preparation, call, probe));
	}

	/**
	 * Return the calls that can be made.
	 * @return the calls
	 */
	Map<Operation, Step> steps() {
		return this.steps;
	}

	/**
	 * Begin anew, with what a call needs.
	 * @param operation the call
	 */
	void prepare(Operation operation) {
		this.wechatPay.reset();
		List.of(Stock.favor(FAVOR).value(500), Stock.multiuse(MULTIUSE).value(8800),
				Stock.busifavor(BUSIFAVOR).value(500).budget(100),
				Stock.busifavor(UPLOADED).couponCodeMode(CouponCodeMode.MERCHANT_UPLOAD),
				Stock.productCoupon(CouponApplication.PRODUCT_STOCK), Stock.consumerCard(CouponApplication.CARD))
			.forEach(this.wechatPay::addStock);
		step(operation).preparation().run();
	}

	void call(Operation operation) {
		step(operation).call().run();
	}

	/**
	 * Return what there is, without what differs each time.
	 * @param operation the call that may have changed it
	 * @return the state of everything
	 */
	List<String> state(Operation operation) {
		List<String> state = new ArrayList<>();
		this.wechatPay.stocks().forEach((level) -> {
			Stock stock = level.stock();
			state.add(String.join(" ", stock.type().name(), stock.name().replaceAll("\\d{7,}", "id"),
					stock.state().name(), stock.budget().toString(), String.valueOf(level.issued())));
		});
		this.wechatPay.issuedCoupons()
			.forEach((coupon) -> state.add(String.join(" ", coupon.stock().type().name(), coupon.outRequestNo(),
					coupon.status().name(), String.valueOf(coupon.balance()))));
		state.add(String.valueOf(step(operation).probe().apply(this)));
		return state;
	}

	private Step step(Operation operation) {
		Step step = this.steps.get(operation);
		if (step == null) {
			throw new IllegalArgumentException("Nothing makes the call " + operation);
		}
		return step;
	}

	/**
	 * A call and what it needs.
	 *
	 * @param preparation makes what the call is about
	 * @param call makes the call
	 * @param probe looks at what the simulator does not tell
	 */
	record Step(Runnable preparation, Runnable call, Function<CouponWorld, Object> probe) {
	}

}
