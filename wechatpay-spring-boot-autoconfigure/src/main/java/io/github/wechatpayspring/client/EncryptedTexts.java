package io.github.wechatpayspring.client;

import java.util.ArrayList;
import java.util.List;

import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpRequest;

/**
 * The texts of one request that were encrypted, as WeChat Pay can read them and so repeat
 * them in words of error. They stay with the request and end with it.
 */
final class EncryptedTexts {

	private static final String ATTRIBUTE = EncryptedTexts.class.getName();

	private final List<String> texts = new ArrayList<>();

	/**
	 * Attach the texts to the request that is being written.
	 * @param message the request
	 * @return what takes the texts while they are encrypted
	 */
	static EncryptedTexts attachTo(HttpOutputMessage message) {
		EncryptedTexts encrypted = new EncryptedTexts();
		if (message instanceof HttpRequest request) {
			request.getAttributes().put(ATTRIBUTE, encrypted);
		}
		return encrypted;
	}

	static List<String> of(HttpRequest request) {
		return (request.getAttributes().get(ATTRIBUTE) instanceof EncryptedTexts encrypted) ? encrypted.texts
				: List.of();
	}

	void add(String text) {
		this.texts.add(text);
	}

	@Override
	public String toString() {
		return "EncryptedTexts[" + this.texts.size() + "]";
	}

}
