package io.github.wechatpayspring.simulator.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.simulator.Callbacks;
import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.FaultPlan;
import io.github.wechatpayspring.simulator.InjectedFault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.MerchantStanding;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockLevel;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.callbacks.CallbackQueue;
import io.github.wechatpayspring.simulator.callbacks.Notifier;
import io.github.wechatpayspring.simulator.callbacks.NotifyUrls;
import io.github.wechatpayspring.simulator.calls.Calls;
import io.github.wechatpayspring.simulator.crypto.ApiV3Encryption;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.IssuedCertificate;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.endpoints.Endpoints;
import io.github.wechatpayspring.simulator.ledger.Ledger;
import io.github.wechatpayspring.simulator.ledger.Redemption;
import org.jspecify.annotations.Nullable;

/**
 * The simulator: puts together what it is made of.
 */
class LoopbackSimulator implements WechatPaySimulator {

	private final SimulatorSettings settings;

	private final String apiV3Key = RandomText.alphanumeric(32);

	private final Journal journal = new Journal();

	private final InjectedFaults faults = new InjectedFaults();

	private final FaultEffects faultEffects = new FaultEffects();

	private final MerchantCertificates merchantCertificates;

	private final PlatformKeyRing platformKeys;

	private final Ledger ledger;

	private final Endpoints endpoints;

	private final CallbackQueue callbacks;

	private final NotifyUrls notifyUrls;

	private final Notifier notifier;

	private final RequestAuthenticator authenticator;

	private final LoopbackServer server;

	LoopbackSimulator(SimulatorSettings settings, CipherSuite suite) {
		String merchantId = settings.merchantId();
		this.settings = settings;
		// most of the start is the search for primes
		CompletableFuture<PlatformKeyRing> platformKeys = CompletableFuture
			.supplyAsync(() -> new PlatformKeyRing(suite, settings.platformKeys(), settings.clock().instant()));
		CompletableFuture<Calls> calls = CompletableFuture.supplyAsync(Calls::described);
		this.merchantCertificates = new MerchantCertificates(suite, merchantId, settings.clock().instant());
		this.platformKeys = platformKeys.join();
		this.ledger = new Ledger(settings.stocks(), settings.clock());
		this.authenticator = new RequestAuthenticator(suite, merchantId, this.merchantCertificates, settings.clock());
		ApiV3Encryption encryption = new ApiV3Encryption(suite, this.apiV3Key);
		this.callbacks = new CallbackQueue(this.platformKeys, settings.callbackSettings(), settings.clock());
		this.notifyUrls = new NotifyUrls(settings.notifyUrl());
		this.notifier = new Notifier(merchantId, encryption, settings.callbackSettings(), this.notifyUrls,
				this.callbacks);
		this.endpoints = new Endpoints(settings, this.ledger, suite, this.platformKeys, this.merchantCertificates,
				encryption, this.notifyUrls, this.notifier, this::baseUrl);
		Gateway gateway = new Gateway(settings, calls.join(), this.authenticator, this.platformKeys, this.endpoints,
				this.faults, this.faultEffects, this.journal);
		this.server = LoopbackServer.start(settings.port(), gateway::handle, settings.clock());
	}

	@Override
	public String baseUrl() {
		return "http://" + LoopbackServer.ADDRESS + ":" + this.server.port();
	}

	@Override
	public SimulatedMerchant merchant() {
		IssuedCertificate certificate = this.merchantCertificates.newest();
		PlatformKeyRing.PublicKey publicKey = this.platformKeys.publicKey();
		return new SimulatedMerchant(this.settings.merchantId(), certificate.serialNumber(), certificate.pem(),
				certificate.privateKeyPem(), (publicKey != null) ? publicKey.id() : null,
				(publicKey != null) ? publicKey.pem() : null, this.apiV3Key, this.settings.appids().iterator().next());
	}

	@Override
	public void renewMerchantCertificate() {
		this.merchantCertificates.renew(this.settings.clock().instant());
	}

	@Override
	public void renewPublicKey() {
		this.platformKeys.renewPublicKey();
	}

	@Override
	public void retireFormerKeys() {
		this.merchantCertificates.retireFormer();
		this.platformKeys.retireFormerPublicKeys();
	}

	@Override
	public void addStock(Stock stock) {
		this.ledger.put(stock);
	}

	@Override
	public List<StockLevel> stocks() {
		return this.ledger.stocks();
	}

	@Override
	public List<IssuedCoupon> issuedCoupons() {
		return this.ledger.coupons();
	}

	@Override
	public void markUsed(String couponId) {
		this.ledger.setStatus(couponId, CouponStatus.USED);
	}

	@Override
	public IssuedCoupon redeem(String couponId) {
		return redeem(couponId, null);
	}

	@Override
	public IssuedCoupon redeem(String couponId, long fen) {
		return redeem(couponId, Long.valueOf(fen));
	}

	private IssuedCoupon redeem(String couponId, @Nullable Long fen) {
		Redemption redemption = this.ledger.redeem(couponId, fen);
		this.notifier.redeemed(redemption);
		return redemption.coupon();
	}

	@Override
	public IssuedCoupon refund(String couponId) {
		return this.ledger.refund(couponId);
	}

	@Override
	public void advance(Duration duration) {
		this.ledger.advance(duration);
	}

	@Override
	public void stockState(String stockId, StockState state) {
		this.ledger.changeState(stockId, state);
	}

	@Override
	public void notifyUrl(@Nullable URI notifyUrl) {
		this.notifyUrls.setByHand(notifyUrl);
	}

	@Override
	public Callbacks callbacks() {
		return this.callbacks;
	}

	@Override
	public void merchantStanding(MerchantStanding standing) {
		this.authenticator.standing(standing);
	}

	@Override
	public void expire(String couponId) {
		this.ledger.setStatus(couponId, CouponStatus.EXPIRED);
	}

	@Override
	public List<String> platformCertificatePems() {
		return this.platformKeys.certificates().stream().map(IssuedCertificate::pem).toList();
	}

	@Override
	public void announceCertificate() {
		this.platformKeys.announceCertificate();
	}

	@Override
	public void rotateCertificate() {
		this.platformKeys.rotateCertificate();
	}

	@Override
	public List<RecordedRequest> requests() {
		return this.journal.requests();
	}

	@Override
	public InjectedFault inject(FaultPlan plan) {
		return this.faults.add(plan);
	}

	@Override
	public List<InjectedFault> injectedFaults() {
		return this.faults.pending();
	}

	@Override
	public void clearFaults() {
		this.faults.clear();
	}

	@Override
	public void reset() {
		this.faults.clear();
		this.merchantCertificates.reset();
		this.notifyUrls.reset();
		this.authenticator.standing(MerchantStanding.IN_ORDER);
		this.callbacks.reset();
		this.ledger.reset();
		this.endpoints.reset();
		this.journal.reset();
	}

	@Override
	public void close() {
		this.callbacks.close();
		this.server.close();
		this.faultEffects.close();
	}

	@Override
	public String toString() {
		return "WechatPaySimulator[%s, %s]".formatted(baseUrl(), this.settings.merchantId());
	}

}
