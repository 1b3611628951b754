package io.github.wechatpayspring.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.SerialNumber;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKey;

/**
 * Checks the keys without the network.
 */
final class KeyChecks {

	private static final byte[] MESSAGE = "wechatpay-diagnosis\n".getBytes(StandardCharsets.US_ASCII);

	private static final Check KEY_AND_SERIAL = new Check("Merchant's private key and serial number", "商户私钥与证书序列号",
			"The serial number of the certificate that was made together with the private key.",
			"证书序列号与商户私钥属于同一张商户 API 证书。");

	private static final Check PLATFORM_KEY = new Check("Key of WeChat Pay", "微信支付公钥或平台证书",
			"A key of WeChat Pay, not the merchant's own.", "微信支付的公钥，而不是商户自己的公钥。");

	private static final Check API_V3_KEY = new Check("API v3 key", "APIv3 密钥",
			"32 bytes, wherever notifications are received or certificates are downloaded.",
			"32 个字节；接收回调通知或下载平台证书时必须配置。");

	private static final BilingualText USE_PUB_KEY = new BilingualText(
			"Set wechatpay.platform-public-key to pub_key.pem, which can be downloaded in the merchant platform (商户平台 → 账户中心 → API安全 → 微信支付公钥).",
			"请将 wechatpay.platform-public-key 设为在商户平台（账户中心 → API安全 → 微信支付公钥）下载的 pub_key.pem。");

	private final WechatPayDiagnostics.Keys keys;

	KeyChecks(WechatPayDiagnostics.Keys keys) {
		this.keys = keys;
	}

	List<DiagnosticResult> run() {
		return List.of(keyAndSerial(), platformKey(), apiV3Key());
	}

	private DiagnosticResult keyAndSerial() {
		MerchantCredentials credentials = this.keys.credentials().current();
		try {
			credentials.signer().sign(MESSAGE);
		}
		catch (RuntimeException ex) {
			String found = BoundedTask.describe(ex);
			return KEY_AND_SERIAL.failed(
					new BilingualText("The private key does not sign (%s).", "商户私钥无法签名（%s）。").formatted(found),
					new BilingualText("Check wechatpay.merchant-private-key, or the RequestSigner of the application.",
							"请检查 wechatpay.merchant-private-key 或应用中的 RequestSigner。"));
		}
		String serial = credentials.serialNumber();
		KeyCertificate certificate = this.keys.certificate();
		if (certificate != null && certificate.serialNumber().isSameNumber(SerialNumber.parse(serial))) {
			return KEY_AND_SERIAL
				.passed(new BilingualText("%s, that of the certificate beside the private key, valid until %s.",
						"%s，与私钥旁的证书一致，有效期至 %s。")
					.formatted(serial, certificate.expiry()));
		}
		return KEY_AND_SERIAL.skipped(new BilingualText(
				"%s, but no certificate beside the private key, so that only the signed call below can show whether both belong together.",
				"序列号为 %s；私钥旁没有证书，本地无法判断两者是否匹配，由下面的签名请求来判断。")
			.formatted(serial));
	}

	private DiagnosticResult platformKey() {
		if (this.keys.downloads()) {
			return PLATFORM_KEY.skipped(
					"None is configured: platform certificates are downloaded and opened with the API v3 key.",
					"未配置；平台证书将自动下载并用 APIv3 密钥解密。");
		}
		ConfiguredPlatformKeys configured = this.keys.configuredKeys().get();
		List<PlatformKey> platformKeys = Stream
			.concat(Optional.ofNullable(configured.publicKey()).stream(),
					configured.certificates().stream().map(PlatformKey::of))
			.toList();
		String ids = String.join(", ", platformKeys.stream().map(PlatformKey::id).toList());
		if (platformKeys.stream().anyMatch(this::isOwn)) {
			return PLATFORM_KEY.failed(new BilingualText("The merchant's own key: it verifies what the merchant signs.",
					"配置的是商户自己的公钥：用它可以验证商户自己的签名。"), USE_PUB_KEY);
		}
		return PLATFORM_KEY.passed(ids + ", not the merchant's own.", ids + "，不是商户自己的公钥。");
	}

	// also of a key that is kept elsewhere, which cannot be compared
	private boolean isOwn(PlatformKey key) {
		try {
			MerchantCredentials credentials = this.keys.credentials().current();
			return key.algorithm() == credentials.signer().algorithm()
					&& key.verifies(MESSAGE, credentials.signer().sign(MESSAGE));
		}
		catch (RuntimeException ex) {
			// reported by the check of the private key
			return false;
		}
	}

	private DiagnosticResult apiV3Key() {
		if (this.keys.hasApiV3Key()) {
			return API_V3_KEY.passed("32 bytes.", "32 个字节。");
		}
		if (this.keys.notified()) {
			return API_V3_KEY.failed(
					new BilingualText(
							"Not set, though wechatpay.notification.path is: notifications cannot be decrypted.",
							"未配置；但已设置 wechatpay.notification.path，回调通知将无法解密。"),
					new BilingualText(
							"Set wechatpay.api-v3-key to the API v3 key as set in the merchant platform (商户平台 → 账户中心 → API安全).",
							"请将 wechatpay.api-v3-key 设为商户平台（账户中心 → API安全）中的 APIv3 密钥。"));
		}
		return API_V3_KEY.skipped("Not set, and not needed: nothing is decrypted with it.", "未配置，也不需要：没有需要用它解密的内容。");
	}

}
