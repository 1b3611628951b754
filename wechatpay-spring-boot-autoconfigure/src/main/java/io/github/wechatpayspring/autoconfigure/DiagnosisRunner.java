package io.github.wechatpayspring.autoconfigure;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticReport;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/**
 * Runs the diagnosis instead of the application: before any bean of the application is
 * created, so that nothing of it starts, then prints what was found and exits with 1 if
 * anything failed, else with 0.
 */
class DiagnosisRunner implements BeanFactoryInitializer<ListableBeanFactory> {

	static final String PROPERTY = "wechatpay.diagnose";

	private final ObjectProvider<WechatPayDiagnostics> diagnostics;

	private final Environment environment;

	private final PrintStream out;

	private final IntConsumer exit;

	DiagnosisRunner(ObjectProvider<WechatPayDiagnostics> diagnostics, Environment environment, PrintStream out,
			IntConsumer exit) {
		this.diagnostics = diagnostics;
		this.environment = environment;
		this.out = out;
		this.exit = exit;
	}

	@Override
	public void initialize(ListableBeanFactory beanFactory) {
		List<DiagnosticResult> results = run();
		this.out.print(DiagnosticReport.of(results));
		this.out.flush();
		this.exit.accept((results.stream().anyMatch(DiagnosticResult::isFailed)) ? 1 : 0);
	}

	private List<DiagnosticResult> run() {
		Set<DiagnosticOption> options = options();
		if (options == null) {
			return List.of(ConfigurationChecks.unknownOption(PROPERTY));
		}
		WechatPayDiagnostics diagnostics;
		try {
			diagnostics = this.diagnostics.getIfAvailable();
		}
		catch (BeansException ex) {
			return ConfigurationChecks.of(invalidConfiguration(ex));
		}
		return (diagnostics != null) ? diagnostics.run(options) : List.of(ConfigurationChecks.switchedOff());
	}

	private @Nullable Set<DiagnosticOption> options() {
		String value = this.environment.getProperty(PROPERTY, "").strip().toLowerCase(Locale.ROOT);
		return switch (value) {
			case "", "true" -> Set.of();
			case "echo" -> Set.of(DiagnosticOption.ECHO);
			default -> null;
		};
	}

	private static InvalidWechatPayConfigurationException invalidConfiguration(BeansException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidWechatPayConfigurationException invalid) {
				return invalid;
			}
		}
		// something else, which Spring Boot explains
		throw failure;
	}

	/**
	 * Return the standard output, in the charset of the terminal, or UTF-8 if there is
	 * none or it has no Chinese.
	 * @return the stream
	 */
	static PrintStream console() {
		Console console = System.console();
		Charset charset = (console != null && console.charset().newEncoder().canEncode('中')) ? console.charset()
				: StandardCharsets.UTF_8;
		return new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
	}

}
