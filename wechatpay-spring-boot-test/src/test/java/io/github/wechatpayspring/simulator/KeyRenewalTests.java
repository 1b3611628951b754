package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KeyRenewalTests {

	private static final String LIST = "/v3/marketing/favor/users/o-1/coupons?appid=wx1&creator_mchid=1900000109&limit=5";

	private static final String SEND = "/v3/multiuse/users/o-1/coupons";

	private final WechatPaySimulator simulator = WechatPaySimulator.builder().appids("wx1").start();

	private final SimulatedMerchant old = this.simulator.merchant();

	private final TestClient oldClient = new TestClient(this.simulator);

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void hasACertificateOfTheMerchant() throws GeneralSecurityException {
		X509Certificate certificate = TestClient.certificate(this.old.certificatePem());
		assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=" + this.old.merchantId());
		assertThat("%040X".formatted(certificate.getSerialNumber())).isEqualTo(this.old.serialNumber());
		byte[] message = { 1 };
		assertThat(CipherSuite.of(false)
			.verifies(certificate.getPublicKey(), message, TestClient.sign(this.old.privateKeyPem(), message)))
			.isTrue();
	}

	@Test
	void acceptsBothCertificatesUntilTheFormerOneIsRetired() throws IOException {
		this.simulator.renewMerchantCertificate();
		TestClient newClient = new TestClient(this.simulator);
		assertThat(this.simulator.merchant().serialNumber()).isNotEqualTo(this.old.serialNumber());
		assertThat(this.simulator.merchant().privateKeyPem()).isNotEqualTo(this.old.privateKeyPem());
		assertThat(this.oldClient.get(LIST).status()).isEqualTo(200);
		assertThat(newClient.get(LIST).status()).isEqualTo(200);
		this.simulator.retireFormerKeys();
		assertThat(newClient.get(LIST).status()).isEqualTo(200);
		assertThat(this.oldClient.get(LIST)).satisfies((reply) -> {
			assertThat(reply.status()).isEqualTo(401);
			assertThat(reply.code()).isEqualTo("SIGN_ERROR");
			assertThat(reply.message()).isEqualTo("已更换证书，请使用新证书");
			assertThat(reply.verified()).isFalse();
		});
		this.simulator.reset();
		assertThat(this.oldClient.get(LIST).status()).isEqualTo(200);
	}

	@Test
	void verifiesWithTheKeyOfTheCertificateThatIsNamed() throws IOException {
		this.simulator.renewMerchantCertificate();
		TestClient.Authorization mixed = this.oldClient.authorization("GET", LIST, "")
			.with("serial_no", this.simulator.merchant().serialNumber());
		assertThat(this.oldClient.send("GET", LIST, "", mixed).message()).isEqualTo("错误的签名，验签失败");
	}

	@Test
	void signsWithThePublicKeyThatIsAskedFor() throws IOException {
		this.simulator.renewPublicKey();
		String newId = this.simulator.merchant().platformPublicKeyId();
		assertThat(newId).startsWith("PUB_KEY_ID_").isNotEqualTo(this.old.platformPublicKeyId());
		TestClient newClient = new TestClient(this.simulator);
		assertThat(newClient.get(LIST).header("Wechatpay-Serial")).isEqualTo(newId);
		assertThat(newClient.get(LIST).verified()).isTrue();
		TestClient.Reply asked = this.oldClient.postUnderSerial(this.old.platformPublicKeyId(), SEND, "{}");
		assertThat(asked.header("Wechatpay-Serial")).isEqualTo(this.old.platformPublicKeyId());
		assertThat(asked.verified()).isTrue();
		assertThat(asked.message()).isNotEqualTo("平台证书序列号Wechatpay-Serial错误");
		this.simulator.retireFormerKeys();
		TestClient.Reply retired = newClient.postUnderSerial(this.old.platformPublicKeyId(), SEND, "{}");
		assertThat(retired.header("Wechatpay-Serial")).isEqualTo(newId);
		assertThat(retired.message()).isEqualTo("平台证书序列号Wechatpay-Serial错误");
	}

	@Test
	void hasNoPublicKeyToRenewBesideCertificatesOnly() {
		try (WechatPaySimulator certificates = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.CERTIFICATE)
			.start()) {
			assertThatIllegalStateException().isThrownBy(certificates::renewPublicKey)
				.withMessageContaining("PlatformKeyMode");
			certificates.retireFormerKeys();
			assertThat(certificates.merchant().platformPublicKeyId()).isNull();
		}
	}

}
