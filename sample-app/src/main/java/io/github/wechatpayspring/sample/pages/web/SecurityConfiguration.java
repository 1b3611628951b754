package io.github.wechatpayspring.sample.pages.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.sample.SampleProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Nobody logs in to the sample, so that it belongs to who sits at its machine. Pages of
 * other sites can send nothing to it, and its own pages run and load nothing but what
 * comes from here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	@Bean
	SecurityFilterChain pages(HttpSecurity http, SampleProperties properties,
			@Value("${wechatpay.notification.path:}") String notificationPath) throws Exception {
		RequestMatcher[] notifications = notifications(notificationPath);
		http.authorizeHttpRequests((requests) -> {
			requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
			requests.requestMatchers(notifications).permitAll();
			if (properties.remoteAccess()) {
				requests.anyRequest().permitAll();
			}
			else {
				requests.anyRequest().access(new LocalAccess());
			}
		});
		http.csrf((csrf) -> csrf.csrfTokenRepository(tokens())
			.csrfTokenRequestHandler(tokenOfEachRequest())
			.ignoringRequestMatchers(notifications)
			.ignoringRequestMatchers(couponApi()));
		http.headers(
				(headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
					.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
					.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
					.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
		http.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(SecurityConfiguration::refuse));
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		return http.build();
	}

	private static CookieCsrfTokenRepository tokens() {
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieCustomizer((cookie) -> cookie.sameSite("Strict"));
		return tokens;
	}

	// at once, since a long page is on its way before its first form asks for the token
	private static XorCsrfTokenRequestAttributeHandler tokenOfEachRequest() {
		XorCsrfTokenRequestAttributeHandler handler = new XorCsrfTokenRequestAttributeHandler();
		handler.setCsrfRequestAttributeName(null);
		return handler;
	}

	// WeChat Pay has no token, its signature is verified instead
	private static RequestMatcher[] notifications(String path) {
		List<RequestMatcher> matchers = new ArrayList<>();
		if (!path.isEmpty()) {
			PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
			matchers.add(patterns.matcher(HttpMethod.POST, path));
			matchers.add(patterns.matcher(HttpMethod.POST, path + "/**"));
		}
		return matchers.toArray(RequestMatcher[]::new);
	}

	// for curl: a page of another site cannot send JSON, since its browser asks first
	private static RequestMatcher couponApi() {
		return new AndRequestMatcher(
				PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/users/{openid}/coupons/{kind}"),
				SecurityConfiguration::isJson);
	}

	private static boolean isJson(HttpServletRequest request) {
		try {
			String contentType = request.getContentType();
			return contentType != null
					&& MediaType.parseMediaType(contentType).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		response.setContentType(MediaType.TEXT_PLAIN_VALUE);
		response.getWriter()
			.println("These pages are for the machine they run on, at localhost. "
					+ "Set sample.remote-access=true and server.address to open them to others.");
	}

}
