package io.github.wechatpayspring.simulator.endpoints;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.callbacks.Notifier;
import io.github.wechatpayspring.simulator.callbacks.NotifyUrls;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.ApiV3Encryption;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import io.github.wechatpayspring.simulator.ledger.Ledger;
import io.github.wechatpayspring.simulator.ledger.RequestNumbers;

/**
 * Carries out calls, each as a whole or not at all, and none twice that has the same
 * number. What a call requires of its parameters is described; what it does is a method
 * of a class beside this one and a line here.
 */
public final class Endpoints {

	private final Ledger ledger;

	private final RequestNumbers<Result> numbers = new RequestNumbers<>();

	private final BillEndpoints bills;

	private final BusifavorSubsidyEndpoints subsidies;

	private final Map<Operation, Handler> handlers = new EnumMap<>(Operation.class);

	/**
	 * Create the calls.
	 * @param settings what the simulator is like
	 * @param ledger the coupons
	 * @param suite what everything is signed and encrypted with
	 * @param keys the keys of WeChat Pay
	 * @param certificates the certificates of the merchant
	 * @param encryption what encrypts for the merchant
	 * @param urls where notifications go
	 * @param notifier sends notifications
	 * @param baseUrl where the simulator is
	 */
	public Endpoints(SimulatorSettings settings, Ledger ledger, CipherSuite suite, PlatformKeyRing keys,
			MerchantCertificates certificates, ApiV3Encryption encryption, NotifyUrls urls, Notifier notifier,
			Supplier<String> baseUrl) {
		this.ledger = ledger;
		Counter counter = new Counter(settings, ledger);
		this.bills = new BillEndpoints(counter, baseUrl);
		this.subsidies = new BusifavorSubsidyEndpoints(counter);
		addFavor(counter);
		addBusifavor(counter, notifier);
		addBills();
		NotifyUrlEndpoints notifyUrls = new NotifyUrlEndpoints(settings.merchantId(), urls, settings.clock());
		add(Operation.FAVOR_CALLBACK_SET, notifyUrls::setForCashCoupons);
		add(Operation.FAVOR_CALLBACK_QUERY, notifyUrls::queryForCashCoupons);
		add(Operation.BUSIFAVOR_CALLBACK_SET, notifyUrls::setForMerchantCoupons);
		add(Operation.BUSIFAVOR_CALLBACK_QUERY, notifyUrls::queryForMerchantCoupons);
		add(Operation.IMAGE_UPLOAD, new MarketingImageEndpoint());
		add(Operation.CERTIFICATE_DOWNLOAD, new DownloadCertificatesEndpoint(keys, suite, encryption));
		add(Operation.SECURITY_ECHO, new SecurityEchoEndpoint(suite, certificates));
	}

	private void addFavor(Counter counter) {
		FavorCouponEndpoints coupons = new FavorCouponEndpoints(counter);
		add(Operation.FAVOR_SEND, coupons::send);
		add(Operation.FAVOR_LIST, coupons::list);
		add(Operation.FAVOR_COUPON_GET, coupons::get);
		add(Operation.MULTIUSE_SEND, coupons::sendMultiuse);
		FavorStockEndpoints stocks = new FavorStockEndpoints(counter);
		add(Operation.FAVOR_STOCK_CREATE, stocks::create);
		add(Operation.FAVOR_STOCK_LIST, stocks::list);
		add(Operation.FAVOR_STOCK_GET, stocks::get);
		add(Operation.FAVOR_STOCK_START, stocks::start);
		add(Operation.FAVOR_STOCK_PAUSE, stocks::pause);
		add(Operation.FAVOR_STOCK_RESTART, stocks::restart);
		add(Operation.FAVOR_STOCK_STOP, stocks::stop);
		add(Operation.FAVOR_STOCK_MERCHANTS, stocks::merchants);
		add(Operation.FAVOR_STOCK_GOODS, stocks::goods);
	}

