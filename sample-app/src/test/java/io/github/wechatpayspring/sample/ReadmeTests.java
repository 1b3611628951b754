package io.github.wechatpayspring.sample;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README against the code.
 */
class ReadmeTests {

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final String IMPORTS = """
			import io.github.wechatpayspring.*;
			import io.github.wechatpayspring.favor.*;
			import io.github.wechatpayspring.key.*;
			import io.github.wechatpayspring.merchant.*;
			import io.github.wechatpayspring.notification.*;
			import io.github.wechatpayspring.simulator.*;
			import io.github.wechatpayspring.simulator.autoconfigure.*;
			import org.junit.jupiter.api.Test;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.context.annotation.Bean;
			import org.springframework.context.event.EventListener;
			import org.springframework.http.HttpHeaders;
			import org.springframework.security.config.annotation.web.builders.HttpSecurity;
			import org.springframework.security.web.SecurityFilterChain;
			import org.springframework.stereotype.Service;
			import org.springframework.web.bind.annotation.*;
			import org.springframework.web.client.RestClient;
			import org.springframework.web.client.support.RestClientAdapter;
			import org.springframework.web.service.annotation.*;
			import org.springframework.web.service.invoker.HttpServiceProxyFactory;
			import tools.jackson.databind.JsonNode;
			import static org.assertj.core.api.Assertions.*;
			""";

	// what snippets leave to the reader
	private static final String READER = """
			abstract class Reader {
				FavorCouponService favorCoupons;
				SendFavorCouponRequest request;
				abstract void repeatLater(SendFavorCouponRequest request);
				abstract void giveUp(SendFavorCouponRequest request, String why);
				abstract void redeemed(String couponId, String stockId);
			}
			record MerchantRow(String name, String merchantId, String privateKey, String platformKey, String apiV3Key) {
			}
			interface MerchantTable {
				java.util.List<MerchantRow> findAll();
			}
			interface KeyManagement {
				byte[] sign(String key, String algorithm, byte[] message);
			}
			""";

	@TempDir
	private Path output;

	@Test
	void itsJavaCompiles() throws IOException {
		List<String> snippets = snippets();
		assertThat(snippets).hasSizeGreaterThanOrEqualTo(5);
		StringBuilder source = new StringBuilder(IMPORTS).append(READER);
		for (int i = 0; i < snippets.size(); i++) {
			source.append(unit(snippets.get(i), i));
		}
		StringWriter messages = new StringWriter();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		boolean compiled = compiler
			.getTask(messages, null, null, List.of("-d", this.output.toString(), "-parameters", "-proc:none"), null,
					List.of(source(source.toString())))
			.call();
		assertThat(compiled).as(messages.toString()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("properties")
	void itNamesEveryProperty(String property) throws IOException {
		assertThat(readme()).contains("| `" + property + "` |");
	}

	static Stream<String> properties() throws IOException {
		List<String> names = new ArrayList<>();
		ClassLoader library = io.github.wechatpayspring.favor.FavorCouponService.class.getClassLoader();
		var resources = library.getResources("META-INF/spring-configuration-metadata.json");
		while (resources.hasMoreElements()) {
			try (var stream = resources.nextElement().openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(stream).path("properties")) {
					names.add(property.path("name").asString());
				}
			}
		}
		return names.stream().filter((name) -> name.startsWith("wechatpay."));
	}

	@Test
	void theSampleItDescribesIsThere() {
		assertThat(new ClassPathResource("application-live.yml").exists()).isTrue();
	}

	private static List<String> snippets() throws IOException {
		Matcher matcher = JAVA.matcher(readme());
		List<String> snippets = new ArrayList<>();
		while (matcher.find()) {
			snippets.add(matcher.group(1));
		}
		return snippets;
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("..", "README.md"), StandardCharsets.UTF_8);
	}

	// a class stands by itself, members go into a class and statements into a method
	private static String unit(String snippet, int index) {
		boolean member = snippet.startsWith("@Bean") || snippet.startsWith("@EventListener");
		if (!member && (snippet.startsWith("@") || snippet.startsWith("class"))) {
			return snippet;
		}
		boolean statements = snippet.startsWith("try");
		return "abstract class Snippet%d extends Reader {%n%s%s%s%n}%n".formatted(index,
				statements ? "void run() {\n" : "", snippet, statements ? "}" : "");
	}

	private static JavaFileObject source(String text) {
		return new SimpleJavaFileObject(URI.create("string:///Snippets.java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return text;
			}

		};
	}

}
