package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformCertificateClientTests {

	private static final String API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	private static final String OTHER_KEY = "b7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	private static final String NONCE = "61f9c719728a";

	private static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	private static final String OTHER_SERIAL = "0C4AEF34B89340881BB2B25226393DC2E47F094B";

	private static final KeyPair KEYS = FakeWechatPay.rsaKeys();

	private static final KeyPair OTHER_KEYS = FakeWechatPay.rsaKeys();

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final PlatformCertificateClient client = new PlatformCertificateClient(FakeWechatPay.credentials(),
			AeadCipher.of(API_V3_KEY),
			new WechatPayHosts(URI.create("https://api.mch.weixin.qq.com"), null, FakeWechatPay.CLOCK),
			FakeWechatPay.CLOCK, RestClient.builder().requestFactory(this.wechatPay), (builder) -> {
			}, RetrySettings.disabled());

	@Test
	void signsTheRequestAndNamesNoPlatformKey() {
		answer(list(entry(SERIAL, certificate(KEYS, SERIAL))));
		assertThat(download()).singleElement().satisfies((certificate) -> {
			assertThat(certificate.serialNumber().value()).isEqualTo(SERIAL);
			assertThat(certificate.certifies(new RsaRequestSigner(KEYS.getPrivate()))).isTrue();
		});
		FakeWechatPay.Received request = this.wechatPay.onlyRequest();
		assertThat(request.isSignedFor("/v3/certificates?algorithm_type=RSA")).isTrue();
		assertThat(request.headers().containsHeader("Wechatpay-Serial")).isFalse();
	}

	@Test
	void believesAListThatIsSignedByTheNewCertificateInIt() {
		String list = list(entry(OTHER_SERIAL, certificate(OTHER_KEYS, OTHER_SERIAL)),
				entry(SERIAL, certificate(KEYS, SERIAL)));
		answer(list);
		assertThat(download(platformKey(OTHER_SERIAL, OTHER_KEYS))).hasSize(2);
	}

	@Test
	void believesAListThatIsSignedByAKnownKey() {
		String list = list(entry(SERIAL, certificate(KEYS, SERIAL)));
		this.wechatPay
			.answer((request) -> Answer.unsigned(200, list).signedBy(OTHER_KEYS, OTHER_SERIAL, FakeWechatPay.NOW));
		assertThat(download(platformKey(OTHER_SERIAL, OTHER_KEYS))).hasSize(1);
		refuses(Reason.SERIAL_UNKNOWN);
	}

	@Test
	void refusesAListThatSomebodyElseSigned() {
		this.wechatPay.answer(Answer.unsigned(200, list(entry(SERIAL, certificate(KEYS, SERIAL))))
			.signedBy(OTHER_KEYS, SERIAL, FakeWechatPay.NOW));
		refuses(Reason.SIGNATURE_MISMATCH);
		this.wechatPay.answer(Answer.unsigned(200, list(entry(SERIAL, certificate(KEYS, SERIAL)))));
		refuses(Reason.HEADER_MISSING);
		this.wechatPay.answer(Answer.unsigned(200, list(entry(SERIAL, certificate(KEYS, SERIAL))))
			.signedBy(KEYS, SERIAL, FakeWechatPay.NOW.minusSeconds(600)));
		refuses(Reason.CLOCK_SKEW);
	}

	@Test
	void refusesACertificateThatWasNotEncryptedWithTheApiV3Key() {
		answer(list(entry(SERIAL, certificate(KEYS, SERIAL), OTHER_KEY)));
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(this::download)
			.withMessageContaining("API v3 key")
			.withMessageNotContaining(API_V3_KEY);
		answer(list(entry(SERIAL, certificate(KEYS, SERIAL)).replace("\"certificate\"", "\"changed\"")));
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(this::download);
	}

	@Test
	void refusesACertificateOfSomebodyElse() {
		answer(list(entry(SERIAL, KeyMaterial.certificate(KEYS, "Tenpay.com sign", SERIAL))));
		refuses("not one of WeChat Pay");
		answer(list(entry(SERIAL, KeyMaterial.certificate(KEYS, "1900007291", SERIAL))));
		refuses("not one of WeChat Pay");
	}

	@Test
	void refusesACertificateUnderAnotherSerialNumber() {
		answer(list(entry(OTHER_SERIAL, certificate(KEYS, SERIAL))));
		refuses("another serial number");
	}

	@Test
	void leavesOutWhatIsNotValidNow() {
		String expired = KeyMaterial.platformCertificate(OTHER_KEYS, OTHER_SERIAL,
				FakeWechatPay.NOW.minus(Duration.ofDays(10)), FakeWechatPay.NOW.minusSeconds(1));
		answer(list(entry(OTHER_SERIAL, expired), entry(SERIAL, certificate(KEYS, SERIAL))));
		assertThat(download()).extracting((certificate) -> certificate.serialNumber().value()).containsExactly(SERIAL);
		this.wechatPay.answer(Answer.unsigned(200, list(entry(OTHER_SERIAL, expired)))
			.signedBy(OTHER_KEYS, OTHER_SERIAL, FakeWechatPay.NOW));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("none of which is valid now");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "<html>", "{\"data\":{}}", "{\"data\":1}" })
	void refusesWhatIsNoList(String body) {
		answer(body);
		refuses("not a list of certificates");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"data\":[]}", "{}", "{\"data\":[null]}" })
	void refusesAnEmptyList(String body) {
		answer(body);
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("listed 0 platform certificates");
	}

	@Test
	void refusesEntriesThatItCannotOpen() {
		answer("{\"data\":[{}]}");
		refuses("without its fields");
		answer(list(entry(SERIAL, certificate(KEYS, SERIAL)).replace("AEAD_AES_256_GCM", "AEAD_SM4_CCM")));
		refuses("encrypted in another way");
		answer(list(entry(SERIAL, certificate(KEYS, SERIAL)).replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM")));
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(this::download);
		answer(list("{\"serial_no\":\"" + SERIAL
				+ "\",\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"61f9c719728a\",\"ciphertext\":\"*\"}}"));
		refuses("not Base64");
	}

	@Test
	void refusesAListOfMoreCertificatesThanThereCanBe() {
		answer("{\"data\":[" + "{},".repeat(50) + "{}]}");
		refuses("A list of 51 platform certificates");
	}

	@Test
	void readsNoListThatIsTooLarge() {
		answer("{\"data\":[" + " ".repeat(256 * 1024) + "]}");
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("a body of more than 256 KB");
	}

	@Test
	void tellsAMerchantOfThePublicKeyToConfigureIt() {
		this.wechatPay.answer(Answer.unsigned(404,
				"{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥\"}"));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("wechatpay.platform-public-key and wechatpay.platform-public-key-id")
			.withMessageContaining("pub_key.pem")
			.matches((ex) -> !ex.isOutcomeUnknown());
	}

	@Test
	void explainsARefusal() {
		this.wechatPay.answer(Answer.unsigned(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"错误的签名，验签失败\"}"));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("401 SIGN_ERROR")
			.withMessageContaining("private key and serial number");
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(this::download)
			.withMessageContaining("502")
			.withMessageNotContaining("outRequestNo")
			.matches((ex) -> !ex.isOutcomeUnknown());
	}

	private void refuses(Reason reason) {
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(this::download)
			.matches((ex) -> ex.reason() == reason, "is for reason " + reason);
	}

	private void refuses(String message) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(this::download)
			.withMessageContaining(message);
	}

	private List<KeyCertificate> download(PlatformKey... known) {
		return this.client.download(List.of(known));
	}

	private void answer(String list) {
		this.wechatPay.answer(Answer.unsigned(200, list).signedBy(KEYS, SERIAL, FakeWechatPay.NOW));
	}

	private static PlatformKey platformKey(String id, KeyPair keys) {
		return new PlatformKey(id, (RSAPublicKey) keys.getPublic());
	}

	private static String certificate(KeyPair keys, String serialNumber) {
		return KeyMaterial.platformCertificate(keys, serialNumber, FakeWechatPay.NOW.minus(Duration.ofDays(10)),
				FakeWechatPay.NOW.plus(Duration.ofDays(1000)));
	}

	private static String list(String... entries) {
		return "{\"data\":[" + String.join(",", entries) + "]}";
	}

	private static String entry(String serialNumber, String pem) {
		return entry(serialNumber, pem, API_V3_KEY);
	}

	private static String entry(String serialNumber, String pem, String apiV3Key) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
					new GCMParameterSpec(128, NONCE.getBytes(StandardCharsets.UTF_8)));
			cipher.updateAAD("certificate".getBytes(StandardCharsets.UTF_8));
			String ciphertext = Base64.getEncoder()
				.encodeToString(cipher.doFinal(pem.getBytes(StandardCharsets.UTF_8)));
			return "{\"serial_no\":\"%s\",\"effective_time\":\"2026-06-08T10:34:56+08:00\",\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"%s\",\"associated_data\":\"certificate\",\"ciphertext\":\"%s\"}}"
				.formatted(serialNumber, NONCE, ciphertext);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
