package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A WeChat Pay in this JVM, as strict as the real one: it verifies every signature,
 * checks every field, signs its responses, and remembers the coupons that it issued. It
 * listens on loopback only and knows one merchant, {@link #merchant()}, with keys made up
 * when it started. Safe for use by several threads.
 *
 * <pre class="code">
 * try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
 * 	simulator.addStock(Stock.favor("9865000").budget(100));
 * 	// call simulator.baseUrl() as simulator.merchant()
 * 	assertThat(simulator.issuedCoupons()).hasSize(1);
 * }
 * </pre>
 */
public interface WechatPaySimulator extends AutoCloseable {

	/**
	 * Start a simulator with default settings on a random port.
	 * @return the simulator, listening
	 */
	static WechatPaySimulator start() {
		return builder().start();
	}

	/**
	 * Choose settings.
	 * @return a builder
	 */
	static Builder builder() {
		return new Builder();
	}

	/**
	 * Return where the simulator listens, {@code http://127.0.0.1:<port>}.
	 * @return what takes the place of {@code https://api.mch.weixin.qq.com}
	 */
	String baseUrl();

	/**
	 * Return the merchant to call as.
	 * @return the merchant with its newest keys
	 */
	SimulatedMerchant merchant();

	/**
	 * Issue a new API certificate (商户API证书) for a new key of the merchant, which
	 * {@link #merchant()} has from then on. Requests may be signed under those before it
	 * as well, until they are {@link #retireFormerKeys() retired}.
	 */
	void renewMerchantCertificate();

	/**
	 * Issue a new WeChat Pay public key (微信支付公钥), which {@link #merchant()} has from then
	 * on and notifications are signed with. Responses are still signed with the one that
	 * the request names, and what was encrypted with those before it can be read, until
	 * they are {@link #retireFormerKeys() retired}.
	 * @throws IllegalStateException if the merchant only has certificates
	 */
	void renewPublicKey();

	/**
	 * Refuse requests signed under an API certificate before the newest one, until the
	 * next {@link #reset()}, and forget the public keys before the newest one.
	 */
	void retireFormerKeys();

	/**
	 * Add a stock, or replace the one with the same id. It is there until the next
	 * {@link #reset()}.
	 * @param stock the stock
	 */
	void addStock(Stock stock);

	/**
	 * Change the state of a stock, as its audit or somebody on the merchant platform
	 * does.
	 * @param stockId its id
	 * @param state the state from now on
	 * @throws IllegalArgumentException if there is no such stock
	 */
	void stockState(String stockId, StockState state);

	/**
	 * Let time pass for stocks, coupons, links and bills: what is due begins or expires.
	 * Requests and signatures keep the time of the clock. It lasts until the next
	 * {@link #reset()}.
	 * @param duration how much time passes, beside what passed already
	 */
	void advance(Duration duration);

	/**
	 * Return the stocks that coupons can be issued from, with what is left of them.
	 * @return the stocks, in the order in which they were added
	 */
	List<StockLevel> stocks();

	/**
	 * Return every coupon that was issued since the last {@link #reset()}.
	 * @return the coupons, oldest first
	 */
	List<IssuedCoupon> issuedCoupons();

	/**
	 * Let a user use a coupon without a notification.
	 * @param couponId its {@link IssuedCoupon#id() id}
	 * @throws IllegalArgumentException if there is no such coupon
	 */
	void markUsed(String couponId);

	/**
	 * Let a user redeem a cash coupon, or all that is left of multi-use credit. If the
	 * merchant created the stock, it is notified ({@code COUPON.USE}) at its
	 * {@link #notifyUrl(URI) URL}, by a thread of its own.
	 * @param couponId its {@link IssuedCoupon#id() id}
	 * @return the coupon afterwards
	 * @throws IllegalArgumentException if there is no such cash coupon or multi-use
	 * credit
	 * @throws IllegalStateException if it was used or has expired
	 */
	IssuedCoupon redeem(String couponId);

