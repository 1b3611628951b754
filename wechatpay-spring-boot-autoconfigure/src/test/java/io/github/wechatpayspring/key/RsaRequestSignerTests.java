package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.wechatpayspring.FakeWechatPay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RsaRequestSignerTests {

	private final RequestSigner signer = new RsaRequestSigner(FakeWechatPay.MERCHANT_KEYS.getPrivate());

	@Test
	void signsWhatThePublicKeyVerifies() {
		byte[] message = "message".getBytes(StandardCharsets.UTF_8);
		assertThat(FakeWechatPay.verifies(FakeWechatPay.MERCHANT_KEYS.getPublic(), message, this.signer.sign(message)))
			.isTrue();
	}

	@Test
	void signsForManyThreadsAtOnce() {
		byte[] message = "message".getBytes(StandardCharsets.UTF_8);
		List<String> signatures = IntStream.range(0, 64)
			.parallel()
			.mapToObj((index) -> Arrays.toString(this.signer.sign(message)))
			.toList();
		assertThat(signatures).hasSize(64).containsOnly(Arrays.toString(this.signer.sign(message)));
	}

	@Test
	void refusesAKeyThatIsNotRsa() throws Exception {
		PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
		RequestSigner other = new RsaRequestSigner(key);
		assertThatIllegalStateException().isThrownBy(() -> other.sign(new byte[0]))
			.withMessage("The merchant's private key cannot sign");
	}

	@Test
	void knowsThePublicHalf() {
		RsaRequestSigner key = new RsaRequestSigner(FakeWechatPay.MERCHANT_KEYS.getPrivate());
		assertThat(key.belongsTo(VerifyingKey.of((RSAPublicKey) FakeWechatPay.MERCHANT_KEYS.getPublic()))).isTrue();
		assertThat(key.belongsTo(VerifyingKey.of((RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic()))).isFalse();
		assertThat(key.algorithm()).isSameAs(SignatureAlgorithm.SHA256_RSA2048);
	}

	@Test
	void keepsTheKeyOutOfItsDescription() {
		assertThat(this.signer).hasToString("RsaRequestSigner");
	}

}
