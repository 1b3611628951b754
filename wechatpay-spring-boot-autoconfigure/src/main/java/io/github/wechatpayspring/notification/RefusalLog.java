package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs messages that were refused: probes quietly, and others at most once a minute for
 * each reason, since anybody can send them.
 */
final class RefusalLog {

	private static final Log logger = LogFactory.getLog(RefusalLog.class);

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final Clock clock;

	private final Map<Reason, Instant> warned = new ConcurrentHashMap<>();

	RefusalLog(Clock clock) {
		this.clock = clock;
	}

	void log(WechatPaySecurityException refusal) {
		String message = "Refused a message that claims to be a notification from WeChat Pay. " + refusal.getMessage();
		if (refusal.reason() != Reason.PROBE && isDue(refusal.reason())) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

	private boolean isDue(Reason reason) {
		Instant now = this.clock.instant();
		Instant last = this.warned.putIfAbsent(reason, now);
		return last == null || (!now.isBefore(last.plus(INTERVAL)) && this.warned.replace(reason, last, now));
	}

}
