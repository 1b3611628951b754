package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.github.wechatpayspring.sample.docs.Page.Snippet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the Java of pages, each page to a package of its own.
 */
final class SnippetCompiler {

	private static final String IMPORTS = """
			import java.io.*;
			import java.nio.file.*;
			import java.time.*;
			import java.util.*;
			import java.util.concurrent.*;
			import java.util.stream.*;
			import com.fasterxml.jackson.annotation.*;
			import io.github.wechatpayspring.*;
			import io.github.wechatpayspring.bill.*;
			import io.github.wechatpayspring.bulk.*;
			import io.github.wechatpayspring.busifavor.*;
			import io.github.wechatpayspring.busifavor.code.*;
			import io.github.wechatpayspring.busifavor.entrance.*;
			import io.github.wechatpayspring.busifavor.stock.*;
			import io.github.wechatpayspring.client.resilience.CallOptions;
			import io.github.wechatpayspring.client.service.*;
			import io.github.wechatpayspring.consumercard.*;
			import io.github.wechatpayspring.diagnosis.*;
			import io.github.wechatpayspring.favor.*;
			import io.github.wechatpayspring.favor.bill.*;
			import io.github.wechatpayspring.favor.stock.*;
			import io.github.wechatpayspring.key.*;
			import io.github.wechatpayspring.media.*;
			import io.github.wechatpayspring.merchant.*;
			import io.github.wechatpayspring.multiuse.*;
			import io.github.wechatpayspring.multiuse.bill.*;
			import io.github.wechatpayspring.notification.*;
			import io.github.wechatpayspring.productcoupon.*;
			import io.github.wechatpayspring.simulator.*;
			import io.github.wechatpayspring.simulator.autoconfigure.*;
			import org.junit.jupiter.api.Test;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.context.annotation.Bean;
			import org.springframework.context.event.EventListener;
			import org.springframework.core.io.Resource;
			import org.springframework.http.HttpHeaders;
			import org.springframework.security.config.annotation.web.builders.HttpSecurity;
			import org.springframework.security.web.SecurityFilterChain;
			import org.springframework.stereotype.*;
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
				List<MerchantRow> findAll();
			}
			interface KeyManagement {
				byte[] sign(String key, String algorithm, byte[] message);
			}
			""";

	private static final Path GETTING_STARTED = Path.of("docs", "getting-started.md");

	private final Path output;

	SnippetCompiler(Path output) {
		this.output = output;
	}

	/**
	 * Compile all Java of pages, and fail if that is impossible.
	 * @param pages the pages
	 * @return what finds the classes
	 * @throws IOException if they cannot be written
	 */
	URLClassLoader compile(Stream<Page> pages) throws IOException {
		List<JavaFileObject> sources = pages.map(SnippetCompiler::source).toList();
		StringWriter messages = new StringWriter();
		boolean compiled = ToolProvider.getSystemJavaCompiler()
			.getTask(messages, null, null, List.of("-d", this.output.toString(), "-parameters", "-proc:none"), null,
					sources)
			.call();
		assertThat(compiled).as(messages.toString()).isTrue();
		return new URLClassLoader(new URL[] { this.output.toUri().toURL() }, getClass().getClassLoader());
	}

	static String packageOf(Path page) {
		return page.toString().replace(".md", "").replaceAll("[/\\\\]", ".").replace("-", "");
	}

	private static JavaFileObject source(Page page) {
		List<Snippet> snippets = new ArrayList<>(page.snippets("java").toList());
		if (snippets.stream().noneMatch(SnippetCompiler::isWelcome)) {
			// what the other pages go on with
			Page.read(GETTING_STARTED).snippets("java").filter(SnippetCompiler::isWelcome).forEach(snippets::add);
		}
		StringBuilder text = new StringBuilder("package ").append(packageOf(page.path())).append(";\n");
		text.append(IMPORTS).append(READER);
		for (int i = 0; i < snippets.size(); i++) {
			text.append(unit(snippets.get(i).code(), i));
		}
		return new Source(page.path(), text.toString());
	}

	private static boolean isWelcome(Snippet snippet) {
		return snippet.code().matches("(?s)@Service\n(class|record) Welcome\\b.*");
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

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private Source(Path page, String text) {
			super(URI.create("string:///" + page.toString().replace('\\', '/') + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
