package io.github.wechatpayspring.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.BilingualText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosticReportTests {

	private static final Check CHECK = new Check(new BilingualText("Check", "检查"), new BilingualText("This.", "这个。"));

	@Test
	void saysWhatToDoOnlyWhereSomethingHasToBeDone() {
		BilingualText remedy = new BilingualText("Do it.", "请处理。");
		assertThat(DiagnosticReport.of(List.of(CHECK.passed(new BilingualText("same", "same")),
				CHECK.warning(new BilingualText("That.", "那个。"), remedy),
				CHECK.failed(new BilingualText("Other.", "其他。"), remedy),
				CHECK.skipped(new BilingualText("Unknown.", "未知。")))))
			.isEqualToNormalizingNewlines("""

					WeChat Pay diagnosis (微信支付自检)

					PASSED   Check (检查)
					         Found:    same
					WARNING  Check (检查)
					         Found:    That.
					         结果：那个。
					         Expected: This.
					         应为：这个。
					         Remedy:   Do it.
					         处理：请处理。
					FAILED   Check (检查)
					         Found:    Other.
					         结果：其他。
					         Expected: This.
					         应为：这个。
					         Remedy:   Do it.
					         处理：请处理。
					--       Check (检查)
					         Found:    Unknown.
					         结果：未知。

					1 passed, 1 with a warning, 1 failed, 1 not checked (通过 1，警告 1，失败 1，未检查 1)
					""");
	}

	@Test
	void saysWhichMerchantACheckBelongsTo() {
		Map<String, List<DiagnosticResult>> results = new LinkedHashMap<>();
		results.put("brand-b", List.of(CHECK.passed(new BilingualText("same", "same"))));
		results.put("planted\nname", List.of(CHECK.skipped(new BilingualText("same", "same"))));
		assertThat(DiagnosticReport.of(results)).isEqualToNormalizingNewlines("""

				WeChat Pay diagnosis (微信支付自检)

				Merchant (商户): brand-b

				PASSED   Check (检查)
				         Found:    same

				Merchant (商户): planted?name

				--       Check (检查)
				         Found:    same

				1 passed, 0 with a warning, 0 failed, 1 not checked (通过 1，警告 0，失败 0，未检查 1)
				""");
	}

}
