package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Keeps Apache HttpComponents from logging signatures, bodies and openids when a root
 * level of debug or trace is set. Whoever sets the level of one of its loggers by name
 * still gets what it logs.
 */
class WireLogEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String HTTP_CLIENT = "org.apache.hc.client5.http.classic.HttpClient";

	/**
	 * The loggers of the blocking client that print bodies, headers, request targets or
	 * parts of an answer.
	 */
	private static final List<String> LOGGERS = List.of("org.apache.hc.client5.http.wire",
			"org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.impl.classic.MainClientExec",
			"org.apache.hc.client5.http.impl.io.LenientHttpResponseParser");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (ClassUtils.isPresent(HTTP_CLIENT, application.getClassLoader())
				&& !"false".equalsIgnoreCase(environment.getProperty("wechatpay.enabled"))) {
			Map<String, Object> levels = LOGGERS.stream()
				.collect(Collectors.toUnmodifiableMap((logger) -> "logging.level." + logger, (logger) -> "info"));
			environment.getPropertySources().addLast(new MapPropertySource("wechatPayWireLog", levels));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
