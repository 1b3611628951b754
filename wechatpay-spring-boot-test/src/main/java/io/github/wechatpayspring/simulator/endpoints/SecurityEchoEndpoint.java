package io.github.wechatpayspring.simulator.endpoints;

import java.security.GeneralSecurityException;

import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests signatures and encryption (商户签名验签/加解密测试): sends a message back as it came, and an
 * encrypted one encrypted for the merchant. The URL for a notification is checked but not
 * called.
 */
final class SecurityEchoEndpoint implements Endpoint {

	private static final Field ECHO_MESSAGE = Field.of("echo_message", "回显信息");

	private static final Field ENCRYPTED = Field.of("encrypted_echo_message", "平台证书或微信支付公钥加密测试字段");

	private static final Field NOTIFY_URL = Field.of("notify_url", "商户回调地址", 256)
		.matching(NotifyUrlEndpoints.HTTPS_WITHOUT_QUERY);

	private final PlatformKeyRing keys;

	private final CipherSuite suite;

	private final MerchantCertificates merchantCertificates;

	SecurityEchoEndpoint(PlatformKeyRing keys, CipherSuite suite, MerchantCertificates merchantCertificates) {
		this.keys = keys;
		this.suite = suite;
		this.merchantCertificates = merchantCertificates;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		EncryptedFields encrypted = EncryptedFields.of(this.keys, parameters.platformSerial());
		parameters.optional(NOTIFY_URL);
		ObjectNode response = JsonNodeFactory.instance.objectNode()
			.put("echo_message", parameters.required(ECHO_MESSAGE));
		String ciphertext = parameters.optional(ENCRYPTED);
		if (ciphertext != null) {
			response.put("encrypted_echo_message", encrypt(encrypted.decrypt(ciphertext)));
		}
		return response;
	}

	private String encrypt(String text) {
		try {
			return this.suite.encrypt(this.merchantCertificates.newest().keys().getPublic(), text);
		}
		catch (GeneralSecurityException ex) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
	}

}
