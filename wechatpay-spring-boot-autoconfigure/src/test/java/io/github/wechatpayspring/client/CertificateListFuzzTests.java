package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.notification.Callback;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.fail;

/**
 * Whatever is listed as platform certificates: the list itself and, behind the
 * encryption, what it lists under one serial number.
 */
class CertificateListFuzzTests {

	private static final String LIST = """
			{"data":[{"serial_no":"408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB","encrypt_certificate":{\
			"algorithm":"AEAD_AES_256_GCM","nonce":"%s","associated_data":"certificate","ciphertext":"%s"}}]}""";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final PlatformCertificateClient client = new PlatformCertificateClient(
			new MerchantCredentials(FakeWechatPay.MERCHANT_ID, FakeWechatPay.MERCHANT_SERIAL, (message) -> message),
			AeadCipher.of(Callback.API_V3_KEY),
			new WechatPayHosts(URI.create("https://api.mch.weixin.qq.com"), null, FakeWechatPay.CLOCK),
			FakeWechatPay.CLOCK, RestClient.builder().requestFactory(this.wechatPay), (builder) -> {
			}, RetrySettings.disabled());

	@FuzzTest
	void isRefusedInWordsThatMayBeShown(byte[] input) {
		assertRefused(new String(input, StandardCharsets.UTF_8));
		assertRefused(
				LIST.formatted(Callback.RESOURCE_NONCE, Callback.encrypt(Callback.API_V3_KEY, input, "certificate")));
	}

	private void assertRefused(String list) {
		this.wechatPay.received().clear();
		this.wechatPay.answer(Answer.unsigned(200, list));
		try {
			this.client.download(List.of());
		}
		catch (WechatPayException | InvalidKeyMaterialException | DecryptionException ex) {
			FuzzInput.assertPrintable(ex.getMessage(), 500);
			return;
		}
		fail("Believed what nobody signed");
	}

}
