package io.github.wechatpayspring.simulator.endpoints;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.callbacks.Notifier;
import io.github.wechatpayspring.simulator.callbacks.NotifyUrls;
import io.github.wechatpayspring.simulator.crypto.ApiV3Encryption;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;

/**
 * The calls that the simulator serves. A new one is a constant of {@link Operation}, a
 * class beside this one and a line here.
 */
public final class Endpoints {

	private Endpoints() {
	}

	/**
	 * List the calls.
	 * @param settings what the simulator is like
	 * @param ledger the coupons
	 * @param suite what everything is signed and encrypted with
	 * @param keys the keys of WeChat Pay
	 * @param certificates the certificates of the merchant
	 * @param encryption what encrypts for the merchant
	 * @param urls where notifications go
	 * @param notifier sends notifications
	 * @return what serves each of them
	 */
	public static Map<Operation, Endpoint> of(SimulatorSettings settings, Ledger ledger, CipherSuite suite,
			PlatformKeyRing keys, MerchantCertificates certificates, ApiV3Encryption encryption, NotifyUrls urls,
			Notifier notifier) {
		String merchantId = settings.merchantId();
		Clock clock = settings.clock();
		Counter counter = new Counter(merchantId, settings.appids(), ledger, clock);
		NotifyUrlEndpoints notifyUrls = new NotifyUrlEndpoints(merchantId, urls, clock);
		Map<Operation, Endpoint> all = new EnumMap<>(Operation.class);
		all.put(Operation.SEND_CONSUMER_CARD, new SendConsumerCardEndpoint(counter));
		all.put(Operation.SEND_FAVOR_COUPON, new SendFavorCouponEndpoint(counter));
		all.put(Operation.LIST_FAVOR_COUPONS, new ListFavorCouponsEndpoint(counter, settings));
		all.put(Operation.SEND_MULTIUSE_COUPON, new SendMultiuseCouponEndpoint(counter, keys));
		all.put(Operation.SEND_PRODUCT_COUPON, new SendProductCouponEndpoint(counter, notifier));
		all.put(Operation.DOWNLOAD_CERTIFICATES, new DownloadCertificatesEndpoint(keys, suite, encryption));
		all.put(Operation.SECURITY_ECHO, new SecurityEchoEndpoint(keys, suite, certificates));
		all.put(Operation.SET_FAVOR_CALLBACK, notifyUrls::setForCashCoupons);
		all.put(Operation.QUERY_FAVOR_CALLBACK, notifyUrls::queryForCashCoupons);
		all.put(Operation.SET_BUSIFAVOR_CALLBACK, notifyUrls::setForMerchantCoupons);
		all.put(Operation.QUERY_BUSIFAVOR_CALLBACK, notifyUrls::queryForMerchantCoupons);
		return all;
	}

}
