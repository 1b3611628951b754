package io.github.wechatpayspring.simulator.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps the pages of a simulator to whoever sits at this machine: neither other machines
 * nor pages of other sites in a browser get at them. Lets the browser load nothing from
 * elsewhere and run nothing that stands in the page.
 */
public final class SimulatorAccess implements HandlerInterceptor {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	// whatever else leads to this machine may be a name that another site made up
	private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

	private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

	private final boolean remoteAccess;

	/**
	 * Create an interceptor.
	 * @param remoteAccess whether other machines have access
	 */
	public SimulatorAccess(boolean remoteAccess) {
		this.remoteAccess = remoteAccess;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (!this.remoteAccess && !isLocal(request)) {
			return refuse(response,
					"The simulator is shown on this machine only, as localhost: set wechatpay.simulator.remote-access=true to show it to others");
		}
		if (!READING.contains(request.getMethod()) && isFromAnotherSite(request)) {
			return refuse(response, "The request comes from a page of another site");
		}
		return true;
	}

	private static boolean refuse(HttpServletResponse response, String reason) throws IOException {
		response.setStatus(HttpStatus.FORBIDDEN.value());
		response.setContentType(MediaType.TEXT_PLAIN_VALUE);
		response.getWriter().write(reason);
		return false;
	}

	private static boolean isLocal(HttpServletRequest request) {
		try {
			return LOCAL_NAMES.contains(request.getServerName())
					&& InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean isFromAnotherSite(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return !site.equals("same-origin");
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null && !isOrigin(origin, request.getHeader(HttpHeaders.HOST));
	}

	private static boolean isOrigin(String origin, @Nullable String host) {
		try {
			return URI.create(origin).getRawAuthority() != null && URI.create(origin).getRawAuthority().equals(host);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
