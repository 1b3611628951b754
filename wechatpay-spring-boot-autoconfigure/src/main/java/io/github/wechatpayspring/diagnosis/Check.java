package io.github.wechatpayspring.diagnosis;

import io.github.wechatpayspring.BilingualText;

/**
 * The name of a check and what it expects. Turns what was found into a result.
 *
 * @param name what is checked
 * @param expected what should be found
 */
record Check(BilingualText name, BilingualText expected) {

	Check(String name, String chineseName, String expected, String chineseExpected) {
		this(new BilingualText(name, chineseName), new BilingualText(expected, chineseExpected));
	}

	DiagnosticResult passed(String found, String chineseFound) {
		return passed(new BilingualText(found, chineseFound));
	}

	DiagnosticResult passed(BilingualText found) {
		return new DiagnosticResult(this.name, DiagnosticStatus.PASSED, found, this.expected, null);
	}

	DiagnosticResult warning(BilingualText found, BilingualText remedy) {
		return new DiagnosticResult(this.name, DiagnosticStatus.WARNING, found, this.expected, remedy);
	}

	DiagnosticResult failed(BilingualText found, BilingualText remedy) {
		return new DiagnosticResult(this.name, DiagnosticStatus.FAILED, found, this.expected, remedy);
	}

	DiagnosticResult skipped(String found, String chineseFound) {
		return skipped(new BilingualText(found, chineseFound));
	}

	DiagnosticResult skipped(BilingualText found) {
		return new DiagnosticResult(this.name, DiagnosticStatus.SKIPPED, found, this.expected, null);
	}

}
