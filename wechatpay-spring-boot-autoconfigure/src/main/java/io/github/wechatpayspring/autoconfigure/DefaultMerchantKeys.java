package io.github.wechatpayspring.autoconfigure;

/**
 * The keys of the merchant of {@code wechatpay.*}, as far as they come from properties.
 *
 * @param source reads the configuration
 * @param renewal takes over keys
 * @param watcher looks into the files of the keys
 */
record DefaultMerchantKeys(WechatPaySettingsSource source, KeyRenewal renewal, KeyFileWatcher watcher) {

	void renew(WechatPayProperties properties, String changed) {
		if (this.source.details() instanceof PropertiesWechatPayConnectionDetails) {
			this.source.configure(new PropertiesWechatPayConnectionDetails(properties));
			this.renewal.renew(changed);
			// now there may be files
			this.watcher.start();
		}
	}

}
