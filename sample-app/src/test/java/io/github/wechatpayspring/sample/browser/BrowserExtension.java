package io.github.wechatpayspring.sample.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Hands one {@link Browser} to all tests, and has each of them fail that leaves an error
 * in the browser's console. Uses the browser that is installed and downloads none.
 */
class BrowserExtension implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

	private static final Path CHROMIUM = path("TEST_CHROMIUM", "/usr/bin/chromium");

	private static final Path CHROMEDRIVER = path("TEST_CHROMEDRIVER", "/usr/bin/chromedriver");

	private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

	private static Path path(String variable, String installed) {
		return Path.of(Objects.requireNonNullElse(System.getenv(variable), installed));
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER)) {
			return ConditionEvaluationResult.enabled("there is a browser");
		}
		String reason = "SKIPPED %s for want of a browser: there is no %s or no %s. Install chromium and chromium-driver, or set TEST_CHROMIUM and TEST_CHROMEDRIVER"
			.formatted(context.getDisplayName(), CHROMIUM, CHROMEDRIVER);
		LogFactory.getLog(BrowserExtension.class).warn(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return browser(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		Environment environment = SpringExtension.getApplicationContext(context).getEnvironment();
		browser(context).visit("http://localhost:" + environment.getRequiredProperty("local.server.port"));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		browser(context).finish(context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName(),
				context.getExecutionException().isPresent());
	}

	private static Browser browser(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Browser.class, (key) -> new Browser(CHROMIUM, CHROMEDRIVER), Browser.class);
	}

}
