package io.github.wechatpayspring.autoconfigure.notification;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotification;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Publishes notifications as application events, and warns of those without a listener.
 */
final class PublishingNotificationHandler implements NotificationHandler {

	private static final Log logger = LogFactory.getLog(PublishingNotificationHandler.class);

	private final ApplicationContext context;

	private final Set<String> unhandled = ConcurrentHashMap.newKeySet();

	PublishingNotificationHandler(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void handle(WechatPayNotification notification) {
		if (!hasListener(notification.getClass()) && this.unhandled.add(notification.eventType())) {
			logger.warn(
					"Nobody handles %s notifications: there is neither a NotificationHandler bean nor a method such as @EventListener void on(%s notification). They are acknowledged as handled, so WeChat Pay does not send them again"
						.formatted(notification.eventType(), notification.getClass().getSimpleName()));
		}
		this.context.publishEvent(notification);
	}

	private boolean hasListener(Class<?> type) {
		for (ApplicationContext each = this.context; each != null; each = each.getParent()) {
			// a listener to all events does not handle it
			if (each instanceof AbstractApplicationContext listening && listening.getApplicationListeners()
				.stream()
				.anyMatch((listener) -> supports(listener, type) && !supports(listener, Unrelated.class))) {
				return true;
			}
		}
		return false;
	}

	private static boolean supports(ApplicationListener<?> listener, Class<?> payload) {
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener already) ? already
				: new GenericApplicationListenerAdapter(listener);
		return generic.supportsEventType(ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, payload));
	}

	private static final class Unrelated {

	}

}
