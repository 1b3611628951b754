package io.github.wechatpayspring.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says, once, that notifications do not reach the endpoint.
 */
final class BlockedNotifications {

	/**
	 * Attribute of requests that reached the endpoint.
	 */
	static final String REACHED = BlockedNotifications.class.getName() + ".REACHED";

	private static final Log logger = LogFactory.getLog(BlockedNotifications.class);

	private final String path;

	private final String remedy;

	private final AtomicBoolean warned = new AtomicBoolean();

	BlockedNotifications(String path, String remedy) {
		this.path = path;
		this.remedy = remedy.replace("{path}", '"' + path + '"');
	}

	String path() {
		return this.path;
	}

	void warn(int status) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(
					"A POST to %s was answered with status %d before it reached the endpoint for WeChat Pay notifications. If this is Spring Security (CSRF protection, or a login that WeChat Pay does not have), exempt the path; the endpoint verifies a signature instead. %s"
						.formatted(this.path, status, this.remedy));
		}
	}

}
