package io.github.wechatpayspring.autoconfigure.actuate;

import java.util.function.Predicate;

import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.merchant.assembly.MerchantsChangedEvent;
import io.github.wechatpayspring.notification.delivery.NotificationCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;

/**
 * Removes the meters of merchants that are gone, also those that a call or a notification
 * in flight registers after its merchant has left.
 */
class MerchantMeters implements ApplicationListener<MerchantsChangedEvent> {

	/**
	 * The tag with the name of the merchant.
	 */
	static final String MERCHANT = "merchant";

	private static final String PREFIX = "wechatpay.";

	private final MeterRegistry registry;

	// of the observations of the application's own convention
	private final String ownName;

	private volatile @Nullable MerchantsChangedEvent lastChange;

	MerchantMeters(MeterRegistry registry, ObjectProvider<WechatPayObservationConvention> convention) {
		this.registry = registry;
		WechatPayObservationConvention own = convention.getIfAvailable();
		String name = (own != null) ? own.getName() : null;
		this.ownName = (name != null) ? name : PREFIX;
	}

	@Override
	public void onApplicationEvent(MerchantsChangedEvent event) {
		this.lastChange = event;
		remove((merchant) -> isGone(event, merchant));
	}

	/**
	 * Note that something was measured.
	 * @param merchant the name of the merchant that it was measured for
	 */
	void measured(String merchant) {
		MerchantsChangedEvent change = this.lastChange;
		if (change != null && isGone(change, merchant)) {
			remove(merchant::equals);
		}
	}

	private static boolean isGone(MerchantsChangedEvent change, String merchant) {
		return !merchant.equals(NotificationCounter.NO_MERCHANT) && change.isGone(merchant);
	}

	private void remove(Predicate<String> gone) {
		for (Meter meter : this.registry.getMeters()) {
			String merchant = meter.getId().getTag(MERCHANT);
			if (merchant != null && isOfWechatPay(meter.getId().getName()) && gone.test(merchant)) {
				this.registry.remove(meter);
			}
		}
	}

	private boolean isOfWechatPay(String name) {
		return name.startsWith(PREFIX) || name.equals(this.ownName) || name.startsWith(this.ownName + ".");
	}

}
