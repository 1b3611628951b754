package io.github.wechatpayspring.sample.pages.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets in who sits at this machine. A request from a loopback address is not enough: a
 * proxy on this machine sends from there as well, and so does a browser here whose page
 * comes from a name that was made to point at loopback.
 */
final class LocalAccess implements AuthorizationManager<RequestAuthorizationContext> {

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

	@Override
	public AuthorizationDecision authorize(Supplier<? extends Authentication> authentication,
			RequestAuthorizationContext context) {
		HttpServletRequest request = context.getRequest();
		return new AuthorizationDecision(isLoopback(request.getRemoteAddr()) && isLoopbackName(request.getServerName())
				&& FORWARDED.stream().allMatch((header) -> request.getHeader(header) == null));
	}

	private static boolean isLoopbackName(String name) {
		return "localhost".equalsIgnoreCase(name) || (isAddress(name) && isLoopback(name));
	}

	// any other name would be looked up, and may point anywhere
	private static boolean isAddress(String name) {
		return name.contains(":") || name.chars().allMatch((c) -> c == '.' || (c >= '0' && c <= '9'));
	}

	private static boolean isLoopback(String address) {
		try {
			return InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
