package io.github.wechatpayspring.sample.pages.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Breaks JSON into lines.
 */
final class ReadableJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ReadableJson() {
	}

	/**
	 * Break a body into lines.
	 * @param body a body
	 * @return the body as it is if it is no JSON
	 */
	static String of(String body) {
		try {
			return (body.isEmpty()) ? body : MAPPER.writeValueAsString(MAPPER.readTree(body));
		}
		catch (JacksonException ex) {
			return body;
		}
	}

}
