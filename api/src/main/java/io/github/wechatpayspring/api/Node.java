package io.github.wechatpayspring.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mapping in a description that knows where it is, so that a mistake is told with its
 * place.
 *
 * @param place the file and the way to the mapping in it
 * @param values its values by key
 */
record Node(String place, Map<String, Object> values) {

	static Node of(String place, @Nullable Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			throw new DescriptionException(place, "is missing or no mapping");
		}
		Map<String, Object> values = new LinkedHashMap<>();
		map.forEach((key, each) -> values.put(String.valueOf(key), each));
		return new Node(place, values);
	}

	boolean has(String key) {
		return this.values.get(key) != null;
	}

	Node child(String key) {
		return of(this.place + " > " + key, this.values.get(key));
	}

	Node childOrEmpty(String key) {
		return has(key) ? child(key) : new Node(this.place + " > " + key, Map.of());
	}

	/**
	 * Return the mappings below a key.
	 * @param key the key
	 * @return the mappings by their keys, none if there is no such key
	 */
	Map<String, Node> children(String key) {
		Map<String, Node> children = new LinkedHashMap<>();
		Node parent = childOrEmpty(key);
		parent.values.keySet().forEach((name) -> children.put(name, parent.child(name)));
		return children;
	}

	/**
	 * Return the mappings in a list.
	 * @param key the key of the list
	 * @return the mappings, none if there is no such key
	 */
	List<Node> list(String key) {
		List<Node> nodes = new ArrayList<>();
		if (this.values.get(key) instanceof List<?> list) {
			list.forEach((each) -> nodes.add(of("%s > %s[%d]".formatted(this.place, key, nodes.size()), each)));
		}
		return nodes;
	}

	List<String> texts(String key) {
		return (this.values.get(key) instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

	@Nullable String find(String key) {
		Object value = this.values.get(key);
		return (value != null) ? String.valueOf(value).strip() : null;
	}

	String text(String key) {
		String text = find(key);
		if (text == null) {
			throw new DescriptionException(this.place, "has no '" + key + "'");
		}
		return text;
	}

	@Nullable Long number(String key) {
		String text = find(key);
		try {
			return (text != null) ? Long.valueOf(text) : null;
		}
		catch (NumberFormatException ex) {
			throw new DescriptionException(this.place, "has a '" + key + "' that is no whole number: " + text);
		}
	}

	boolean isTrue(String key) {
		return Boolean.TRUE.equals(this.values.get(key));
	}

}
