package io.github.wechatpayspring.autoconfigure.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Keeps the HTTP client that calls WeChat Pay from logging signatures, bodies and openids
 * when a level of debug or trace is set for it among others. Apache HttpComponents needs
 * this for request targets only, since the {@link QuietConnection connections} to WeChat
 * Pay log nothing. The loggers of other kinds of clients stay as they are, and whoever
 * sets the level of one of these loggers by its name still gets what it logs.
 */
class WireLogEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String SPRING_BOOT_CLIENTS = "org.springframework.boot.http.client.HttpClientSettings";

	private static final String KIND = "spring.http.clients.imperative.factory";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!"false".equalsIgnoreCase(environment.getProperty("wechatpay.enabled"))) {
			Map<String, Object> levels = loggers(environment, application.getClassLoader()).stream()
				.collect(Collectors.toUnmodifiableMap((logger) -> "logging.level." + logger, (logger) -> "info"));
			environment.getPropertySources().addLast(new MapPropertySource("wechatPayWireLog", levels));
		}
	}

	private static List<String> loggers(Environment environment, @Nullable ClassLoader classLoader) {
		return switch (kind(environment, classLoader)) {
			case "httpcomponents" -> List.of("org.apache.hc.client5.http.impl.classic.MainClientExec");
			case "jetty" -> List.of("org.eclipse.jetty.client", "org.eclipse.jetty.http", "org.eclipse.jetty.io");
			case "reactor" -> List.of("reactor.netty");
			case "simple" -> List.of("sun.net.www.protocol.http.HttpURLConnection");
			default -> List.of("jdk.internal.httpclient");
		};
	}

	// as Spring Boot chooses
	private static String kind(Environment environment, @Nullable ClassLoader classLoader) {
		String kind = environment.getProperty(KIND);
		if (!ClassUtils.isPresent(SPRING_BOOT_CLIENTS, classLoader)) {
			return "jdk";
		}
		if (kind != null) {
			return kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
		}
		if (ClassUtils.isPresent("org.apache.hc.client5.http.impl.classic.HttpClients", classLoader)) {
			return "httpcomponents";
		}
		if (ClassUtils.isPresent("org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP", classLoader)) {
			return "jetty";
		}
		return (ClassUtils.isPresent("reactor.netty.http.client.HttpClient", classLoader)) ? "reactor" : "jdk";
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
