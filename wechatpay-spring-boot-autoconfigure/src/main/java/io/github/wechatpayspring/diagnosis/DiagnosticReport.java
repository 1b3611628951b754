package io.github.wechatpayspring.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wechatpayspring.BilingualText;

/**
 * Formats results for people, in English and Chinese.
 */
public final class DiagnosticReport {

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]");

	private static final String INDENT = " ".repeat(9);

	private DiagnosticReport() {
	}

	/**
	 * Format results.
	 * @param results the results
	 * @return lines that may be shown to anybody
	 */
	public static String of(List<DiagnosticResult> results) {
		StringBuilder text = title();
		text.append("%n".formatted());
		results.forEach((result) -> append(text, result));
		return text.append(summary(results)).toString();
	}

	/**
	 * Format the results of several merchants.
	 * @param results the results by the name of the merchant
	 * @return lines that may be shown to anybody
	 */
	public static String of(Map<String, List<DiagnosticResult>> results) {
		StringBuilder text = title();
		results.forEach((merchant, ofMerchant) -> {
			text.append("%nMerchant (商户): %s%n%n".formatted(UNPRINTABLE.matcher(merchant).replaceAll("?")));
			ofMerchant.forEach((result) -> append(text, result));
		});
		return text.append(summary(results.values().stream().flatMap(List::stream).toList())).toString();
	}

	private static StringBuilder title() {
		return new StringBuilder("%nWeChat Pay diagnosis (微信支付自检)%n".formatted());
	}

	private static String summary(List<DiagnosticResult> results) {
		long passed = count(results, DiagnosticStatus.PASSED);
		long warnings = count(results, DiagnosticStatus.WARNING);
		long failed = count(results, DiagnosticStatus.FAILED);
		long skipped = count(results, DiagnosticStatus.SKIPPED);
		return "%n%d passed, %d with a warning, %d failed, %d not checked (通过 %1$d，警告 %2$d，失败 %3$d，未检查 %4$d)%n"
			.formatted(passed, warnings, failed, skipped);
	}

	private static long count(List<DiagnosticResult> results, DiagnosticStatus status) {
		return results.stream().filter((result) -> result.status() == status).count();
	}

	private static void append(StringBuilder text, DiagnosticResult result) {
		String status = (result.status() != DiagnosticStatus.SKIPPED) ? result.status().name() : "--";
		text.append("%-8s %s%n".formatted(status, result.name()));
		append(text, "Found", "结果", result.found());
		if (result.remedy() != null) {
			append(text, "Expected", "应为", result.expected());
			append(text, "Remedy", "处理", result.remedy());
		}
	}

	private static void append(StringBuilder text, String label, String chineseLabel, BilingualText value) {
		text.append("%s%-9s %s%n".formatted(INDENT, label + ":", value.english()));
		if (!value.chinese().equals(value.english())) {
			text.append("%s%s：%s%n".formatted(INDENT, chineseLabel, value.chinese()));
		}
	}

}
