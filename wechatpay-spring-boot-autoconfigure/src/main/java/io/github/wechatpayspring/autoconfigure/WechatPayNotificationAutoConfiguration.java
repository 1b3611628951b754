package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;

import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.notification.NotificationParser;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for notifications from WeChat Pay. An application that does not use
 * them needs no API v3 key; one that does is told at start-up if the key is missing.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnBean(WechatPaySettings.class)
public final class WechatPayNotificationAutoConfiguration {

	@Bean("wechatpay.notificationParser")
	@Lazy // it is only when somebody wants it that it needs the API v3 key
	@ConditionalOnMissingBean
	NotificationParser wechatPayNotificationParser(PlatformKeySource platformKeys, WechatPaySettings settings,
			WechatPayConnectionDetails connectionDetails) {
		return new NotificationParser(PlatformKeyVerifier.forNotifications(platformKeys, Clock.systemUTC()),
				settings.requireCipher(connectionDetails));
	}

}
