package io.github.wechatpayspring.simulator.endpoints;

import java.security.GeneralSecurityException;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests signatures and encryption (商户签名验签/加解密测试): sends a message back as it came, and an
 * encrypted one encrypted for the merchant. The URL for a notification is checked but not
 * called.
 */
final class SecurityEchoEndpoint implements Endpoint {

	private final CipherSuite suite;

	private final MerchantCertificates merchantCertificates;

	SecurityEchoEndpoint(CipherSuite suite, MerchantCertificates merchantCertificates) {
		this.suite = suite;
		this.merchantCertificates = merchantCertificates;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		ObjectNode response = Json.object("echo_message", parameters.text("echo_message"));
		String message = parameters.findText("encrypted_echo_message");
		return (message != null) ? response.put("encrypted_echo_message", encrypt(message)) : response;
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
