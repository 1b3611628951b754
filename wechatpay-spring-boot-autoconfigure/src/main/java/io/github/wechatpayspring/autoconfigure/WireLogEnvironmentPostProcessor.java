package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Keeps Apache HttpComponents and the HTTP clients of the JDK from logging signatures,
 * bodies and openids when a root level of debug or trace is set. Whoever sets the level
 * of one of their loggers by name still gets what it logs.
 */
class WireLogEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String HTTP_COMPONENTS = "org.apache.hc.client5.http.classic.HttpClient";

	/**
	 * The loggers of the blocking client that print bodies, headers, request targets or
	 * parts of an answer.
	 */
	private static final List<String> HTTP_COMPONENTS_LOGGERS = List.of("org.apache.hc.client5.http.wire",
			"org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.impl.classic.MainClientExec",
			"org.apache.hc.client5.http.impl.io.LenientHttpResponseParser");

	private static final List<String> JDK_LOGGERS = List.of("jdk.internal.httpclient",
			"sun.net.www.protocol.http.HttpURLConnection");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!"false".equalsIgnoreCase(environment.getProperty("wechatpay.enabled"))) {
			boolean httpComponents = ClassUtils.isPresent(HTTP_COMPONENTS, application.getClassLoader());
			Map<String, Object> levels = Stream
				.concat(JDK_LOGGERS.stream(), httpComponents ? HTTP_COMPONENTS_LOGGERS.stream() : Stream.empty())
				.collect(Collectors.toUnmodifiableMap((logger) -> "logging.level." + logger, (logger) -> "info"));
			environment.getPropertySources().addLast(new MapPropertySource("wechatPayWireLog", levels));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
