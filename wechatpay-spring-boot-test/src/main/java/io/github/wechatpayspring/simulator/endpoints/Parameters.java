package io.github.wechatpayspring.simulator.endpoints;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The parameters of one request. Reading one checks it and refuses the request in WeChat
 * Pay's words.
 */
public final class Parameters {

	private static final String PATH = "uri_template";

	private static final String QUERY = "query";

	private static final String BODY = "body";

	private final Map<String, String> path;

	private final Map<String, String> query;

	private final ObjectNode body;

	private final @Nullable String platformSerial;

	Parameters(Map<String, String> path, Map<String, String> query, ObjectNode body, @Nullable String platformSerial) {
		this.path = path;
		this.query = query;
		this.body = body;
		this.platformSerial = platformSerial;
	}

	/**
	 * Return a variable of the path, which the body must not repeat.
	 * @param field the variable
	 * @return its value
	 */
	String pathVariable(Field field) {
		JsonNode repeated = this.body.get(field.name());
		if (repeated != null) {
			throw ApiError.badParameter("无法将输入源“/body/%1$s”映射到目标字段“%2$s”中，此字段并非多重字段但被输入源“/uri_template/%1$s”映射过了。"
				.formatted(field.name(), field.label()), BODY, repeated);
		}
		return present(PATH, field, this.path.get(field.name()));
	}

	String requiredQuery(Field field) {
		return present(QUERY, field, this.query.get(field.name()));
	}

	@Nullable String optionalQuery(Field field) {
		String value = this.query.get(field.name());
		return (value != null && !value.isEmpty()) ? checked(QUERY, field, value) : null;
	}

	int queryNumber(Field field, int defaultValue) {
		String value = optionalQuery(field);
		if (value == null) {
			return defaultValue;
		}
		if (!value.matches("\\d{1,9}")) {
			throw ApiError.badParameter(
					"无法将输入源“/query/%s”映射到目标字段“%s”中，此字段需要一个合法的非负整数".formatted(field.name(), field.label()), QUERY,
					text(value));
		}
		return Integer.parseInt(value);
	}

	String required(Field field) {
		return present(BODY, field, string(field));
	}

	@Nullable String optional(Field field) {
		String value = string(field);
		return (value != null) ? checked(BODY, field, value) : null;
	}

	String oneOf(Field field, List<String> values) {
		String value = required(field);
		if (!values.contains(value)) {
			throw ApiError.badParameter("输入源“/body/%s”映射到值字段“%s”枚举规则校验失败，取值必须是 %s 之一".formatted(field.name(),
					field.label(), String.join("、", values)), BODY, text(value));
		}
		return value;
	}

	@Nullable Long optionalAmount(Field field) {
		JsonNode node = this.body.get(field.name());
		if (node == null) {
			return null;
		}
		if (!node.isIntegralNumber() || !node.canConvertToLong()) {
			throw wrongType(field, node, "integer");
		}
		if (node.longValue() < 0) {
			throw ApiError.badParameter("输入源“/body/%s”映射到数值字段“%s”数值规则校验失败，数值 %d，小于最小值 0".formatted(field.name(),
					field.label(), node.longValue()), BODY, node);
		}
		return node.longValue();
	}

	long requiredAmount(Field field) {
		Long value = optionalAmount(field);
		if (value == null) {
			throw missing(BODY, field);
		}
		return value;
	}

	void optionalFlag(Field field) {
		JsonNode node = this.body.get(field.name());
		if (node != null && !node.isBoolean()) {
			throw wrongType(field, node, "boolean");
		}
	}

	/**
	 * Refuse the request if its body names another merchant than its signature.
	 * @param merchantId the merchant that signed it
	 */
	public void refuseOtherMerchant(String merchantId) {
		JsonNode mchid = this.body.get("mchid");
		if (mchid != null && !merchantId.equals(mchid.asString())) {
			throw ApiError.badParameter("http header中的mchid与post payload中的mchid不匹配");
		}
	}

	/**
	 * Return the key that sensitive fields are encrypted for.
	 * @return the {@code Wechatpay-Serial} header
	 */
	@Nullable String platformSerial() {
		return this.platformSerial;
	}

	private @Nullable String string(Field field) {
		JsonNode node = this.body.get(field.name());
		if (node == null) {
			return null;
		}
		if (!node.isString()) {
			throw wrongType(field, node, "string");
		}
		return node.stringValue();
	}

	private static String present(String location, Field field, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			throw missing(location, field);
		}
		return checked(location, field, value);
	}

	private static String checked(String location, Field field, String value) {
		int length = value.getBytes(StandardCharsets.UTF_8).length;
		if (field.maxBytes() > 0 && length > field.maxBytes()) {
			throw ApiError.badParameter("输入源“/%s/%s”映射到值字段“%s”字符串规则校验失败，字节数 %d，大于最大值 %d".formatted(location,
					field.name(), field.label(), length, field.maxBytes()), location, text(value));
		}
		if (length < field.minBytes()) {
			throw ApiError.badParameter("输入源“/%s/%s”映射到值字段“%s”字符串规则校验失败，字节数 %d，小于最小值 %d".formatted(location,
					field.name(), field.label(), length, field.minBytes()), location, text(value));
		}
		if (field.pattern() != null && !field.pattern().matcher(value).matches()) {
			throw ApiError.badParameter("输入源“/%s/%s”映射到值字段“%s”字符串规则校验失败，字符串必须匹配正则表达式“%s”".formatted(location,
					field.name(), field.label(), field.pattern()), location, text(value));
		}
		return value;
	}

	private static ApiError missing(String location, Field field) {
		return ApiError.badParameter(
				"输入源“/%s/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(location, field.name(), field.label()), location,
				text(""));
	}

	private static ApiError wrongType(Field field, JsonNode node, String type) {
		return ApiError.badParameter(
				"无法将 JSON 输入源“/body/%s”映射到目标字段“%s”中，此字段需要一个 %s 类型的 Json 值".formatted(field.name(), field.label(), type),
				BODY, node);
	}

	private static JsonNode text(String value) {
		return StringNode.valueOf(value);
	}

}
