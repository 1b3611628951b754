package io.github.wechatpayspring.simulator.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.calls.Schema.Place;
import tools.jackson.databind.JsonNode;

/**
 * A condition between fields.
 *
 * @param rule the words of its description
 */
record FieldRule(JsonNode rule) {

	static List<FieldRule> all(JsonNode rules) {
		List<FieldRule> all = new ArrayList<>();
		rules.forEach((rule) -> all.add(new FieldRule(rule)));
		return all;
	}

	void check(JsonNode object, Schema schema, Place place) {
		if (!applies(object)) {
			return;
		}
		List<String> path = path();
		JsonNode inside = at(object, path);
		if (inside.isObject()) {
			texts("required").forEach((name) -> require(inside, name, schema.inside(path), at(place, path)));
			texts("fields").forEach((name) -> require(inside, name, schema.inside(path), at(place, path)));
		}
		List<String> oneOf = texts("exactly-one-of");
		if (!oneOf.isEmpty() && oneOf.stream().filter(object::has).count() != 1) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		List<String> together = texts("together");
		if (together.stream().anyMatch(object::has)) {
			together.forEach((name) -> require(object, name, schema, place));
		}
		for (Map.Entry<String, JsonNode> needed : this.rule.path("default-if-none-of").properties()) {
			boolean none = true;
			for (JsonNode name : needed.getValue()) {
				none = none && !object.has(name.asString());
			}
			if (none) {
				require(object, needed.getKey(), schema, place);
			}
		}
	}

	private boolean applies(JsonNode object) {
		return this.rule.path("when")
			.properties()
			.stream()
			.allMatch((each) -> each.getValue().asString().equals(object.path(each.getKey()).asString("")));
	}

	private List<String> path() {
		String path = this.rule.path("required-in").asString("");
		return path.isEmpty() ? List.of() : List.of(path.split("\\."));
	}

	private static JsonNode at(JsonNode object, List<String> path) {
		JsonNode inside = object;
		for (String name : path) {
			inside = inside.path(name);
		}
		return inside;
	}

	private static Place at(Place place, List<String> path) {
		Place inside = place;
		for (String name : path) {
			inside = inside.child(name, "");
		}
		return inside;
	}

	private List<String> texts(String word) {
		List<String> texts = new ArrayList<>();
		this.rule.path(word).forEach((each) -> texts.add(each.asString()));
		return texts;
	}

	private static void require(JsonNode object, String name, Schema schema, Place place) {
		if (!object.has(name)) {
			throw Schema.missing(place.child(name, schema.inside(List.of(name)).label()));
		}
	}

}
