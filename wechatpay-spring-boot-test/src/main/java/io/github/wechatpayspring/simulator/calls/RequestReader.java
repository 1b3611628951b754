package io.github.wechatpayspring.simulator.calls;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.calls.Schema.Place;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes the parameters out of path, query and body of a request, and refuses those that
 * are not as described.
 */
public final class RequestReader {

	private static final Place PATH = new Place("/uri_template", "");

	private static final Place QUERY = new Place("/query", "");

	private static final Place BODY = new Place("/body", "");

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final String merchantId;

	private final PlatformKeyRing keys;

	private final Clock clock;

	/**
	 * Create a reader.
	 * @param merchantId the merchant that signs requests
	 * @param keys decrypt fields
	 * @param clock decides whether times are in time
	 */
	public RequestReader(String merchantId, PlatformKeyRing keys, Clock clock) {
		this.merchantId = merchantId;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Read a request.
	 * @param call what is called
	 * @param request the request
	 * @return its parameters
	 * @throws ApiError if it is refused
	 */
	public Parameters read(Call call, RecordedRequest request) {
		checkContentType(call, request);
		ObjectNode body = body(call, request);
		ObjectNode values = this.mapper.createObjectNode();
		addPathVariables(values, call, request, body);
		addQuery(values, call, request);
		call.query().checkRules(values, QUERY);
		refuseOtherMerchant(body);
		if (call.hasBody()) {
			String keyId = (call.hasEncryptedFields()) ? keyId(request.header("Wechatpay-Serial")) : null;
			call.body().check(body, BODY, this.clock.instant());
			if (keyId != null) {
				decrypt(body, call.body(), keyId);
			}
			values.setAll(body);
		}
		return new Parameters(call, values);
	}

	private static void checkContentType(Call call, RecordedRequest request) {
		if (!call.hasBody()) {
			return;
		}
		String contentType = request.header("Content-Type");
		if (call.isMultipart()) {
			if (!MultipartForm.isMultipart(request)) {
				throw ApiError.invalidRequest("Http头Content-Type必须为multipart/form-data");
			}
		}
		else if (contentType == null || !contentType.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
			throw ApiError.invalidRequest("Http头Content-Type必须为application/json");
		}
	}

	private ObjectNode body(Call call, RecordedRequest request) {
		ObjectNode body = this.mapper.createObjectNode();
		if (call.isMultipart()) {
			MultipartForm form = MultipartForm.of(request);
			form.parts()
				.forEach((name, content) -> body.set(name,
						name.equals("meta") ? json(form.bytes(name)) : StringNode.valueOf(content)));
			return body;
		}
		return (call.hasBody()) ? json(request.body()) : body;
	}

	private ObjectNode json(byte[] bytes) {
		String text = decodeUtf8(bytes);
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

	// a variable of the path that the body repeats is mapped twice
	private void addPathVariables(ObjectNode values, Call call, RecordedRequest request, ObjectNode body) {
		Map<String, String> wire = Calls.pathVariables(call.operation(), request.path());
		call.path().forEach((name, variable) -> {
			Place place = PATH.child(name, variable.label());
			JsonNode repeated = body.get(name);
			if (repeated != null) {
				throw mappedTwice("/body/" + name, place, "body", repeated);
			}
			String value = decodeSegment(name, wire.getOrDefault(name, ""));
			if (value.isEmpty()) {
				throw Schema.missing(place);
			}
			values.set(name, StringNode.valueOf(value));
			variable.check(values.get(name), place, this.clock.instant());
		});
	}

	private void addQuery(ObjectNode values, Call call, RecordedRequest request) {
		Map<String, Schema> parameters = call.query().properties();
		Map<String, String> query = readQuery(request.query(), parameters);
		query.keySet().stream().filter((name) -> !parameters.containsKey(name)).findFirst().ifPresent((name) -> {
			throw ApiError.badParameter("请求中含有未在API文档中定义的参数", null,
					this.mapper.createArrayNode().add("/query/" + name));
		});
		parameters.forEach((name, parameter) -> {
			Place place = QUERY.child(name, parameter.label());
			String value = query.getOrDefault(name, "");
			if (!value.isEmpty()) {
				JsonNode node = parameter.isNumber() ? number(value, place) : StringNode.valueOf(value);
				parameter.check(node, place, this.clock.instant());
				values.set(name, node);
			}
			else if (parameter.isRequired()) {
				throw Schema.missing(place);
			}
		});
	}

	private static JsonNode number(String value, Place place) {
		if (!value.matches("\\d{1,9}")) {
			throw ApiError.badParameter("无法将输入源“%s”映射到目标字段“%s”中，此字段需要一个合法的非负整数".formatted(place, place.label()),
					place.location(), StringNode.valueOf(value));
		}
		return IntNode.valueOf(Integer.parseInt(value));
	}

	private void refuseOtherMerchant(ObjectNode body) {
		JsonNode mchid = body.get("mchid");
		if (mchid != null && mchid.isString() && !this.merchantId.equals(mchid.stringValue())) {
			throw ApiError.badParameter("http header中的mchid与post payload中的mchid不匹配");
		}
	}

	private String keyId(@Nullable String platformSerial) {
		if (platformSerial == null || platformSerial.isEmpty()) {
			throw ApiError.badParameter("HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)");
		}
		if (!this.keys.knows(platformSerial)) {
			throw ApiError.badParameter("平台证书序列号Wechatpay-Serial错误");
		}
		return platformSerial;
	}

	private void decrypt(ObjectNode body, Schema schema, String keyId) {
		schema.properties().forEach((name, property) -> {
			if (property.isEncrypted() && body.has(name)) {
				String text = decrypt(body.get(name).stringValue(), keyId);
				property.checkPlainText(text, BODY.child(name, property.label()));
				body.put(name, text);
			}
		});
	}

	private String decrypt(String ciphertext, String keyId) {
		String text;
		try {
			text = this.keys.decrypt(keyId, ciphertext);
		}
		catch (GeneralSecurityException ex) {
			throw ApiError.badParameter("平台私钥解密失败");
		}
		if (text.isBlank()) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		return text;
	}

	private static Map<String, String> readQuery(@Nullable String query, Map<String, Schema> parameters) {
		Map<String, String> values = new LinkedHashMap<>();
		if (query == null || query.isEmpty()) {
			return values;
		}
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			String name = decodeQuery((equals >= 0) ? pair.substring(0, equals) : pair);
			String value = (equals >= 0) ? decodeQuery(pair.substring(equals + 1)) : "";
			if (values.put(name, value) != null) {
				Schema parameter = parameters.get(name);
				Place place = QUERY.child(name, (parameter != null) ? parameter.label() : name);
				throw mappedTwice(place.path(), place, "query", StringNode.valueOf(value));
			}
		}
		return values;
	}

	private static ApiError mappedTwice(String second, Place first, String location, JsonNode value) {
		return ApiError.badParameter(
				"无法将输入源“%s”映射到目标字段“%s”中，此字段并非多重字段但被输入源“%s”映射过了。".formatted(second, first.label(), first), location,
				value);
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
