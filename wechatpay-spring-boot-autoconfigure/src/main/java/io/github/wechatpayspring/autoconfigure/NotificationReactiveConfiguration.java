package io.github.wechatpayspring.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * The endpoint for notifications in Spring WebFlux.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class NotificationReactiveConfiguration {

	private static final String REMEDY = "In the SecurityWebFilterChain: http.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers({path}))))) and http.authorizeExchange((exchanges) -> exchanges.pathMatchers({path}).permitAll()), before any other path";

	@Bean("wechatpay.notificationHandlerMapping")
	SimpleUrlHandlerMapping wechatPayNotificationHandlerMapping(WechatPayProperties properties,
			MerchantNotifications notifications) {
		NotificationWebHandler handler = new NotificationWebHandler(notifications, properties.notification().timeout());
		return new SimpleUrlHandlerMapping(notifications.mappings(NotificationPath.of(properties), handler),
				Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean("wechatpay.blockedNotificationWebFilter")
	BlockedNotificationWebFilter wechatPayBlockedNotificationWebFilter(WechatPayProperties properties,
			Environment environment, ListableBeanFactory beanFactory) {
		return new BlockedNotificationWebFilter(new BlockedNotifications(MerchantNotifications
			.paths(NotificationPath.of(properties), MerchantNames.areSeveral(environment, beanFactory)), REMEDY));
	}

}