	/**
	 * Let a user redeem some multi-use credit, again and again until nothing is left. The
	 * merchant is notified as of any other coupon.
	 * @param couponId its {@link IssuedCoupon#id() id}
	 * @param fen how much, in fen
	 * @return the multi-use credit afterwards
	 * @throws IllegalArgumentException if there is no such multi-use credit or not so
	 * much is left
	 * @throws IllegalStateException if it was used or has expired
	 */
	IssuedCoupon redeem(String couponId, long fen);

	/**
	 * Refund the payments that a user redeemed a cash coupon or multi-use credit for: it
	 * can be used again.
	 * @param couponId its {@link IssuedCoupon#id() id}
	 * @return the coupon afterwards
	 * @throws IllegalArgumentException if there is no such cash coupon or multi-use
	 * credit
	 * @throws IllegalStateException if it was not used
	 */
	IssuedCoupon refund(String couponId);

	/**
	 * Set where notifications of redeemed cash coupons and of issued product coupons go
	 * from now on. It takes precedence over what the merchant registers with a call,
	 * which counts if it is on loopback, and lasts until the next {@link #reset()}.
	 * @param notifyUrl a URL on loopback, {@code null} for what the merchant registers
	 * @throws IllegalArgumentException if it is anywhere else, or not such as WeChat Pay
	 * takes
	 */
	void notifyUrl(@Nullable URI notifyUrl);

	/**
	 * Return the notifications that were sent.
	 * @return the callbacks
	 */
	Callbacks callbacks();

	/**
	 * Change how the merchant stands with WeChat Pay. It lasts until the next
	 * {@link #reset()}.
	 * @param standing {@link MerchantStanding#IN_ORDER} to accept its requests again
	 */
	void merchantStanding(MerchantStanding standing);

	/**
	 * Let a coupon expire.
	 * @param couponId its {@link IssuedCoupon#id() id}
	 * @throws IllegalArgumentException if there is no such coupon
	 */
	void expire(String couponId);

	/**
	 * Return the platform certificates (平台证书) that can be downloaded.
	 * @return the certificates in PEM, oldest first; none if the merchant only has the
	 * public key
	 */
	List<String> platformCertificatePems();

	/**
	 * Issue a new platform certificate. It can be downloaded beside the others and
	 * encrypted for, but responses are signed as before, which is how a rotation begins.
	 * @throws IllegalStateException if the merchant only has the public key
	 */
	void announceCertificate();

	/**
	 * Sign responses with the newest platform certificate, {@link #announceCertificate()
	 * announced} before or not. Even the response that lists it is signed with it. What
	 * is encrypted for older ones can still be read.
	 * @throws IllegalStateException if the merchant only has the public key
	 */
	void rotateCertificate();

	/**
	 * Return every request that came in since the last {@link #reset()}, refused ones
	 * included.
	 * @return the requests, oldest first
	 */
	List<RecordedRequest> requests();

	/**
	 * Let the next request fail.
	 * @param fault what goes wrong
	 * @return the fault, to be cancelled
	 */
	default InjectedFault inject(Fault fault) {
		return inject(fault.plan());
	}

	/**
	 * Let some requests fail. Faults take effect in the order in which they were
	 * injected.
	 * @param plan what goes wrong and for which requests
	 * @return the fault, to be cancelled
	 */
	InjectedFault inject(FaultPlan plan);

	/**
	 * Return the faults that are in force.
	 * @return those that are neither over nor cancelled, in the order in which they were
	 * injected
	 */
	List<InjectedFault> injectedFaults();

	/**
	 * Cancel all faults.
	 */
	void clearFaults();

	/**
	 * Go back to how it all began: no coupons, requests, request numbers, faults,
	 * callbacks and registered URLs, only the stocks and the URL of the builder. Keys,
	 * certificates, port and settings stay, and former API certificates are accepted.
	 */
	void reset();

	/**
	 * Stop listening and calling back, and end all connections.
	 */
	@Override
	void close();

	/**
	 * Settings of a simulator.
	 */
	final class Builder {

		private String merchantId = "1900000109";

		private Set<String> appids = Set.of("wxd678efh567hg6787");

		private Clock clock = Clock.systemUTC();

		private OffsetCounting offsetCounting = OffsetCounting.PAGES;

		private int maximumLimit = 100;

		private boolean shangmi;

