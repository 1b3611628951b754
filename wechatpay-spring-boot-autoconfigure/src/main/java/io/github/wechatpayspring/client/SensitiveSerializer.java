package io.github.wechatpayspring.client;

import io.github.wechatpayspring.key.platform.PlatformKey;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a field as ciphertext, with the cipher that the writer was given for this one
 * request. Without a cipher it refuses, so that no plain text ever leaves.
 */
final class SensitiveSerializer extends ValueSerializer<Object> {

	static final String CIPHER = PlatformKey.class.getName();

	/**
	 * Takes what is encrypted, if anybody wants to know.
	 */
	static final String ENCRYPTED = EncryptedTexts.class.getName();

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		String field = generator.streamWriteContext().currentName();
		if (!(value instanceof String text)) {
			throw new IllegalArgumentException("'%s' is @Sensitive and must be a String".formatted(field));
		}
		if (!(context.getAttribute(CIPHER) instanceof PlatformKey cipher)) {
			throw new IllegalStateException(
					"'%s' is @Sensitive and can be written for WeChat Pay only".formatted(field));
		}
		if (context.getAttribute(ENCRYPTED) instanceof EncryptedTexts encrypted) {
			encrypted.add(text);
		}
		generator.writeString(text.isEmpty() ? text : encrypt(field, text, cipher));
	}

	private static String encrypt(String field, String text, PlatformKey cipher) {
		try {
			return cipher.encrypt(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'%s' %s".formatted(field, ex.getMessage()), ex);
		}
	}

}
