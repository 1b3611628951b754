package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

import io.github.wechatpayspring.autoconfigure.DiagnosisRequest;
import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticReport;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Runs the diagnosis instead of the application: before any bean of the application is
 * created, so that nothing of it starts, then prints the results for each merchant and
 * exits with 1 if a check failed, else with 0.
 */
class DiagnosisRunner implements BeanFactoryInitializer<ListableBeanFactory> {

	private final MerchantDiagnosis diagnosis;

	private final Environment environment;

	private final PrintStream out;

	private final IntConsumer exit;

	DiagnosisRunner(MerchantDiagnosis diagnosis, Environment environment, PrintStream out, IntConsumer exit) {
		this.diagnosis = diagnosis;
		this.environment = environment;
		this.out = out;
		this.exit = exit;
	}

	@Override
	public void initialize(ListableBeanFactory beanFactory) {
		Set<DiagnosticOption> options = options();
		Map<String, List<DiagnosticResult>> results = (options != null) ? this.diagnosis.run(options)
				: Map.of(WechatPay.DEFAULT_NAME, List.of(ConfigurationChecks.unknownOption(DiagnosisRequest.PROPERTY)));
		List<DiagnosticResult> ofDefault = results.get(WechatPay.DEFAULT_NAME);
		this.out.print((ofDefault != null && results.size() == 1) ? DiagnosticReport.of(ofDefault)
				: DiagnosticReport.of(results));
		this.out.flush();
		boolean failed = results.values().stream().flatMap(List::stream).anyMatch(DiagnosticResult::isFailed);
		this.exit.accept((failed) ? 1 : 0);
	}

	private @Nullable Set<DiagnosticOption> options() {
		String value = this.environment.getProperty(DiagnosisRequest.PROPERTY, "").strip().toLowerCase(Locale.ROOT);
		return switch (value) {
			case "", "true" -> Set.of();
			case "echo" -> Set.of(DiagnosticOption.ECHO);
			default -> null;
		};
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
