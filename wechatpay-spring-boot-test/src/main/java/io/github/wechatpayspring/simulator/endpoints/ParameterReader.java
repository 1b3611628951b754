package io.github.wechatpayspring.simulator.endpoints;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes the parameters out of path, query and body of a request.
 */
public final class ParameterReader {

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	/**
	 * Read a request.
	 * @param operation what is called
	 * @param request the request
	 * @return its parameters
	 * @throws ApiError if they cannot be read
	 */
	public Parameters read(Operation operation, RecordedRequest request) {
		Map<String, String> path = new LinkedHashMap<>();
		Routes.pathVariables(operation, request.path())
			.forEach((name, value) -> path.put(name, decodeSegment(name, value)));
		ObjectNode body = request.method().equals("GET") ? this.mapper.createObjectNode() : readBody(request);
		return new Parameters(path, readQuery(request.query()), body, request.header("Wechatpay-Serial"));
	}

	private ObjectNode readBody(RecordedRequest request) {
		String text = decodeUtf8(request.body());
		if (text == null) {
			throw notJson("", 1, 1);
		}
		if (text.isEmpty()) {
			return this.mapper.createObjectNode();
		}
		try {
			JsonNode body = this.mapper.readTree(text);
			if (body instanceof ObjectNode object) {
				return object;
			}
			throw notJson(text, 1, 1);
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			if (location == null || location.getCharOffset() < 0) {
				throw notJson(text, 1, 1);
			}
			int end = (int) Math.min(location.getCharOffset(), text.length());
			throw notJson(text.substring(0, end), location.getLineNr(), location.getColumnNr());
		}
	}

	private static ApiError notJson(String upToTheError, int line, int column) {
		return ApiError.badParameter(
				"解析 Json 出错 (位置: /body): * Line %d, Column %d\n  Syntax error: value, object or array expected.\n"
					.formatted(line, column),
				null, StringNode.valueOf(upToTheError));
	}

	private static Map<String, String> readQuery(@Nullable String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (query == null || query.isEmpty()) {
			return parameters;
		}
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			String name = decodeQuery((equals >= 0) ? pair.substring(0, equals) : pair);
			String value = (equals >= 0) ? decodeQuery(pair.substring(equals + 1)) : "";
			if (parameters.put(name, value) != null) {
				throw ApiError.badParameter(
						"无法将输入源“/query/%1$s”映射到目标字段“%1$s”中，此字段并非多重字段但被输入源“/query/%1$s”映射过了。".formatted(name), "query",
						StringNode.valueOf(value));
			}
		}
		return parameters;
	}

	private static String decodeQuery(String encoded) {
		try {
			return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw ApiError.badParameter("参数错误,请核对文档要求", "query", StringNode.valueOf(encoded));
		}
	}

	private static String decodeSegment(String name, String encoded) {
		try {
			// unlike in a query, a plus sign stands for itself
			return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw ApiError.badParameter("无法将输入源“/uri_template/%s”进行 URL 解码".formatted(name), "uri_template",
					StringNode.valueOf(encoded));
		}
	}

	private static @Nullable String decodeUtf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
