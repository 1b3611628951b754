package io.github.wechatpayspring.simulator;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What a simulator is made of, apart from the socket it listens on.
 */
final class Simulation {

	private final Clock clock;

	private final String merchantId;

	private final String apiV3Key = RandomText.alphanumeric(32);

	private final String appid;

	private final MerchantCertificates merchantCertificates;

	private final Ledger ledger;

	private final Journal journal = new Journal();

	private final InjectedFaults faults = new InjectedFaults();

	private final Pause pause = new Pause();

	private final PlatformKeyRing platformKeys;

	private final Callbacks callbacks;

	private final NotifyUrls notifyUrls;

	private final Notifier notifier;

	private final RequestAuthenticator authenticator;

	private final Counter counter;

	private final Gateway gateway;

	Simulation(WechatPaySimulator.Builder settings) {
		CipherSuite suite = settings.suite;
		this.clock = settings.clock;
		this.merchantId = settings.merchantId;
		this.appid = settings.appids.iterator().next();
		// most of the start is the search for primes
		CompletableFuture<PlatformKeyRing> platformKeys = CompletableFuture
			.supplyAsync(() -> new PlatformKeyRing(suite, settings.platformKeys, settings.clock.instant()));
		this.merchantCertificates = new MerchantCertificates(suite, this.merchantId, this.clock.instant());
		this.platformKeys = platformKeys.join();
		this.ledger = new Ledger(settings.stocks);
		this.authenticator = new RequestAuthenticator(suite, this.merchantId, this.merchantCertificates, this.clock);
		ApiV3Encryption encryption = new ApiV3Encryption(suite, this.apiV3Key);
		this.counter = new Counter(this.merchantId, settings.appids, this.ledger, this.clock);
		this.callbacks = new Callbacks(this.platformKeys, settings.callbackSettings, this.clock);
		this.notifyUrls = new NotifyUrls(settings.notifyUrl);
		this.notifier = new Notifier(this.merchantId,
				new NotificationWriter(this.merchantId, encryption, settings.callbackSettings), this.notifyUrls,
				this.callbacks);
		this.gateway = new Gateway(this.merchantId, this.authenticator, this.platformKeys,
				endpoints(settings, encryption), this.faults, this.journal, this.clock, this.pause);
	}

	private Map<Operation, Endpoint> endpoints(WechatPaySimulator.Builder settings, ApiV3Encryption encryption) {
		Map<Operation, Endpoint> endpoints = new EnumMap<>(Operation.class);
		endpoints.put(Operation.SEND_CONSUMER_CARD, new SendConsumerCardEndpoint(this.counter));
		endpoints.put(Operation.SEND_FAVOR_COUPON, new SendFavorCouponEndpoint(this.counter));
		endpoints.put(Operation.LIST_FAVOR_COUPONS,
				new ListFavorCouponsEndpoint(this.counter, settings.offsetCounting, settings.maximumLimit));
		endpoints.put(Operation.SEND_MULTIUSE_COUPON, new SendMultiuseCouponEndpoint(this.counter, this.platformKeys));
		endpoints.put(Operation.SEND_PRODUCT_COUPON, new SendProductCouponEndpoint(this.counter, this.notifier));
		endpoints.put(Operation.DOWNLOAD_CERTIFICATES,
				new DownloadCertificatesEndpoint(this.platformKeys, settings.suite, encryption));
		endpoints.put(Operation.SECURITY_ECHO,
				new SecurityEchoEndpoint(this.platformKeys, settings.suite, this.merchantCertificates));
		endpoints.put(Operation.SET_FAVOR_CALLBACK, new SetFavorCallbackEndpoint(this.notifyUrls, this.clock));
		endpoints.put(Operation.QUERY_FAVOR_CALLBACK,
				new QueryCallbackEndpoint(this.merchantId, this.notifyUrls, CallbackEvent.COUPON_USE));
		endpoints.put(Operation.SET_BUSIFAVOR_CALLBACK,
				new SetBusifavorCallbackEndpoint(this.merchantId, this.notifyUrls, this.clock));
		endpoints.put(Operation.QUERY_BUSIFAVOR_CALLBACK,
				new QueryCallbackEndpoint(this.merchantId, this.notifyUrls, CallbackEvent.COUPON_SEND));
		return endpoints;
	}

	SimulatedMerchant merchant() {
		MerchantCertificates.Certificate certificate = this.merchantCertificates.newest();
		PlatformKeyRing.PublicKey publicKey = this.platformKeys.publicKey();
		return new SimulatedMerchant(this.merchantId, certificate.serialNumber(), certificate.pem(),
				certificate.privateKeyPem(), (publicKey != null) ? publicKey.id() : null,
				(publicKey != null) ? publicKey.pem() : null, this.apiV3Key, this.appid);
	}

	void renewMerchantCertificate() {
		this.merchantCertificates.renew(this.clock.instant());
	}

	void retireFormerKeys() {
		this.merchantCertificates.retireFormer();
		this.platformKeys.retireFormerPublicKeys();
	}

	/**
	 * Let a user use a coupon, and tell the merchant.
	 * @param couponId its id
	 * @param fen how much of multi-use credit, {@code null} for all that is left
	 * @return the coupon afterwards
	 */
	IssuedCoupon redeem(String couponId, @Nullable Long fen) {
		Redemption redemption = this.ledger.redeem(couponId, fen);
		this.notifier.used(redemption, this.counter.now());
		return redemption.coupon();
	}

	void reset() {
		this.faults.clear();
		this.merchantCertificates.reset();
		this.notifyUrls.reset();
		this.authenticator.standing(MerchantStanding.IN_ORDER);
		this.callbacks.reset();
		this.ledger.reset();
		this.journal.reset();
	}

	Gateway gateway() {
		return this.gateway;
	}

	Ledger ledger() {
		return this.ledger;
	}

	Journal journal() {
		return this.journal;
	}

	InjectedFaults faults() {
		return this.faults;
	}

	Pause pause() {
		return this.pause;
	}

	PlatformKeyRing platformKeys() {
		return this.platformKeys;
	}

	Callbacks callbacks() {
		return this.callbacks;
	}

	NotifyUrls notifyUrls() {
		return this.notifyUrls;
	}

	RequestAuthenticator authenticator() {
		return this.authenticator;
	}

}
