package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.diagnosis.DiagnosticStatus;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;

/**
 * Turns mistakes in the configuration, which keep the application from starting, into
 * results of a diagnosis.
 */
final class ConfigurationChecks {

	private static final BilingualText ANOTHER = new BilingualText(
			"A value that the documentation of this property allows.", "符合该配置项说明的值。");

	private static final Map<String, BilingualText> EXPECTED = Map.ofEntries(
			Map.entry("merchant-id", new BilingualText("The id of the calling merchant, only digits.", "调用方商户号，仅含数字。")),
			Map.entry("merchant-serial-number",
					new BilingualText("The serial number of apiclient_cert.pem, 40 hex digits.",
							"商户 API 证书（apiclient_cert.pem）的序列号，40 位十六进制。")),
			Map.entry("merchant-private-key",
					new BilingualText(
							"The location or the text of apiclient_key.pem, which belongs to the serial number.",
							"商户私钥 apiclient_key.pem 的位置或内容，须与证书序列号匹配。")),
			Map.entry("ssl-bundle", new BilingualText(
					"The name of an SSL bundle with the merchant's key and certificate, in place of merchant-private-key.",
					"包含商户私钥和证书的 SSL bundle 名称，用来代替 merchant-private-key。")),
			Map.entry("platform-public-key-id",
					new BilingualText("The id of pub_key.pem, PUB_KEY_ID_….", "微信支付公钥 ID，以 PUB_KEY_ID_ 开头。")),
			Map.entry("platform-public-key", new BilingualText(
					"The location or the text of pub_key.pem, the public key of WeChat Pay and not the merchant's own.",
					"微信支付公钥 pub_key.pem 的位置或内容，不是商户自己的公钥。")),
			Map.entry("platform-certificates",
					new BilingualText(
							"Platform certificates of WeChat Pay (wechatpay_<serial>.pem) that have not expired.",
							"微信支付平台证书（wechatpay_<serial>.pem），且未过期。")),
			Map.entry("api-v3-key",
					new BilingualText("The API v3 key as set in the merchant platform (商户平台 → 账户中心 → API安全), 32 bytes.",
							"商户平台（账户中心 → API安全）中设置的 APIv3 密钥，32 个字节。")),
			Map.entry("client.base-url",
					new BilingualText("An absolute https URL without \"/v3\".", "完整的 https 地址，不带“/v3”。")),
			Map.entry("client.backup-base-url",
					new BilingualText("An absolute https URL without \"/v3\".", "完整的 https 地址，不带“/v3”。")));

	private ConfigurationChecks() {
	}

	static List<DiagnosticResult> of(List<Problem> problems) {
		return problems.stream().map(ConfigurationChecks::of).toList();
	}

	private static DiagnosticResult of(Problem problem) {
		String property = problem.property();
		// of an element of a list, and of a merchant of several or of a MerchantSource
		BilingualText expected = EXPECTED.getOrDefault(
				property.replaceFirst("^(wechatpay\\.(merchants\\.[^.]+\\.)?|[^.]+\\.)", "").replaceFirst("\\[.*", ""),
				ANOTHER);
		return failed(property, property, new BilingualText(problem.found(), "配置项缺失或有误：" + problem.found()), expected,
				new BilingualText(problem.action(), "请修改 " + property + "，应为：" + expected.chinese()));
	}

	static DiagnosticResult switchedOff() {
		return failed("Configuration", "配置",
				new BilingualText("Switched off: wechatpay.enabled is false.", "未启用：wechatpay.enabled 为 false。"),
				new BilingualText("WeChat Pay is configured and switched on.", "已配置并启用微信支付。"), new BilingualText(
						"Run the diagnosis with --wechatpay.enabled=true.", "运行自检时请加上 --wechatpay.enabled=true。"));
	}

	static DiagnosticResult noMerchant() {
		return failed("Configuration", "配置",
				new BilingualText("The MerchantSource has no merchant.", "MerchantSource 中没有商户。"),
				new BilingualText("At least one merchant.", "至少有一个商户。"),
				new BilingualText("Let the MerchantSource return merchants, or configure one in wechatpay.*.",
						"请让 MerchantSource 返回商户，或在 wechatpay.* 中配置。"));
	}

	// its message may hold what a database should not reveal
	static DiagnosticResult unreadableSource(RuntimeException failure) {
		String found = failure.getClass().getSimpleName();
		return failed("MerchantSource", "MerchantSource",
				new BilingualText("It failed (%s), so that its merchants are not known.", "读取失败（%s），无法得知其中的商户。")
					.formatted(found),
				new BilingualText("The merchants of the application.", "应用的商户。"),
				new BilingualText("Look at what it reads from, such as the database.", "请检查其数据来源，例如数据库。"));
	}

	static DiagnosticResult unknownOption(String property) {
		return failed(property, property, new BilingualText("A value that is not known.", "未知的值。"),
				new BilingualText("No value, \"echo\" or \"false\".", "不带值、“echo”或“false”。"),
				new BilingualText("Use --wechatpay.diagnose, or --wechatpay.diagnose=echo to test encryption too.",
						"请使用 --wechatpay.diagnose；如还要测试加密，请使用 --wechatpay.diagnose=echo。"));
	}

	private static DiagnosticResult failed(String name, String chineseName, BilingualText found, BilingualText expected,
			BilingualText remedy) {
		return new DiagnosticResult(new BilingualText(name, chineseName), DiagnosticStatus.FAILED, found, expected,
				remedy);
	}

}
