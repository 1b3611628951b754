package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.WechatPayMerchant;

/**
 * A merchant and what has to end with it. Threads that run its calls in the background,
 * or download its certificates, end by themselves when they have nothing left to do.
 *
 * @param merchant the merchant
 * @param source reads its configuration
 * @param renewal takes over its keys when they have changed
 * @param watcher looks into the files of its keys
 * @param client runs its calls
 * @param platformKeys has the keys of WeChat Pay
 * @param observed what can be told of it
 */
record AssembledMerchant(WechatPayMerchant merchant, WechatPaySettingsSource source, KeyRenewal renewal,
		KeyFileWatcher watcher, WechatPayClient client, PlatformKeySource platformKeys, ObservedMerchant observed) {

	/**
	 * Begin to look for changed keys.
	 */
	void start() {
		this.watcher.start();
	}

	/**
	 * Take over other keys if they would do for a start.
	 * @param configuration what is configured now
	 * @param changed what was changed, to be named in the log
	 */
	void renew(MerchantConfiguration configuration, String changed) {
		if (this.source.details() instanceof MerchantDetails details) {
			this.source.configure(details.with(configuration));
			this.renewal.renew(changed);
			// now there may be files
			this.watcher.start();
		}
	}

	/**
	 * End what goes on without calls. Those in flight may finish.
	 */
	void retire() {
		this.watcher.stop();
	}

	/**
	 * End everything, since the application does.
	 * @throws Exception if something cannot be ended
	 */
	void close() throws Exception {
		retire();
		this.client.close();
		if (this.platformKeys instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

}
