package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityEchoTests extends SimulatorTests {

	private static final String PATH = "/v3/security/echo";

	@Test
	void sendsTheMessageBack() throws IOException {
		Reply reply = send(Map.of("echo_message", "你好", "notify_url", "https://shop.example.com/notify"));
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("echo_message");
		assertThat(reply.text("echo_message")).isEqualTo("你好");
	}

	@Test
	void decryptsAMessageAndEncryptsItForTheMerchant() throws Exception {
		Reply reply = send(Map.of("echo_message", "1", "encrypted_echo_message", this.client.encrypt("张三")));
		assertSuccess(reply);
		String pem = this.simulator.merchant().privateKeyPem().replaceAll("-----[A-Z ]+-----", "");
		PrivateKey key = KeyFactory.getInstance("RSA")
			.generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
		assertThat(CipherSuite.of(false).decrypt(key, reply.text("encrypted_echo_message"))).isEqualTo("张三");
	}

	@Test
	void wantsAMessage() throws IOException {
		assertBadParameter(send(Map.of("notify_url", "https://shop.example.com/")), "body", "",
				"输入源“/body/echo_message”映射到字段“回显信息”必填性规则校验失败，此字段为必填项");
		assertBadParameter(send(Map.of("echo_message", 1)), "body", 1,
				"无法将 JSON 输入源“/body/echo_message”映射到目标字段“回显信息”中，此字段需要一个 string 类型的 Json 值");
	}

	@Test
	void wantsAUrlWithTls() throws IOException {
		Reply reply = send(Map.of("echo_message", "1", "notify_url", "http://shop.example.com/"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.code()).isEqualTo("PARAM_ERROR");
	}

	@Test
	void wantsTheNameOfAKey() throws IOException {
		String body = json(Map.of("echo_message", "1"));
		assertRefused(this.client.post(PATH, body), 400, "PARAM_ERROR", "HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)");
		assertRefused(this.client.postUnderSerial("PUB_KEY_ID_1", PATH, body), 400, "PARAM_ERROR",
				"平台证书序列号Wechatpay-Serial错误");
	}

	@Test
	void refusesWhatItCannotDecrypt() throws IOException {
		assertRefused(send(Map.of("echo_message", "1", "encrypted_echo_message", "plain")), 400, "PARAM_ERROR",
				"平台私钥解密失败");
	}

	private Reply send(Map<String, ?> body) throws IOException {
		return this.client.postUnderSerial(this.simulator.merchant().platformPublicKeyId(), PATH, json(body));
	}

}
