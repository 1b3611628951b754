package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.callbacks.CouponFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes responses.
 */
final class Json {

	private Json() {
	}

	static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	static ObjectNode object(String name, String value) {
		return object().put(name, value);
	}

	static ObjectNode putTime(ObjectNode object, String name, @Nullable Instant time) {
		return (time != null) ? object.put(name, CouponFields.time(time)) : object;
	}

	static ObjectNode putText(ObjectNode object, String name, @Nullable String text) {
		return (text != null) ? object.put(name, text) : object;
	}

	/**
	 * Write one page of a list.
	 * @param <T> the type of what is listed
	 * @param all everything that is listed
	 * @param from how many come before the page
	 * @param offset the page asked for
	 * @param limit the size of a page
	 * @param json writes one of them
	 * @return the page
	 */
	static <T> ObjectNode page(List<T> all, long from, long offset, long limit, Function<T, JsonNode> json) {
		ObjectNode page = object();
		ArrayNode data = page.putArray("data");
		all.stream().skip(from).limit(limit).forEach((each) -> data.add(json.apply(each)));
		return page.put("limit", limit).put("offset", offset).put("total_count", all.size());
	}

}
