package io.github.wechatpayspring.autoconfigure.notification;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

import io.github.wechatpayspring.autoconfigure.MerchantNames;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.delivery.InMemoryNotificationStore;
import io.github.wechatpayspring.notification.delivery.NotificationCounter;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the endpoint that receives notifications from WeChat Pay. It is
 * there, in Spring MVC or WebFlux, once it has a path.
 */
@AutoConfiguration(after = { WechatPayAutoConfiguration.class, TaskExecutionAutoConfiguration.class })
@ConditionalOnProperty("wechatpay.notification.path")
@ConditionalOnWebApplication
@ConditionalOnBean(WechatPay.class)
@Import({ NotificationServletConfiguration.class, NotificationReactiveConfiguration.class })
public final class WechatPayNotificationEndpointAutoConfiguration {

	@Bean("wechatpay.notificationStore")
	@ConditionalOnMissingBean(NotificationStore.class)
	InMemoryNotificationStore wechatPayNotificationStore() {
		return new InMemoryNotificationStore(Clock.systemUTC());
	}

	@Bean("wechatpay.notificationReceiver")
	@ConditionalOnMissingBean
	NotificationReceiver wechatPayNotificationReceiver(NotificationStore store,
			ObjectProvider<NotificationHandler> handler, HandlerExecutor executor,
			ObjectProvider<NotificationCounter> counter, WechatPayProperties properties, ApplicationContext context) {
		return new NotificationReceiver(store, handler.getIfAvailable(() -> new PublishingNotificationHandler(context)),
				executor.get(), properties.notification().timeout(),
				counter.getIfAvailable(() -> (merchant, outcome, notification) -> {
				}), Clock.systemUTC());
	}

	@Bean("wechatpay.merchantNotifications")
	MerchantNotifications wechatPayMerchantNotifications(WechatPay wechatPay, NotificationReceiver receiver,
			Merchants merchants, ListableBeanFactory beanFactory, Environment environment) {
		// says at start-up that an API v3 key is missing
		Set<String> notified = new HashSet<>(merchants.names());
		if (!beanFactory.containsBean("wechatpay.notificationParser")) {
			// the application has one of its own
			notified.remove(WechatPay.DEFAULT_NAME);
		}
		merchants.requireApiV3Keys(notified);
		return new MerchantNotifications(wechatPay, receiver, MerchantNames.areSeveral(environment, beanFactory));
	}

	@Bean("wechatpay.handlerExecutor")
	HandlerExecutor wechatPayHandlerExecutor(
			@Qualifier(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME) ObjectProvider<Executor> executor,
			WechatPayProperties properties) {
		return new HandlerExecutor(executor.getIfAvailable(), properties.notification().timeout());
	}

}
