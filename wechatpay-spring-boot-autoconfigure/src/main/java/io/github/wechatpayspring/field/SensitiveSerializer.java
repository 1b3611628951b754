package io.github.wechatpayspring.field;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a field as ciphertext, encrypted by the {@link FieldEncryption} of this one
 * request. Without it it refuses, so that no plain text ever leaves.
 */
final class SensitiveSerializer extends ValueSerializer<Object> {

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		String field = generator.streamWriteContext().currentName();
		if (!(value instanceof String text)) {
			throw new IllegalArgumentException("'%s' is @Sensitive and must be a String".formatted(field));
		}
		if (!(context.getAttribute(FieldEncryption.ATTRIBUTE) instanceof FieldEncryption encryption)) {
			throw new IllegalStateException(
					"'%s' is @Sensitive and can be written for WeChat Pay only".formatted(field));
		}
		generator.writeString(encryption.encrypt(field, text));
	}

}
