package io.github.wechatpayspring.autoconfigure.notification;

import io.github.wechatpayspring.autoconfigure.MerchantNames;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The endpoint for notifications in Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class NotificationServletConfiguration {

	private static final String REMEDY = "In the SecurityFilterChain: http.csrf((csrf) -> csrf.ignoringRequestMatchers({path})) and http.authorizeHttpRequests((requests) -> requests.requestMatchers({path}).permitAll()), before any other path";

	@Bean("wechatpay.notificationHandlerMapping")
	SimpleUrlHandlerMapping wechatPayNotificationHandlerMapping(WechatPayProperties properties,
			MerchantNotifications notifications) {
		return new SimpleUrlHandlerMapping(notifications.mappings(MerchantNotifications.path(properties),
				new NotificationRequestHandler(notifications)), Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean("wechatpay.blockedNotificationFilter")
	FilterRegistrationBean<Filter> wechatPayBlockedNotificationFilter(WechatPayProperties properties,
			Environment environment, ListableBeanFactory beanFactory) {
		String path = MerchantNotifications.path(properties);
		boolean several = MerchantNames.areSeveral(environment, beanFactory);
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				filter(new BlockedNotifications(MerchantNotifications.paths(path, several), REMEDY)));
		registration.addUrlPatterns(
				StringUtils.trimTrailingCharacter(environment.getProperty("spring.mvc.servlet.path", ""), '/') + path
						+ ((several) ? "/*" : ""));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	private static Filter filter(BlockedNotifications blocked) {
		return (request, response, chain) -> {
			chain.doFilter(request, response);
			if (request instanceof HttpServletRequest httpRequest
					&& response instanceof HttpServletResponse httpResponse
					&& blocked.isNotification(httpRequest.getMethod(), ServletRequestPathUtils.parse(httpRequest))) {
				blocked.check(request.getAttribute(BlockedNotifications.REACHED), httpResponse.getStatus());
			}
		};
	}

}
