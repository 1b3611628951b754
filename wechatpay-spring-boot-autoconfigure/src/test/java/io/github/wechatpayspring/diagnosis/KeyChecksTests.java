package io.github.wechatpayspring.diagnosis;

import java.security.interfaces.RSAPublicKey;
import java.util.List;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyChecksTests {

	private static final ConfiguredPlatformKeys KEYS = new ConfiguredPlatformKeys(
			FakeWechatPay.platformKeys().current().preferred(), List.of());

	@Test
	void takesTheSerialNumberOfTheCertificateBesideTheKey() {
		KeyCertificate certificate = certificate(FakeWechatPay.MERCHANT_SERIAL);
		DiagnosticResult result = results(FakeWechatPay.credentials(), certificate, KEYS, true, false).get(0);
		assertThat(result.status()).isEqualTo(DiagnosticStatus.PASSED);
		assertThat(result.found().english()).startsWith(FakeWechatPay.MERCHANT_SERIAL)
			.contains(certificate.expiry().toString());
		assertThat(result.remedy()).isNull();
	}

	@Test
	void cannotTellWithoutTheCertificate() {
		assertThat(results(FakeWechatPay.credentials(), null, KEYS, true, false).get(0).status())
			.isEqualTo(DiagnosticStatus.SKIPPED);
	}

	@Test
	void cannotTellByTheCertificateOfAKeyThatWasReplaced() {
		assertThat(results(FakeWechatPay.credentials(), certificate("01"), KEYS, true, false).get(0).status())
			.isEqualTo(DiagnosticStatus.SKIPPED);
	}

	@Test
	void failsIfTheKeyDoesNotSign() {
		List<DiagnosticResult> results = results(credentials((message) -> {
			throw new IllegalStateException("no token\nin slot 0");
		}), null, KEYS, true, false);
		assertThat(results.get(0).isFailed()).isTrue();
		assertThat(results.get(0).found().english())
			.isEqualTo("The private key does not sign (IllegalStateException: no token in slot 0).");
		assertThat(results.get(0).remedy().chinese()).contains("RequestSigner");
		assertThat(results.get(1).isFailed()).as("the platform key").isFalse();
	}

	@Test
	void failsIfThePlatformKeyIsTheMerchantsOwn() {
		PlatformKey own = new PlatformKey(FakeWechatPay.PLATFORM_KEY_ID,
				(RSAPublicKey) FakeWechatPay.MERCHANT_KEYS.getPublic());
		RequestSigner elsewhere = FakeWechatPay.credentials().signer()::sign;
		DiagnosticResult result = results(credentials(elsewhere), null, new ConfiguredPlatformKeys(own, List.of()),
				true, false)
			.get(1);
		assertThat(result.isFailed()).isTrue();
		assertThat(result.found().english()).isEqualTo("The merchant's own key: it verifies what the merchant signs.");
		result = results(credentials(elsewhere), null,
				new ConfiguredPlatformKeys(null, List.of(certificate(FakeWechatPay.MERCHANT_SERIAL))), true, false)
			.get(1);
		assertThat(result.isFailed()).as("of a certificate").isTrue();
	}

	@Test
	void namesThePlatformKey() {
		DiagnosticResult result = results(FakeWechatPay.credentials(), null, KEYS, true, false).get(1);
		assertThat(result.status()).isEqualTo(DiagnosticStatus.PASSED);
		assertThat(result.found().english()).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID + ", not the merchant's own.");
	}

	@Test
	void wantsAnApiV3KeyForNotifications() {
		assertThat(apiV3Key(true, true).status()).isEqualTo(DiagnosticStatus.PASSED);
		assertThat(apiV3Key(false, false).status()).isEqualTo(DiagnosticStatus.SKIPPED);
		assertThat(apiV3Key(false, true).status()).isEqualTo(DiagnosticStatus.FAILED);
	}

	private static DiagnosticResult apiV3Key(boolean set, boolean notified) {
		return results(FakeWechatPay.credentials(), null, KEYS, set, notified).get(2);
	}

	private static List<DiagnosticResult> results(MerchantCredentials credentials, KeyCertificate certificate,
			ConfiguredPlatformKeys keys, boolean apiV3Key, boolean notified) {
		return new KeyChecks(new WechatPayDiagnostics.Keys("wechatpay.", credentials, certificate, () -> keys,
				FakeWechatPay.platformKeys(), apiV3Key, notified))
			.run();
	}

	private static MerchantCredentials credentials(RequestSigner signer) {
		return new MerchantCredentials(FakeWechatPay.MERCHANT_ID, FakeWechatPay.MERCHANT_SERIAL, signer);
	}

	private static KeyCertificate certificate(String serialNumber) {
		return PemText.of(KeyMaterial.certificate(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.MERCHANT_ID, serialNumber))
			.certificates()
			.get(0);
	}

}
