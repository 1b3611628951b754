package io.github.wechatpayspring.simulator.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.calls.Schema.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of one request, wherever they were in it. They are what is described of
 * them, and what was encrypted is not any more.
 *
 * @param call the call
 * @param values the parameters by name
 */
public record Parameters(Call call, ObjectNode values) {

	/**
	 * Return a text that is always there.
	 * @param name the name of the parameter
	 * @return the text
	 */
	public String text(String name) {
		return this.values.required(name).stringValue();
	}

	/**
	 * Return a text.
	 * @param name the name of the parameter
	 * @return the text, {@code null} if it was not sent
	 */
	public @Nullable String findText(String name) {
		JsonNode value = this.values.get(name);
		return (value != null && !value.stringValue().isEmpty()) ? value.stringValue() : null;
	}

	/**
	 * Refuse the request if a parameter was not sent that is needed after all.
	 * @param name the name of the parameter in the body
	 * @throws ApiError if it is not there
	 */
	public void require(String name) {
		JsonNode value = this.values.get(name);
		if (value == null || (value.isString() && value.stringValue().isEmpty())) {
			throw Schema.missing(new Place("/body", "").child(name, this.call.body().inside(List.of(name)).label()));
		}
	}

	/**
	 * Return the bytes of a file.
	 * @param name the name of its part
	 * @return the bytes
	 */
	public byte[] file(String name) {
		return text(name).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return a number that is always there.
	 * @param name the name of the parameter
	 * @return the number
	 */
	public long number(String name) {
		return this.values.required(name).longValue();
	}

	/**
	 * Return a number.
	 * @param name the name of the parameter
	 * @return the number, {@code null} if it was not sent
	 */
	public @Nullable Long findNumber(String name) {
		JsonNode value = this.values.get(name);
		return (value != null) ? value.longValue() : null;
	}

	/**
	 * Return a time that is always there.
	 * @param name the name of the parameter
	 * @return the time
	 */
	public Instant time(String name) {
		return OffsetDateTime.parse(text(name)).toInstant();
	}

	/**
	 * Return a time.
	 * @param name the name of the parameter
	 * @return the time, {@code null} if it was not sent
	 */
	public @Nullable Instant findTime(String name) {
		return (findText(name) != null) ? time(name) : null;
	}

	/**
	 * Return a list of texts.
	 * @param name the name of the parameter
	 * @return the texts, none if it was not sent
	 */
	public List<String> texts(String name) {
		List<String> texts = new ArrayList<>();
		this.values.path(name).forEach((each) -> texts.add(each.asString()));
		return texts;
	}

	/**
	 * Return an object.
	 * @param name the name of the parameter
	 * @return the object, a missing node if it was not sent
	 */
	public JsonNode object(String name) {
		return this.values.path(name);
	}

	/**
	 * Return what makes the request's number unique.
	 * @return the call, its number and that within which it is unique, nothing if the
	 * call has no number
	 */
	public List<Object> number() {
		List<Object> number = new ArrayList<>();
		this.call.number().forEach((name) -> number.add(same(this.values.path(name))));
		if (!number.isEmpty()) {
			number.add(0, this.call.operation());
		}
		return number;
	}

	/**
	 * Return what a retry must not change. The ciphertext of a field and the time zone of
	 * a time may differ, what they say may not.
	 * @return the parameters, to be compared with others
	 */
	public Object same() {
		return same(this.values);
	}

	private static Object same(JsonNode value) {
		if (value.isObject()) {
			Map<String, Object> fields = new HashMap<>();
			value.properties().forEach((field) -> fields.put(field.getKey(), same(field.getValue())));
			return fields;
		}
		if (value.isArray()) {
			List<Object> elements = new ArrayList<>();
			value.forEach((element) -> elements.add(same(element)));
			return elements;
		}
		if (value.isString() && Schema.RFC_3339.matcher(value.stringValue()).matches()) {
			return OffsetDateTime.parse(value.stringValue()).toInstant();
		}
		return value;
	}

	// openids and names are among them
	@Override
	public String toString() {
		return "Parameters[" + this.call.operation() + "]";
	}

}
