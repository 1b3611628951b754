package io.github.wechatpayspring.autoconfigure.notification;

import io.github.wechatpayspring.autoconfigure.MerchantNames;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebFilter;

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
		return new SimpleUrlHandlerMapping(notifications.mappings(MerchantNotifications.path(properties), handler),
				Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean("wechatpay.blockedNotificationWebFilter")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter wechatPayBlockedNotificationWebFilter(WechatPayProperties properties, Environment environment,
			ListableBeanFactory beanFactory) {
		return filter(new BlockedNotifications(MerchantNotifications.paths(MerchantNotifications.path(properties),
				MerchantNames.areSeveral(environment, beanFactory)), REMEDY));
	}

	private static WebFilter filter(BlockedNotifications blocked) {
		return (exchange, chain) -> {
			ServerHttpRequest request = exchange.getRequest();
			Mono<Void> filtered = chain.filter(exchange);
			return (blocked.isNotification(request.getMethod().name(), request.getPath()))
					? filtered.doOnSuccess((done) -> blocked.check(exchange.getAttribute(BlockedNotifications.REACHED),
							status(exchange.getResponse())))
					: filtered;
		};
	}

	private static int status(ServerHttpResponse response) {
		HttpStatusCode status = response.getStatusCode();
		return ((status != null) ? status : HttpStatus.OK).value();
	}

}
