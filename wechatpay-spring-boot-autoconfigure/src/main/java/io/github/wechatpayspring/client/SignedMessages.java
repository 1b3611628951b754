package io.github.wechatpayspring.client;

import java.io.IOException;

import io.github.wechatpayspring.key.platform.SignedMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.StreamUtils;

/**
 * Reads from an answer or a callback what WeChat Pay signed.
 */
public final class SignedMessages {

	private SignedMessages() {
	}

	static SignedMessage read(ClientHttpResponse response) throws IOException {
		return of(response.getHeaders(), StreamUtils.copyToByteArray(response.getBody()));
	}

	/**
	 * Put together what is to be verified.
	 * @param headers the headers, among them those that carry the signature
	 * @param body the bytes received, empty if there are none
	 * @return the message
	 */
	public static SignedMessage of(HttpHeaders headers, byte[] body) {
		return new SignedMessage(first(headers, WechatPayHeaders.SERIAL), first(headers, WechatPayHeaders.TIMESTAMP),
				first(headers, WechatPayHeaders.NONCE), first(headers, WechatPayHeaders.SIGNATURE),
				first(headers, WechatPayHeaders.SIGNATURE_TYPE), body);
	}

	static boolean isSigned(HttpHeaders headers) {
		return headers.containsHeader(WechatPayHeaders.SIGNATURE);
	}

	private static @Nullable String first(HttpHeaders headers, String name) {
		String value = headers.getFirst(name);
		return (value != null) ? value.trim() : null;
	}

}
