package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.sample.docs.Page.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code on the pages compiles, binds and parses. {@link ExamplesTests} runs what can
 * be run.
 */
class SnippetsTests {

	@TempDir
	private Path directory;

	@Test
	void javaCompiles() throws IOException {
		new SnippetCompiler(this.directory).compile(Page.all()).close();
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void yamlNamesPropertiesThatThereAre(Snippet snippet) throws IOException {
		Map<String, Object> properties = new HashMap<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("snippet",
				new ByteArrayResource(snippet.code().getBytes(StandardCharsets.UTF_8)))) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				properties.put(name, String.valueOf(source.getProperty(name)));
			}
		}
		assertThat(properties).isNotEmpty();
		assertThat(properties.keySet()).allMatch(Metadata.get()::names);
		bind(properties);
	}

	@ParameterizedTest
	@MethodSource("shell")
	void shellIsWellFormed(Snippet snippet) throws IOException, InterruptedException {
		Path script = Files.writeString(this.directory.resolve("script"), snippet.code());
		Shell.run(this.directory, "-n", script.toString());
	}

	@ParameterizedTest
	@MethodSource("shell")
	void mavenIsToldOfModulesAndProfilesThatThereAre(Snippet snippet) throws IOException {
		StringBuilder poms = new StringBuilder(Files.readString(Path.of("..", "pom.xml")));
		for (String module : List.of("sample-app", "benchmarks")) {
			poms.append(Files.readString(Path.of("..", module, "pom.xml")));
		}
		Stream<String> names = snippet.code()
			.lines()
			.filter((line) -> line.startsWith("mvn "))
			.flatMap((line) -> Pattern.compile(" -(?:pl |P)(\\S+)").matcher(line).results())
			.flatMap((option) -> Stream.of(option.group(1).split(",")));
		assertThat(names)
			.allMatch((name) -> poms.indexOf("<module>" + name + "<") > 0 || poms.indexOf("<id>" + name + "<") > 0);
	}

	@ParameterizedTest
	@MethodSource("xml")
	void xmlIsWellFormed(Snippet snippet) throws Exception {
		ByteArrayResource text = new ByteArrayResource(
				("<snippet>" + snippet.code() + "</snippet>").getBytes(StandardCharsets.UTF_8));
		assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(text.getInputStream())).isNotNull();
	}

	@Test
	void namesTheVersionOfTheBuild() throws IOException {
		Matcher version = Pattern.compile("<version>(.*?)</version>")
			.matcher(Files.readString(Path.of("..", "pom.xml")));
		assertThat(version.find()).isTrue();
		Pattern named = Pattern.compile(
				"(?s)wechatpay-spring-boot-[a-z]+</artifactId>\\s*<version>(.*?)</version>|sample-app-([^/]+?)\\.jar");
		List<String> versions = snippets((snippet) -> true)
			.flatMap((snippet) -> named.matcher(snippet.code()).results())
			.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2))
			.toList();
		assertThat(versions).isNotEmpty().containsOnly(version.group(1));
	}

	@Test
	void eachSnippetIsOfAKindThatIsChecked() {
		assertThat(snippets((snippet) -> true)).extracting(Snippet::language)
			.isSubsetOf("java", "yaml", "shell", "xml", "mermaid", "text");
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.sample.docs.Page#all")
	void proseNamesPropertiesAndMetersThatThereAre(Page page) {
		List<String> properties = page.names()
			.filter((name) -> name.matches("(wechatpay|management|spring|server|logging)\\.[a-z0-9.=-]+"))
			.map((name) -> name.replaceAll("=.*", ""))
			.toList();
		// which show every meter that there is
		String dashboards = Page.read(Path.of("docs", "grafana-dashboard.json")).text()
				+ Page.read(Path.of("docs", "prometheus-alerts.yml")).text();
		assertThat(properties)
			.allMatch((name) -> Metadata.get().names(name) || dashboards.contains(name.replace('.', '_')));
	}

	private static void bind(Map<String, Object> properties) {
		// have properties of their own
		properties.keySet()
			.removeIf((name) -> name.matches("wechatpay\\.(simulator|bulk|client\\.rate-limit\\.jdbc)\\..*"));
		Binder binder = new Binder(ConfigurationPropertySources.from(new MapPropertySource("snippet", properties)));
		if (properties.keySet().stream().anyMatch((name) -> name.startsWith("wechatpay."))) {
			binder.bind("wechatpay", Bindable.of(WechatPayProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
		}
	}

	static Stream<Snippet> yaml() {
		return snippets((snippet) -> snippet.language().equals("yaml"));
	}

	static Stream<Snippet> shell() {
		return snippets((snippet) -> snippet.language().equals("shell"));
	}

	static Stream<Snippet> xml() {
		return snippets((snippet) -> snippet.language().equals("xml"));
	}

	private static Stream<Snippet> snippets(Predicate<Snippet> filter) {
		return Page.all().flatMap((page) -> page.snippets().stream()).filter(filter);
	}

}
