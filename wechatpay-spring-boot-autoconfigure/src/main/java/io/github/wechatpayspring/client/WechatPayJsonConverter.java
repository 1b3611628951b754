package io.github.wechatpayspring.client;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.wechatpayspring.field.FieldEncryption;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Writes requests and reads responses. Sensitive fields are encrypted, and the key that
 * did it is named in the header {@code Wechatpay-Serial} at once. Responses are read as
 * JSON whatever content type a gateway set, since they have been verified by then, and a
 * list of one may be that one.
 */
final class WechatPayJsonConverter extends JacksonJsonHttpMessageConverter {

	private final PlatformKeySource platformKeys;

	private final ObjectWriter writer;

	// looking up how to read a type costs more than reading one
	private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	WechatPayJsonConverter(JsonMapper mapper, PlatformKeySource platformKeys) {
		super(mapper);
		this.platformKeys = platformKeys;
		this.writer = mapper.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
		setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON));
	}

	// the last converter: what it cannot read nobody can
	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		return true;
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		ObjectReader reader = this.readers.computeIfAbsent(type.getType(),
				(javaType) -> getMapper().readerFor(getJavaType(javaType, null))
					// as the trade_type of a stock may come
					.with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY));
		InjectableValues requestId = new InjectableValues.Std().addValue("requestId",
				message.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID));
		try {
			return reader.with(requestId).readValue(message.getBody().readAllBytes());
		}
		catch (JacksonException ex) {
			// its message may quote the response
			throw new HttpMessageNotReadableException("The response is not the JSON expected", message);
		}
	}

	@Override
	protected void writeInternal(Object object, ResolvableType type, HttpOutputMessage message,
			@Nullable Map<String, Object> hints) throws IOException {
		PlatformKey key = this.platformKeys.current().preferred();
		message.getHeaders().set(WechatPayHeaders.SERIAL, key.id());
		FieldEncryption encryption = new FieldEncryption(key);
		if (message instanceof HttpRequest request) {
			encryption.attachTo(request);
		}
		try {
			encryption.applyTo(this.writer).writeValue(message.getBody(), object);
		}
		catch (JacksonException ex) {
			throw unwritable(ex);
		}
	}

	private static RuntimeException unwritable(JacksonException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IllegalArgumentException refusal) {
				return refusal;
			}
			if (cause instanceof InvalidDefinitionException definition) {
				// about the type and not about values
				return new IllegalArgumentException(definition.getOriginalMessage(), definition);
			}
		}
		return new HttpMessageNotWritableException("The request cannot be written as JSON", failure);
	}

}
