package io.github.wechatpayspring.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs what anybody can cause: at most once a minute for each kind, and probes at debug
 * level.
 */
final class SpacedLog {

	private static final Log logger = LogFactory.getLog(NotificationReceiver.class);

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final Clock clock;

	private final Map<Object, Instant> warned = new ConcurrentHashMap<>();

	SpacedLog(Clock clock) {
		this.clock = clock;
	}

	void refused(WechatPaySecurityException refusal) {
		String message = "Refused a message that claims to be a notification from WeChat Pay. " + refusal.getMessage();
		if (refusal.reason() != Reason.PROBE) {
			warn(refusal.reason(), message, null);
		}
		else {
			logger.debug(message);
		}
	}

	void warn(Object kind, String message, @Nullable Throwable cause) {
		if (isDue(kind)) {
			logger.warn(message, cause);
		}
		else {
			logger.debug(message);
		}
	}

	private boolean isDue(Object kind) {
		Instant now = this.clock.instant();
		Instant last = this.warned.putIfAbsent(kind, now);
		return last == null || (!now.isBefore(last.plus(INTERVAL)) && this.warned.replace(kind, last, now));
	}

}
