package io.github.wechatpayspring.field;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.key.platform.PlatformKey;
import tools.jackson.databind.ObjectWriter;

import org.springframework.http.HttpRequest;

/**
 * Encrypts the {@link io.github.wechatpayspring.Sensitive} fields of one request while it
 * is written, and remembers their texts: WeChat Pay can read them and may repeat them in
 * the words of an error. They stay with the request and end with it.
 */
public final class FieldEncryption {

	static final String ATTRIBUTE = FieldEncryption.class.getName();

	private final PlatformKey key;

	private final List<String> texts = new ArrayList<>();

	/**
	 * Create an encryption.
	 * @param key the key of WeChat Pay
	 */
	public FieldEncryption(PlatformKey key) {
		this.key = key;
	}

	/**
	 * Attach the encryption to the request that is written with it.
	 * @param request the request
	 */
	public void attachTo(HttpRequest request) {
		request.getAttributes().put(ATTRIBUTE, this);
	}

	/**
	 * Have a writer encrypt.
	 * @param writer a writer of {@link WechatPayJson}
	 * @return a writer for one request
	 */
	public ObjectWriter applyTo(ObjectWriter writer) {
		return writer.withAttribute(ATTRIBUTE, this);
	}

	/**
	 * Return the texts of a request that were encrypted.
	 * @param request the request
	 * @return the texts, none if nothing was
	 */
	public static List<String> textsOf(HttpRequest request) {
		return (request.getAttributes().get(ATTRIBUTE) instanceof FieldEncryption encryption) ? encryption.texts
				: List.of();
	}

	String encrypt(String field, String text) {
		this.texts.add(text);
		if (text.isEmpty()) {
			return text;
		}
		try {
			return this.key.encrypt(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'%s' %s".formatted(field, ex.getMessage()), ex);
		}
	}

	@Override
	public String toString() {
		return "FieldEncryption[" + this.texts.size() + "]";
	}

}
