package io.github.wechatpayspring.merchant.assembly;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;

/**
 * A merchant and what has to end with it. Threads that run its calls in the background,
 * or download its certificates, end by themselves when they have nothing left to do.
 *
 * @param merchant the merchant
 * @param services its own services, none of which the application has replaced
 * @param configured how it is configured
 * @param settings what was read of that
 * @param keyRing has the keys that are configured now
 * @param renewal takes over its keys when they have changed
 * @param status what can be told of it
 * @param client runs its calls
 * @param platformKeys has the keys of WeChat Pay
 */
public record AssembledMerchant(WechatPayMerchant merchant, MerchantServices services, ConfiguredMerchant configured,
		MerchantSettings settings, KeyRing keyRing, KeyRenewal renewal, MerchantStatus status, WechatPayClient client,
		PlatformKeySource platformKeys) {

	/**
	 * End everything, since the application does.
	 * @throws Exception if something cannot be ended
	 */
	void close() throws Exception {
		this.client.close();
		if (this.platformKeys instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

}