	private void addBusifavor(Counter counter, Notifier notifier) {
		BusifavorStockEndpoints stocks = new BusifavorStockEndpoints(counter);
		add(Operation.BUSIFAVOR_STOCK_CREATE, stocks::create);
		add(Operation.BUSIFAVOR_STOCK_GET, stocks::get);
		add(Operation.BUSIFAVOR_STOCK_MODIFY_BUDGET, stocks::modifyBudget);
		this.handlers.put(Operation.BUSIFAVOR_STOCK_MODIFY, (parameters) -> {
			stocks.modify(parameters);
			return Result.noContent();
		});
		BusifavorCouponEndpoints coupons = new BusifavorCouponEndpoints(counter, stocks, notifier);
		add(Operation.BUSIFAVOR_SEND, coupons::send);
		add(Operation.PRODUCT_COUPON_SEND, coupons::sendProductCoupon);
		add(Operation.CONSUMER_CARD_SEND, coupons::sendConsumerCard);
		add(Operation.BUSIFAVOR_LIST, coupons::list);
		add(Operation.BUSIFAVOR_GET, coupons::get);
		add(Operation.BUSIFAVOR_USE, coupons::use);
		add(Operation.BUSIFAVOR_ASSOCIATE, coupons::associate);
		add(Operation.BUSIFAVOR_DISASSOCIATE, coupons::disassociate);
		add(Operation.BUSIFAVOR_RETURN, coupons::returnCoupon);
		add(Operation.BUSIFAVOR_DEACTIVATE, coupons::deactivate);
		BusifavorCodeEndpoints codes = new BusifavorCodeEndpoints(counter, coupons);
		add(Operation.BUSIFAVOR_CODE_UPLOAD, codes::upload);
		add(Operation.BUSIFAVOR_CODE_LIST, codes::list);
		add(Operation.BUSIFAVOR_CODE_GET, codes::get);
		add(Operation.BUSIFAVOR_CODE_DELETE, codes::delete);
		add(Operation.BUSIFAVOR_SUBSIDY_PAY, this.subsidies::pay);
		add(Operation.BUSIFAVOR_SUBSIDY_LIST, this.subsidies::list);
		add(Operation.BUSIFAVOR_SUBSIDY_GET, this.subsidies::get);
		add(Operation.BUSIFAVOR_SUBSIDY_RETURN, this.subsidies::returnSubsidy);
		add(Operation.BUSIFAVOR_SUBSIDY_RETURN_GET, this.subsidies::getReturn);
	}

	private void addBills() {
		add(Operation.FAVOR_USE_FLOW, this.bills::useFlow);
		add(Operation.FAVOR_REFUND_FLOW, this.bills::refundFlow);
		add(Operation.FAVOR_USE_FLOW_BY_DAY, this.bills::useFlowByDay);
		add(Operation.FAVOR_REFUND_FLOW_BY_DAY, this.bills::refundFlowByDay);
		add(Operation.MULTIUSE_SEND_FLOW, this.bills::multiuseSendFlow);
		add(Operation.MULTIUSE_USE_FLOW, this.bills::multiuseUseFlow);
		add(Operation.MULTIUSE_REFUND_FLOW, this.bills::multiuseRefundFlow);
		this.handlers.put(Operation.BILL_DOWNLOAD, this.bills::download);
	}

	private void add(Operation operation, Endpoint endpoint) {
		this.handlers.put(operation, (parameters) -> Result.json(endpoint.handle(parameters)));
	}

	/**
	 * Carry out a call.
	 * @param parameters its parameters
	 * @return the response
	 * @throws ApiError if it is refused
	 */
	public Result handle(Parameters parameters) {
		Operation operation = parameters.call().operation();
		Handler handler = this.handlers.get(operation);
		if (handler == null) {
			throw ApiError.of(501, "NOT_IMPLEMENTED",
					"The simulator does not carry out %s %s".formatted(operation.method(), operation.pathTemplate()));
		}
		return this.ledger.atomically(() -> {
			List<Object> number = parameters.number();
			if (number.isEmpty()) {
				return handler.handle(parameters);
			}
			Result result = this.numbers.once(number, parameters.same(), () -> handler.handle(parameters));
			if (result == null) {
				throw usedBefore(operation);
			}
			return result;
		});
	}

	private static ApiError usedBefore(Operation operation) {
		return (operation == Operation.BUSIFAVOR_STOCK_CREATE) ? ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "批次已存在")
				: ApiError.invalidRequest("请求重入时，参数与首次请求时不一致").numbered(268498688);
	}

	/**
	 * Forget numbers, bills and subsidies.
	 */
	public void reset() {
		this.ledger.atomically(() -> {
			this.numbers.reset();
			this.bills.reset();
			this.subsidies.reset();
			return this;
		});
	}

	/**
	 * One call's way from parameters to whatever it responds.
	 */
	@FunctionalInterface
	private interface Handler {

		Result handle(Parameters parameters);

	}

}
