package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Tells all mistakes of the configuration at once: what was found, where it comes from
 * and what to do.
 */
class InvalidWechatPayConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidWechatPayConfigurationException> {

	private final @Nullable Environment environment;

	InvalidWechatPayConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWechatPayConfigurationException cause) {
		return new FailureAnalysis(description(cause), action(cause), cause);
	}

	private String description(InvalidWechatPayConfigurationException cause) {
		List<Problem> problems = cause.problems();
		StringBuilder description = new StringBuilder("The configuration of WeChat Pay has %s:"
			.formatted((problems.size() != 1) ? problems.size() + " problems" : "a problem"));
		int number = 1;
		for (Problem problem : problems) {
			description.append("%n%n    %d. %s".formatted(number++, problem.property()));
			Origin origin = (cause.connectionDetails() != null) ? null : origin(problem.property());
			if (origin != null) {
				description.append("%n       From:   %s".formatted(origin));
			}
			description.append("%n       Found:  %s".formatted(problem.found()));
			description.append("%n       Action: %s".formatted(problem.action()));
		}
		if (cause.connectionDetails() != null) {
			description.append(
					"%n%nThe keys, ids and the base URL come from a WechatPayConnectionDetails bean of type %s, not from the properties. Each property above stands for the getter of its name."
						.formatted(cause.connectionDetails()));
		}
		return description.toString();
	}

	private String action(InvalidWechatPayConfigurationException cause) {
		return "Correct %s and start again. To run without WeChat Pay, set wechatpay.enabled=false%s.".formatted(
				(cause.problems().size() != 1) ? "these problems" : "this problem",
				(cause.connectionDetails() != null) ? "" : " or remove all wechatpay.* properties");
	}

	private @Nullable Origin origin(String property) {
		if (this.environment == null) {
			return null;
		}
		Origin origin = origin(this.environment, ConfigurationPropertyName.adapt(property, '.'));
		int index = property.indexOf('[');
		// a list may be written as one value
		return (origin == null && index > 0)
				? origin(this.environment, ConfigurationPropertyName.adapt(property.substring(0, index), '.')) : origin;
	}

	private static @Nullable Origin origin(Environment environment, ConfigurationPropertyName name) {
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.findFirst()
			.map(ConfigurationProperty::getOrigin)
			.orElse(null);
	}

}
