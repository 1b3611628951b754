package io.github.wechatpayspring.simulator.endpoints;

import java.security.GeneralSecurityException;

import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts the sensitive fields of a request with the platform key that the request
 * names.
 */
final class EncryptedFields {

	private final PlatformKeyRing keys;

	private final String keyId;

	private EncryptedFields(PlatformKeyRing keys, String keyId) {
		this.keys = keys;
		this.keyId = keyId;
	}

	static EncryptedFields of(PlatformKeyRing keys, @Nullable String platformSerial) {
		if (platformSerial == null || platformSerial.isEmpty()) {
			throw ApiError.badParameter("HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)");
		}
		if (!keys.knows(platformSerial)) {
			throw ApiError.badParameter("平台证书序列号Wechatpay-Serial错误");
		}
		return new EncryptedFields(keys, platformSerial);
	}

	String decrypt(String ciphertext) {
		String text;
		try {
			text = this.keys.decrypt(this.keyId, ciphertext);
		}
		catch (GeneralSecurityException ex) {
			throw ApiError.badParameter("平台私钥解密失败");
		}
		if (text.isBlank()) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		return text;
	}

}
