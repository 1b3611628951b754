package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.wechatpayspring.notification.NotificationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Holds what editors suggest as values of properties against the types of the properties.
 */
class ValueHintsTests {

	private static final JsonNode metadata = readMetadata();

	private static final Map<String, JsonNode> properties = metadata.get("properties")
		.valueStream()
		.collect(Collectors.toMap((property) -> property.get("name").asString(), (property) -> property));

	@ParameterizedTest
	@MethodSource("properties")
	void suggestValuesThatThePropertyTakes(String property) {
		assertThat(values(property)).isNotEmpty()
			.allSatisfy((value) -> assertThatCode(
					() -> ApplicationConversionService.getSharedInstance().convert(value, type(property)))
				.doesNotThrowAnyException());
	}

	@ParameterizedTest
	@MethodSource("properties")
	void suggestAllValuesIfThereAreFew(String property) {
		Class<?> type = type(property);
		if (type == Boolean.class) {
			assertThat(values(property)).containsExactlyInAnyOrder("true", "false");
		}
		if (type.isEnum()) {
			assertThat(values(property)).containsExactlyInAnyOrderElementsOf(names(type));
		}
		if (type == Boolean.class || type.isEnum()) {
			assertThat(providers(property)).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void leaveOtherValuesToTheUserIfThereAreMany(String property) {
		if (type(property) != Boolean.class && !type(property).isEnum() && !property.equals("wechatpay.diagnose")) {
			assertThat(providers(property)).hasSize(1).isSubsetOf("any", "handle-as");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void callTheDefaultWhatIsTheDefault(String property) {
		JsonNode defaultValue = properties.get(property).path("defaultValue");
		assertThat(hint(property).get("values").valueStream())
			.allSatisfy((value) -> assertThat(value.get("description").asString()).matches("\\S.*\\."))
			.filteredOn((value) -> value.get("description").asString().startsWith("The default"))
			.allSatisfy((value) -> assertThat(value.get("value")).isEqualTo(defaultValue));
	}

	@Test
	void suggestTheDatabasesThatThereIsAScriptFor() {
		assertThat(values("wechatpay.notification.jdbc.platform"))
			.allSatisfy((platform) -> assertThat(NotificationStore.class.getResource("schema-" + platform + ".sql"))
				.isNotNull());
	}

	static Set<String> properties() {
		return properties.keySet();
	}

	private static List<String> values(String property) {
		return hint(property).get("values").valueStream().map((value) -> value.get("value").asString()).toList();
	}

	private static List<String> providers(String property) {
		return hint(property).path("providers").valueStream().map((entry) -> entry.get("name").asString()).toList();
	}

	private static JsonNode hint(String property) {
		// those of a map are for its keys
		Set<String> names = Set.of(property, property + ".keys");
		return metadata.get("hints")
			.valueStream()
			.filter((hint) -> names.contains(hint.get("name").asString()))
			.findFirst()
			.orElseThrow();
	}

	private static Class<?> type(String property) {
		String type = properties.get(property).get("type").asString();
		if (type.startsWith("java.util.Map<java.lang.String,")) {
			return String.class;
		}
		return ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), null);
	}

	private static JsonNode readMetadata() {
		// of this module, not of the libraries on the class path
		String location = WechatPayProperties.class.getProtectionDomain().getCodeSource().getLocation()
				+ "META-INF/spring-configuration-metadata.json";
		try (InputStream in = URI.create(location).toURL().openStream()) {
			return JsonMapper.shared().readTree(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((value) -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

}
