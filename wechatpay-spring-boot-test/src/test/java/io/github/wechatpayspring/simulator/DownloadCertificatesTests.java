package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DownloadCertificatesTests extends SimulatorTests {

	private static final String PATH = "/v3/certificates";

	@Override
	WechatPaySimulator.Builder configure(WechatPaySimulator.Builder builder) {
		return builder.platformKeys(PlatformKeyMode.CERTIFICATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?algorithm_type=RSA", "?algorithm_type=ALL" })
	void listsCertificatesThatTheApiV3KeyOpens(String query) throws Exception {
		Reply reply = this.client.get(PATH + query);
		assertSuccess(reply);
		List<String> pems = this.simulator.platformCertificatePems();
		assertThat(reply.json().path("data").size()).isEqualTo(pems.size());
		JsonNode entry = reply.json().path("data").path(0);
		JsonNode encrypted = entry.path("encrypt_certificate");
		assertThat(encrypted.path("algorithm").asString()).isEqualTo("AEAD_AES_256_GCM");
		assertThat(encrypted.path("associated_data").asString()).isEqualTo("certificate");
		assertThat(encrypted.path("nonce").asString()).matches("[0-9a-f]{12}");
		String pem = decrypt(encrypted);
		assertThat(pem).isEqualTo(pems.get(0).strip());
		X509Certificate certificate = TestClient.certificate(pem);
		assertThat(entry.path("serial_no").asString()).isEqualTo("%040X".formatted(certificate.getSerialNumber()));
		assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=Tenpay.com sign", "O=Tenpay.com");
		assertThat(certificate.getIssuerX500Principal().getName()).contains("CN=Tenpay.com Root CA", "O=Tenpay.com");
		certificate.checkValidity();
		assertThat(entry.path("effective_time").asString())
			.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00");
		assertThat(entry.path("expire_time").asString()).isGreaterThan(entry.path("effective_time").asString());
	}

	@Test
	void encryptsEachTimeAnew() throws IOException {
		assertThat(nonce(this.client.get(PATH))).isNotEqualTo(nonce(this.client.get(PATH)));
	}

	@Test
	void refusesAnotherAlgorithm() throws IOException {
		assertRefused(this.client.get(PATH + "?algorithm_type=SM2"), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
	}

	@Test
	void signsWithTheOldCertificateUntilItIsRotated() throws Exception {
		String old = this.client.get(PATH).header("Wechatpay-Serial");
		int count = this.simulator.platformCertificatePems().size();
		this.simulator.announceCertificate();
		Reply announced = this.client.get(PATH);
		assertSuccess(announced);
		assertThat(announced.json().path("data").size()).isEqualTo(count + 1);
		assertThat(announced.header("Wechatpay-Serial")).isEqualTo(old);
		this.simulator.rotateCertificate();
		Reply rotated = this.client.get(PATH);
		assertSuccess(rotated);
		assertThat(rotated.json().path("data").size()).isEqualTo(count + 1);
		assertThat(rotated.header("Wechatpay-Serial"))
			.isEqualTo(rotated.json().path("data").path(count).path("serial_no").asString());
		List<String> pems = this.simulator.platformCertificatePems();
		assertThat(TestClient.certificate(pems.get(count)).getNotBefore())
			.isAfter(TestClient.certificate(pems.get(count - 1)).getNotBefore());
	}

	@Test
	void signsWithACertificateWhateverIsAskedFor() throws IOException {
		this.simulator.addStock(Stock.favor("9856000"));
		Reply reply = this.client.postUnderSerial("PUB_KEY_ID_0", "/v3/marketing/favor/users/o-1/coupons", "{}");
		assertThat(reply.header("Wechatpay-Serial")).matches("[0-9A-F]{40}");
		assertThat(reply.verified()).isTrue();
	}

	@Test
	void hasNoPublicKey() {
		assertThat(this.simulator.merchant().platformPublicKeyId()).isNull();
		assertThat(this.simulator.merchant().platformPublicKeyPem()).isNull();
	}

	@Test
	void tellsAMerchantOfThePublicKeyToUseIt() throws IOException {
		try (WechatPaySimulator publicKeyOnly = WechatPaySimulator.start()) {
			Reply reply = new TestClient(publicKeyOnly).get(PATH);
			assertThat(reply.status()).isEqualTo(404);
			assertThat(reply.code()).isEqualTo("RESOURCE_NOT_EXISTS");
			assertThat(reply.message()).startsWith("无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。");
			assertThat(reply.verified()).isTrue();
			assertThatIllegalStateException().isThrownBy(publicKeyOnly::rotateCertificate)
				.withMessageContaining("PlatformKeyMode");
		}
	}

	@Test
	void signsWithThePublicKeyDuringMigrationIfAskedFor() throws IOException {
		for (PlatformKeyMode mode : List.of(PlatformKeyMode.MIGRATION, PlatformKeyMode.BEFORE_MIGRATION)) {
			try (WechatPaySimulator migrating = WechatPaySimulator.builder().platformKeys(mode).start()) {
				TestClient merchant = new TestClient(migrating);
				String publicKeyId = migrating.merchant().platformPublicKeyId();
				Reply asked = merchant.postUnderSerial(publicKeyId, "/v3/marketing/favor/users/o-1/coupons", "{}");
				assertThat(asked.verified()).isTrue();
				assertThat(publicKeyId.equals(asked.header("Wechatpay-Serial")))
					.isEqualTo(mode == PlatformKeyMode.MIGRATION);
				Reply other = merchant.postUnderSerial("5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
						"/v3/marketing/favor/users/o-1/coupons", "{}");
				assertThat(other.verified()).isTrue();
				assertThat(other.header("Wechatpay-Serial")).matches("[0-9A-F]{40}");
			}
		}
	}

	private static String nonce(Reply reply) {
		return reply.json().path("data").path(0).path("encrypt_certificate").path("nonce").asString();
	}

	private String decrypt(JsonNode encrypted) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE,
				new SecretKeySpec(this.simulator.merchant().apiV3Key().getBytes(StandardCharsets.UTF_8), "AES"),
				new GCMParameterSpec(128, encrypted.path("nonce").asString().getBytes(StandardCharsets.UTF_8)));
		cipher.updateAAD(encrypted.path("associated_data").asString().getBytes(StandardCharsets.UTF_8));
		return new String(cipher.doFinal(Base64.getDecoder().decode(encrypted.path("ciphertext").asString())),
				StandardCharsets.UTF_8);
	}

}
