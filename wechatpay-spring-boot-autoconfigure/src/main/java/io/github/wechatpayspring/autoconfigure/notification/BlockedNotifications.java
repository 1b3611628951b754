package io.github.wechatpayspring.autoconfigure.notification;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Warns once that notifications do not reach the endpoint, most often because of Spring
 * Security. Filters before all others ask it.
 */
final class BlockedNotifications {

	/**
	 * Attribute of requests that reached the endpoint.
	 */
	static final String REACHED = BlockedNotifications.class.getName() + ".REACHED";

	private static final Log logger = LogFactory.getLog(BlockedNotifications.class);

	private final List<PathPattern> patterns;

	private final String printed;

	private final String remedy;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create a warning.
	 * @param paths the paths of the endpoint: one, or also that of several merchants,
	 * with a variable below the first
	 * @param remedy what lets them pass, with {@code {path}} in place of the path
	 */
	BlockedNotifications(Collection<String> paths, String remedy) {
		this.patterns = paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
		String shortest = Collections.min(paths, Comparator.comparing(String::length));
		this.printed = (paths.size() > 1) ? shortest + "/**" : shortest;
		this.remedy = remedy.replace("{path}", '"' + this.printed + '"');
	}

	boolean isNotification(String method, RequestPath path) {
		return HttpMethod.POST.matches(method)
				&& this.patterns.stream().anyMatch((pattern) -> pattern.matches(path.pathWithinApplication()));
	}

	/**
	 * Check a notification that was responded to.
	 * @param reached the attribute {@link #REACHED} of the request
	 * @param status the status of the response
	 */
	void check(@Nullable Object reached, int status) {
		if (reached == null && this.warned.compareAndSet(false, true)) {
			logger.warn(
					"A POST to %s ended with status %d before it reached the endpoint for WeChat Pay notifications. If this is Spring Security (CSRF protection, or a login that WeChat Pay does not have), exempt the path; the endpoint verifies a signature instead. %s"
						.formatted(this.printed, status, this.remedy));
		}
	}

}
