package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Stands before Spring Security and notices notifications that do not get past it.
 */
final class BlockedNotificationFilter implements Filter {

	private final BlockedNotifications blocked;

	BlockedNotificationFilter(BlockedNotifications blocked) {
		this.blocked = blocked;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, response);
		if (request.getAttribute(BlockedNotifications.REACHED) == null
				&& request instanceof HttpServletRequest httpRequest && HttpMethod.POST.matches(httpRequest.getMethod())
				&& this.blocked.isNotification(ServletRequestPathUtils.parse(httpRequest).pathWithinApplication())
				&& response instanceof HttpServletResponse httpResponse) {
			this.blocked.warn(httpResponse.getStatus());
		}
	}

}
