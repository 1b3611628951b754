package io.github.wechatpayspring.simulator.calls;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a value has to look like, and how WeChat Pay refuses one that does not.
 */
final class Schema {

	static final Pattern RFC_3339 = Pattern
		.compile("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$");

	private static final Pattern REQUEST_NUMBER = Pattern.compile("^[0-9A-Za-z|_*-]*$");

	private static final int MAX_CIPHERTEXT = 2048;

	// the words of the description
	private final JsonNode rules;

	private final Map<String, Schema> properties;

	private final @Nullable Schema element;

	private final @Nullable Pattern pattern;

	private final List<FieldRule> fieldRules;

	Schema(JsonNode rules) {
		this(rules, all(rules.path("properties")));
	}

	Schema(JsonNode rules, Map<String, Schema> properties) {
		this.rules = rules;
		this.properties = properties;
		this.element = (rules.has("items")) ? new Schema(rules.path("items")) : null;
		this.pattern = (rules.path("pattern").isString()) ? Pattern.compile(rules.path("pattern").stringValue()) : null;
		this.fieldRules = FieldRule.all(rules.path("x-rules"));
	}

	static Map<String, Schema> all(JsonNode descriptions) {
		Map<String, Schema> all = new LinkedHashMap<>();
		descriptions.properties().forEach((each) -> all.put(each.getKey(), new Schema(each.getValue())));
		return all;
	}

	Map<String, Schema> properties() {
		return this.properties;
	}

	boolean isEncrypted() {
		return this.rules.path("x-encrypted").asBoolean(false);
	}

	boolean isNumber() {
		return type().equals("integer");
	}

