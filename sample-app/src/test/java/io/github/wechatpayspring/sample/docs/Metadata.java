package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the configuration metadata on the class path says about properties.
 */
final class Metadata {

	private static final Metadata ALL = new Metadata();

	private final Map<String, Property> properties = new TreeMap<>();

	private Metadata() {
		try {
			for (URL url : Collections
				.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream stream = url.openStream()) {
					add(JsonMapper.shared().readTree(stream));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Metadata get() {
		return ALL;
	}

	private void add(JsonNode metadata) {
		for (JsonNode property : metadata.path("properties")) {
			String name = property.get("name").asString();
			this.properties.put(name,
					new Property(name, property.path("type").asString(""), property.path("description").asString(""),
							text(property.path("defaultValue")), values(metadata.path("hints"), name)));
		}
	}

	private static @Nullable String text(JsonNode value) {
		return value.isMissingNode() ? null : value.isValueNode() ? value.asString() : value.toString();
	}

	private static List<String> values(JsonNode hints, String name) {
		List<String> values = new ArrayList<>();
		for (JsonNode hint : hints) {
			if (hint.get("name").asString().equals(name)) {
				hint.path("values").forEach((value) -> values.add(String.valueOf(text(value.path("value")))));
			}
		}
		return values;
	}

	/**
	 * Return the starter's own properties.
	 * @return all of them in the order of their names, with those of the actuator last
	 */
	List<Property> own() {
		return Stream.of("wechatpay\\..*", "management\\.\\w+\\.wechatpay\\..*")
			.flatMap((pattern) -> this.properties.values()
				.stream()
				.filter((property) -> property.name().matches(pattern)))
			.toList();
	}

	/**
	 * Tell whether there is a property, or a group of properties.
	 * @param name the name, which may have indexes and keys of maps
	 * @return whether it is known
	 */
	boolean names(String name) {
		String plain = name.replaceAll("\\[\\d+]", "");
		return this.properties.keySet()
			.stream()
			.anyMatch((known) -> known.equals(plain) || known.startsWith(plain + "."))
				|| this.properties.values()
					.stream()
					.anyMatch((known) -> known.type().startsWith("java.util.Map")
							&& plain.startsWith(known.name() + "."));
	}

	/**
	 * A property.
	 *
	 * @param name its name
	 * @param type its Java type
	 * @param description what it means
	 * @param defaultValue what it is if it is not set
	 * @param values what it is usually set to
	 */
	record Property(String name, String type, String description, @Nullable String defaultValue, List<String> values) {

	}

}
