package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.web.SimulatorAccess;
import io.github.wechatpayspring.simulator.web.SimulatorController;
import org.thymeleaf.spring6.SpringTemplateEngine;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that shows a {@link WechatPaySimulator} at
 * {@code wechatpay.simulator.path}, in applications with Spring MVC and Thymeleaf.
 */
@AutoConfiguration(after = WechatPaySimulatorAutoConfiguration.class)
@ConditionalOnClass({ SpringTemplateEngine.class, WebMvcConfigurer.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("wechatpay.simulator.path")
@ConditionalOnBean(WechatPaySimulator.class)
@EnableConfigurationProperties(WechatPaySimulatorProperties.class)
public final class WechatPaySimulatorPagesAutoConfiguration {

	@Bean("wechatpay.simulatorController")
	SimulatorController wechatPaySimulatorController(WechatPaySimulator simulator, Environment environment) {
		return new SimulatorController(simulator, path(environment));
	}

	@Bean("wechatpay.simulatorAccess")
	WebMvcConfigurer wechatPaySimulatorAccess(WechatPaySimulatorProperties properties, Environment environment) {
		String path = path(environment);
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new SimulatorAccess(properties.remoteAccess()))
					.addPathPatterns(path, path + "/**");
			}

		};
	}

	private static String path(Environment environment) {
		String path = environment.getRequiredProperty("wechatpay.simulator.path");
		if (!path.matches("(/[\\w.~-]+)+")) {
			throw new IllegalArgumentException(
					"wechatpay.simulator.path: \"%s\" is not a path. Use one such as \"/simulator\".".formatted(path));
		}
		return path;
	}

}