	boolean isRequired(String property) {
		for (JsonNode each : this.rules.path("required")) {
			if (each.asString().equals(property)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a parameter must be there.
	 * @return whether it is required itself
	 */
	boolean isRequired() {
		return this.rules.path("required").asBoolean(false);
	}

	private String type() {
		return this.rules.path("type").asString("");
	}

	String label() {
		return this.rules.path("label").asString("");
	}

	/**
	 * Check a value.
	 * @param value the value, not {@code null} itself
	 * @param place where it is
	 * @param now decides whether a time is in time
	 * @throws ApiError if it is not what is described
	 */
	void check(JsonNode value, Place place, Instant now) {
		switch (type()) {
			case "string" -> {
				expect(value.isString(), value, place, "string");
				checkText(value.stringValue(), place, now);
			}
			case "integer" -> {
				expect(value.isIntegralNumber() && value.canConvertToLong(), value, place, "integer");
				checkNumber(value, place);
			}
			case "boolean" -> expect(value.isBoolean(), value, place, "boolean");
			case "array" -> {
				expect(value.isArray(), value, place, "array");
				checkSize(value, place);
				for (int i = 0; this.element != null && i < value.size(); i++) {
					this.element.check(value.get(i), place.child(String.valueOf(i), label()), now);
				}
			}
			case "object" -> {
				expect(value.isObject(), value, place, "object");
				checkProperties((ObjectNode) value, place, now);
			}
			default -> {
				// any JSON
			}
		}
	}

	private static void expect(boolean asExpected, JsonNode value, Place place, String type) {
		if (!asExpected) {
			throw ApiError.badParameter(
					"无法将 JSON 输入源“%s”映射到目标字段“%s”中，此字段需要一个 %s 类型的 Json 值".formatted(place, place.label(), type),
					place.location(), value);
		}
	}

	private void checkProperties(ObjectNode object, Place place, Instant now) {
		ArrayNode unknown = JsonNodeFactory.instance.arrayNode();
		object.propertyNames().forEach((name) -> {
			if (!this.properties.containsKey(name)) {
				unknown.add(place.child(name, "").toString());
			}
		});
		if (!unknown.isEmpty()) {
			throw ApiError.badParameter("请求中含有未在API文档中定义的参数", null, unknown);
		}
		this.properties.forEach((name, property) -> {
			Place inside = place.child(name, property.label());
			JsonNode value = object.get(name);
			if (value == null || isRequired(name) && value.isString() && value.stringValue().isEmpty()) {
				if (isRequired(name)) {
					throw missing(inside);
				}
				return;
			}
			property.check(value, inside, now);
		});
		checkRules(object, place);
	}

	void checkRules(ObjectNode object, Place place) {
		this.fieldRules.forEach((rule) -> rule.check(object, this, place));
	}

	/**
	 * Find what is described of a value further inside.
	 * @param path the way to it
	 * @return its description
	 */
	Schema inside(List<String> path) {
		Schema inside = this;
		for (String name : path) {
			inside = Objects.requireNonNull(inside.properties.get(name), name);
		}
		return inside;
	}

	void checkText(String value, Place place, Instant now) {
		if (isEncrypted()) {
			atMost(MAX_CIPHERTEXT, bytes(value), value, place);
			return;
		}
		checkPlainText(value, place);
		if (this.rules.path("format").asString("").equals("date-time")) {
			matches(RFC_3339, value, place);
			checkTime(value, now);
		}
	}

	/**
	 * Check the text of a field that was encrypted, or is not.
	 * @param value the text
	 * @param place where it is
	 */
	void checkPlainText(String value, Place place) {
		JsonNode maxBytes = this.rules.path("x-max-bytes");
		if (maxBytes.isNumber()) {
			atMost(maxBytes.intValue(), bytes(value), value, place);
		}
		JsonNode minBytes = this.rules.path("x-min-bytes");
		if (minBytes.isNumber() && bytes(value) < minBytes.intValue()) {
			throw refused(place, "字符串规则校验失败，字节数 %d，小于最小值 %d".formatted(bytes(value), minBytes.intValue()), text(value));
		}
		int characters = value.codePointCount(0, value.length());
		JsonNode max = this.rules.path("maxLength");
		if (max.isNumber() && characters > max.intValue()) {
			throw refused(place, "字符串规则校验失败，字符数 %d，大于最大值 %d".formatted(characters, max.intValue()), number(characters));
		}
		JsonNode min = this.rules.path("minLength");
		if (min.isNumber() && characters < min.intValue()) {
			throw refused(place, "字符串规则校验失败，字符数 %d，小于最小值 %d".formatted(characters, min.intValue()), number(characters));
		}
		if (this.rules.path("x-request-number").asBoolean(false)) {
			matches(REQUEST_NUMBER, value, place);
		}
		if (this.pattern != null) {
			matches(this.pattern, value, place);
		}
		checkKnown(value, place);
	}

	private void atMost(int maximum, int bytes, String value, Place place) {
		if (bytes > maximum) {
			throw refused(place, "字符串规则校验失败，字节数 %d，大于最大值 %d".formatted(bytes, maximum), text(value));
		}
	}

	private static int bytes(String value) {
		return value.getBytes(StandardCharsets.UTF_8).length;
	}

	private static void matches(Pattern pattern, String value, Place place) {
		if (!pattern.matcher(value).matches()) {
			throw refused(place, "字符串规则校验失败，字符串必须匹配正则表达式“%s”".formatted(pattern), text(value));
		}
	}

	private void checkKnown(String value, Place place) {
		List<String> known = new ArrayList<>();
		this.rules.path("enum").forEach((each) -> known.add(each.asString()));
		if (!known.isEmpty() && !known.contains(value)) {
			throw refused(place, "枚举规则校验失败，取值必须是 %s 之一".formatted(String.join("、", known)), text(value));
		}
	}

	private void checkTime(String value, Instant now) {
		Instant time;
		try {
			time = OffsetDateTime.parse(value).toInstant();
		}
		catch (DateTimeException ex) {
			throw ApiError.badParameter("时间格式错误");
		}
		String age = this.rules.path("x-time").path("not-older-than").asString(null);
		if (age != null && time.isBefore(now.minus(Duration.parse(age)))) {
			throw ApiError.badParameter("%s不能早于当前时间%d小时".formatted(label(), Duration.parse(age).toHours()));
		}
	}

	private void checkNumber(JsonNode value, Place place) {
		JsonNode minimum = this.rules.path("minimum");
		if (minimum.isNumber() && value.longValue() < minimum.longValue()) {
			throw outOfRange(place, "数值规则校验失败，数值 %d，小于最小值 %d".formatted(value.longValue(), minimum.longValue()), value);
		}
		JsonNode maximum = this.rules.path("maximum");
		if (maximum.isNumber() && value.longValue() > maximum.longValue()) {
			throw outOfRange(place, "数值规则校验失败，数值 %d，大于最大值 %d".formatted(value.longValue(), maximum.longValue()), value);
		}
	}

	private static ApiError outOfRange(Place place, String problem, JsonNode value) {
		return ApiError.badParameter("输入源“%s”映射到数值字段“%s”%s".formatted(place, place.label(), problem), place.location(),
				value);
	}

	private void checkSize(JsonNode array, Place place) {
		limit("maxItems", array, place, (maximum) -> array.size() - maximum, "大于最大值");
		limit("minItems", array, place, (minimum) -> minimum - array.size(), "小于最小值");
	}

	private void limit(String word, JsonNode array, Place place, ToIntFunction<Integer> excess, String problem) {
		JsonNode limit = this.rules.path(word);
		if (limit.isNumber() && excess.applyAsInt(limit.intValue()) > 0) {
			throw ApiError.badParameter("输入源“%s”映射到数组字段“%s”数组规则校验失败，元素个数 %d，%s %d".formatted(place, place.label(),
					array.size(), problem, limit.intValue()), place.location(), number(array.size()));
		}
	}

	static ApiError missing(Place place) {
		return ApiError.badParameter("输入源“%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(place, place.label()),
				place.location(), text(""));
	}

	private static ApiError refused(Place place, String problem, JsonNode value) {
		return ApiError.badParameter("输入源“%s”映射到值字段“%s”%s".formatted(place, place.label(), problem), place.location(),
				value);
	}

	private static JsonNode text(String value) {
		return JsonNodeFactory.instance.stringNode(value);
	}

	private static JsonNode number(int value) {
		return JsonNodeFactory.instance.numberNode(value);
	}

	/**
	 * Where a value is in a request.
	 *
	 * @param path the way to it, {@code /body/stock_id} for instance
	 * @param label what WeChat Pay calls it
	 */
	record Place(String path, String label) {

		Place child(String name, String label) {
			return new Place(this.path + "/" + name, label);
		}

		@Nullable String location() {
			return this.path.split("/", -1)[1];
		}

		@Override
		public String toString() {
			return this.path;
		}

	}

}
