package io.github.wechatpayspring.diagnosis;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.ProbeResponse;
import io.github.wechatpayspring.client.SignedTextComparison;

/**
 * Explains the response to a signed call, and what to do about it.
 */
final class ResponseTexts {

	static final BilingualText NO_RESPONSE = new BilingualText(
			"Try again. If it persists, see the checks of the host above, and wechatpay.client.read-timeout.",
			"请重试；如仍失败，请看上面对主机的检查以及 wechatpay.client.read-timeout。");

	static final BilingualText GATEWAY = new BilingualText(
			"Look at the gateways and proxies between this machine and WeChat Pay, also the one in wechatpay.client.base-url: they must change neither method, path, query nor body, and keep all headers.",
			"请检查本机与微信支付之间的网关和代理（包括 wechatpay.client.base-url 中的网关）：不得改动请求方法、路径、参数和请求体，并保留所有头。");

	private static final BilingualText SAME_CERTIFICATE = new BilingualText(
			"Take wechatpay.merchant-private-key and wechatpay.merchant-serial-number from the same certificate; after a renewal both change. \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints the serial number.",
			"请使用同一张证书的商户私钥和证书序列号，更换证书后两者都要更新；证书序列号可用 openssl x509 -in apiclient_cert.pem -noout -serial 查看。");

	private static final BilingualText KEYS = new BilingualText(
			"Take wechatpay.platform-public-key and wechatpay.platform-public-key-id from the merchant platform (商户平台 → 账户中心 → API安全 → 微信支付公钥); a merchant with platform certificates sets wechatpay.api-v3-key to have them downloaded.",
			"请从商户平台（账户中心 → API安全 → 微信支付公钥）取得微信支付公钥及公钥 ID；使用平台证书的商户请配置 wechatpay.api-v3-key 以自动下载。");

	private static final BilingualText CLOCK = new BilingualText(
			"Synchronise the clock of this machine; if it is right, something on the way keeps old responses.",
			"请校准本机时间；如时间无误，则可能有中间设备缓存了旧的应答。");

	private static final BilingualText AGAIN = new BilingualText("Run the diagnosis again.", "请再次运行自检。");

	private static final String[] LINES = { "method", "path and query", "time", "nonce", "body" };

	private static final String[] CHINESE_LINES = { "请求方法", "路径和参数", "时间戳", "随机串", "请求体" };

	private ResponseTexts() {
	}

	static BilingualText found(ProbeResponse response) {
		String said = (response.message() != null && !response.message().isEmpty()) ? ": " + response.message() : "";
		SignedTextComparison comparison = response.comparison();
		if (comparison == null) {
			return new BilingualText("%s%s.", "%s%s。").formatted(response.outcome(), said);
		}
		if (comparison.isSame()) {
			return new BilingualText(
					"%s%s. WeChat Pay verified the very text that was signed: no line differs, so the key does.",
					"%s%s。微信支付验签的内容与签名内容完全一致：签名内容无误，密钥有误。")
				.formatted(response.outcome(), said);
		}
		int line = comparison.line();
		return new BilingualText(
				"%s%s. Line %d of the signed text, %s, differs: signed \"%s\", WeChat Pay received \"%s\".".formatted(
						response.outcome(), said, line, LINES[line - 1], comparison.signed(), comparison.received()),
				"%s%s。待签名串第 %d 行（%s）不一致：签名时为“%s”，微信支付收到“%s”。".formatted(response.outcome(), said, line,
						CHINESE_LINES[line - 1], comparison.signed(), comparison.received()));
	}

	static BilingualText remedy(ProbeResponse response) {
		SignedTextComparison comparison = response.comparison();
		if (comparison != null) {
			return (comparison.isSame()) ? SAME_CERTIFICATE : GATEWAY;
		}
		if (response.status() >= 500) {
			// the explanation is about coupons
			return NO_RESPONSE;
		}
		BilingualText explanation = response.explanation();
		return (explanation != null) ? new BilingualText(explanation.english() + ".", explanation.chinese() + "。")
				: GATEWAY;
	}

	static BilingualText found(WechatPaySecurityException distrust) {
		String chinese = switch (distrust.reason()) {
			case HEADER_MISSING -> "应答缺少签名相关的头（Wechatpay-*），可能被代理丢弃。";
			case HEADER_MALFORMED -> "应答的签名相关头无法识别。";
			case CLOCK_SKEW -> "应答的时间戳与本机时间相差超过 5 分钟。";
			case SERIAL_UNKNOWN -> "应答所用的微信支付公钥或平台证书未配置。";
			case ALGORITHM_MISMATCH -> "应答的签名算法与密钥的类型不一致。";
			case KEY_UNAVAILABLE -> "没有可用于验签的公钥或平台证书：平台证书下载或解密失败。";
			case SIGNATURE_MISMATCH -> "签名与应答不符：配置的公钥不是该公钥 ID 对应的公钥，或应答被改动。";
			case HASH_MISMATCH -> "下载的文件与微信支付给出的摘要不符。";
			case FOREIGN_LINK -> "下载链接不属于微信支付。";
			case PROBE -> "签名探测流量（WECHATPAY/SIGNTEST），或伪造的应答。";
		};
		return new BilingualText(distrust.getMessage() + ".", chinese);
	}

	static BilingualText remedy(Reason reason) {
		return switch (reason) {
			case HEADER_MISSING, HEADER_MALFORMED -> GATEWAY;
			case CLOCK_SKEW -> CLOCK;
			case SERIAL_UNKNOWN, ALGORITHM_MISMATCH, SIGNATURE_MISMATCH -> KEYS;
			case KEY_UNAVAILABLE -> new BilingualText(
					"Correct wechatpay.api-v3-key to what is set in the merchant platform (商户平台 → 账户中心 → API安全); a merchant without platform certificates sets wechatpay.platform-public-key and wechatpay.platform-public-key-id.",
					"请核对 wechatpay.api-v3-key 与商户平台（账户中心 → API安全）中的设置；没有平台证书的商户请配置微信支付公钥及公钥 ID。");
			case HASH_MISMATCH, FOREIGN_LINK, PROBE -> AGAIN;
		};
	}

}