		private PlatformKeyMode platformKeys = PlatformKeyMode.PUBLIC_KEY;

		private @Nullable URI notifyUrl;

		private CallbackSettings callbackSettings = CallbackSettings.defaults();

		private boolean auditsAtOnce = true;

		private int port;

		private final List<Stock> stocks = new ArrayList<>();

		private Builder() {
		}

		/**
		 * Change the merchant id.
		 * @param merchantId the mchid
		 * @return this
		 */
		public Builder merchantId(String merchantId) {
			this.merchantId = merchantId;
			return this;
		}

		/**
		 * Change the appids that are bound to the merchant.
		 * @param appid the one that is {@link SimulatedMerchant#appid()}
		 * @param others further ones
		 * @return this
		 */
		public Builder appids(String appid, String... others) {
			Set<String> all = new LinkedHashSet<>();
			all.add(appid);
			all.addAll(List.of(others));
			this.appids = all;
			return this;
		}

		/**
		 * Add stocks that are there from the start and after each reset.
		 * @param stocks the stocks
		 * @return this
		 */
		public Builder stocks(Stock... stocks) {
			this.stocks.addAll(List.of(stocks));
			return this;
		}

		/**
		 * Change the clock, which decides whether requests are in time and dates
		 * responses.
		 * @param clock the clock
		 * @return this
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Change what the {@code offset} of coupon lists counts.
		 * @param offsetCounting pages by default
		 * @return this
		 */
		public Builder offsetCounting(OffsetCounting offsetCounting) {
			this.offsetCounting = offsetCounting;
			return this;
		}

		/**
		 * Change how many coupons a list's page may hold at most.
		 * @param maximumLimit greatest {@code limit}, 100 by default
		 * @return this
		 */
		public Builder maximumLimit(int maximumLimit) {
			this.maximumLimit = maximumLimit;
			return this;
		}

		/**
		 * Change which keys of WeChat Pay the merchant has.
		 * @param platformKeys {@link PlatformKeyMode#PUBLIC_KEY} by default
		 * @return this
		 */
		public Builder platformKeys(PlatformKeyMode platformKeys) {
			this.platformKeys = platformKeys;
			return this;
		}

		/**
		 * Let everything be signed and encrypted with SM2, SM3 and SM4 (国密) instead of
		 * RSA and AES. The merchant's key and those of WeChat Pay are for SM2 then.
		 * @return this
		 */
		public Builder shangmi() {
			this.shangmi = true;
			return this;
		}

		/**
		 * Change where notifications of redeemed cash coupons and of issued product
		 * coupons go, from the start and after each reset.
		 * @param notifyUrl a URL on loopback, {@code null} for what the merchant
		 * registers, which is the default
		 * @return this
		 * @throws IllegalArgumentException if it is anywhere else, or not such as WeChat
		 * Pay takes
		 */
		public Builder notifyUrl(@Nullable URI notifyUrl) {
			this.notifyUrl = SimulatorSettings.checkNotifyUrl(notifyUrl);
			return this;
		}

		/**
		 * Leave stocks that calls create under review (审核中) until
		 * {@link WechatPaySimulator#stockState} ends it.
		 * @return this
		 */
		public Builder auditOnDemand() {
			this.auditsAtOnce = false;
			return this;
		}

		/**
		 * Change how the merchant is called back.
		 * @param callbackSettings {@link CallbackSettings#defaults()} by default
		 * @return this
		 */
		public Builder callbackSettings(CallbackSettings callbackSettings) {
			this.callbackSettings = callbackSettings;
			return this;
		}

		/**
		 * Change the port.
		 * @param port the port, 0 for any that is free
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Start a simulator. Makes two to four keys, which takes some tenths of a second.
		 * @return the simulator, listening
		 * @throws java.io.UncheckedIOException if the port is taken
		 */
		public WechatPaySimulator start() {
			return SimulatorFactory.load()
				.start(new SimulatorSettings(this.merchantId, this.appids, this.stocks, this.clock, this.offsetCounting,
						this.maximumLimit, this.shangmi, this.platformKeys, this.notifyUrl, this.auditsAtOnce,
						this.callbackSettings, this.port));
		}

	}

}
