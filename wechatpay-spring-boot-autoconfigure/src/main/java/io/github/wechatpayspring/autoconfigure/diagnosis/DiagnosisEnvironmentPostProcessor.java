package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.util.Map;

import io.github.wechatpayspring.autoconfigure.DiagnosisRequest;

import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps the web server from starting while only the diagnosis is to run, beside an
 * application that may be running on the same port.
 */
class DiagnosisEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (DiagnosisRequest.isMade(environment)) {
			if (AotDetector.useGeneratedArtifacts()) {
				throw new InvalidConfigurationPropertyValueException(DiagnosisRequest.PROPERTY,
						environment.getProperty(DiagnosisRequest.PROPERTY),
						"The application's beans were chosen while it was built, without the diagnosis. Start its jar with -Dspring.aot.enabled=false to diagnose.");
			}
			environment.getPropertySources()
				.addFirst(new MapPropertySource("wechatPayDiagnosis", Map.of("spring.main.web-application-type", "none",
						"spring.main.banner-mode", "off", "spring.main.log-startup-info", "false")));
		}
	}

	// after the configuration files
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
