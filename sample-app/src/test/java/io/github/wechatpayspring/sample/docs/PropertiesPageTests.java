package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.wechatpayspring.sample.docs.Metadata.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties on {@code docs/properties.md} and its twin are those of the
 * configuration metadata. A page that is not is written anew.
 */
class PropertiesPageTests {

	private static final Path ENGLISH = Path.of("..", "docs", "properties.md");

	private static final Path CHINESE = Path.of("..", "docs", "zh", "properties.md");

	private static final String BEGIN = "<!-- properties -->\n";

	private static final String END = "<!-- end of properties -->\n";

	private static final List<Property> PROPERTIES = Metadata.get().own();

	private static final Properties TRANSLATIONS = translations();

	@Test
	void eachDescriptionIsTranslated() {
		assertThat(TRANSLATIONS.stringPropertyNames()).as("names in properties_zh.properties")
			.containsExactlyInAnyOrderElementsOf(
					new TreeSet<>(PROPERTIES.stream().map(Property::name).collect(Collectors.toSet())));
	}

	@Test
	void thePageIsThatOfTheMetadata() throws IOException {
		check(ENGLISH, "| property | meaning | default | examples |\n|---|---|---|---|\n", Property::description);
	}

	@Test
	void itsTwinIsThatOfTheMetadata() throws IOException {
		check(CHINESE, "| 属性 | 含义 | 默认值 | 示例 |\n|---|---|---|---|\n",
				(property) -> TRANSLATIONS.getProperty(property.name(), ""));
	}

	private static void check(Path file, String head, Function<Property, String> description) throws IOException {
		Map<String, StringBuilder> tables = new LinkedHashMap<>();
		for (Property property : PROPERTIES) {
			tables.computeIfAbsent(group(property.name()), (group) -> new StringBuilder(head))
				.append("| `%s` | %s | %s | %s |%n".formatted(property.name(), cell(description.apply(property)),
						code(property.defaultValue()), examples(property)));
		}
		String page = Files.readString(file);
		String renewed = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables.entrySet()
			.stream()
			.map((table) -> "\n## `%s`%n%n%s".formatted(table.getKey(), table.getValue()))
			.collect(Collectors.joining()) + "\n" + page.substring(page.indexOf(END));
		Files.writeString(file, renewed);
		assertThat(page)
			.as("%s, which has just been written anew: look at what is different and commit it. To write it again: "
					+ "mvn -pl sample-app -am test -Dtest=PropertiesPageTests -Dsurefire.failIfNoSpecifiedTests=false",
					file)
			.isEqualTo(renewed);
	}

	// the properties of the merchant, and those of each part below
	private static String group(String name) {
		String[] segments = name.split("\\.");
		return (segments.length == 2) ? segments[0]
				: (segments[0].equals("management")) ? "management" : segments[0] + "." + segments[1];
	}

	private static String examples(Property property) {
		return property.values()
			.stream()
			.filter((value) -> !value.matches("true|false") && !value.equals(property.defaultValue()))
			.map(PropertiesPageTests::code)
			.collect(Collectors.joining(", "));
	}

	private static String code(@Nullable String value) {
		return (value != null && !value.isEmpty()) ? "`" + value + "`" : "";
	}

	private static String cell(String description) {
		return description.replaceFirst("[.。]$", "").replace("|", "\\|");
	}

	private static Properties translations() {
		try {
			return PropertiesLoaderUtils.loadProperties(
					new EncodedResource(new ClassPathResource("properties_zh.properties", PropertiesPageTests.class),
							StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
