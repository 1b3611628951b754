package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.sample.docs.Page.Snippet;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the pages tell people to do is done, against the sample and its simulator.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.tour=false")
@AutoConfigureWechatPaySimulator
class ExamplesTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@TempDir
	private static Path classes;

	private static URLClassLoader examples;

	@TempDir
	private Path directory;

	@Autowired
	private ApplicationContext application;

	@Autowired
	private WechatPaySimulator wechatPay;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void compile() throws IOException {
		examples = new SnippetCompiler(classes).compile(Page.all());
	}

	@AfterAll
	static void close() throws IOException {
		examples.close();
	}

	@ParameterizedTest
	@MethodSource("services")
	void issueACoupon(String page, String service, String method, StockType type, Object[] arguments)
			throws ClassNotFoundException {
		Class<?> example = example(page, service);
		try (AnnotationConfigApplicationContext context = context(example)) {
			String id = ReflectionTestUtils.invokeMethod(context.getBean(example), method, arguments);
			assertThat(this.wechatPay.issuedCoupons()).singleElement().satisfies((coupon) -> {
				assertThat(coupon.id()).isEqualTo(id);
				assertThat(coupon.stock().type()).isEqualTo(type);
			});
		}
	}

	static Stream<Arguments> services() {
		return Stream.of(Arguments.of("README.md", "Welcome", "greet", StockType.FAVOR, new Object[] { OPENID, 42L }),
				Arguments.of("docs/favor.md", "CashCoupons", "issue", StockType.FAVOR,
						new Object[] { OPENID, "double11" }),
				Arguments.of("docs/multiuse.md", "Gold", "issue", StockType.MULTIUSE,
						new Object[] { OPENID, "张三", "11010519491231002X" }),
				Arguments.of("docs/product-coupons.md", "ProductCoupons", "issue", StockType.PRODUCT_COUPON,
						new Object[] { OPENID, "double11" }),
				Arguments.of("docs/consumer-cards.md", "ConsumerCards", "issue", StockType.CONSUMER_CARD,
						new Object[] { OPENID, "20261128001", OffsetDateTime.now() }));
	}

	@Test
	void listWhatTheUserHolds() throws ClassNotFoundException {
		Class<?> cashCoupons = example("docs/favor.md", "CashCoupons");
		Class<?> gold = example("docs/multiuse.md", "Gold");
		try (AnnotationConfigApplicationContext context = context(cashCoupons, gold)) {
			ReflectionTestUtils.invokeMethod(context.getBean(cashCoupons), "issue", OPENID, "double11");
			ReflectionTestUtils.invokeMethod(context.getBean(gold), "issue", OPENID, "张三", "11010519491231002X");
			List<?> held = ReflectionTestUtils.invokeMethod(context.getBean(cashCoupons), "held", OPENID);
			assertThat(held).hasSize(1);
			Long balance = ReflectionTestUtils.invokeMethod(context.getBean(gold), "balance", OPENID);
			assertThat(balance).isEqualTo(10000);
		}
	}

	@ParameterizedTest
	@CsvSource({ "docs/getting-started.md,WelcomeTests", "docs/testing.md,LostResponseTests",
			"docs/testing.md,BadDayTests" })
	void passAsTests(String page, String name) throws ReflectiveOperationException {
		Class<?> test = example(page, name);
		try (AnnotationConfigApplicationContext context = context(example(page, "Welcome"))) {
			Object instance = context.getAutowireCapableBeanFactory().createBean(test);
			for (Method method : test.getDeclaredMethods()) {
				if (method.isAnnotationPresent(Test.class)) {
					this.wechatPay.reset();
					method.setAccessible(true);
					method.invoke(instance);
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void runInAShell(Snippet snippet) throws IOException, InterruptedException {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		Files.writeString(this.directory.resolve("apiclient_key.pem"), merchant.privateKeyPem());
		Files.writeString(this.directory.resolve("apiclient_cert.pem"), merchant.certificatePem());
		Files.writeString(this.directory.resolve("pub_key.pem"), merchant.platformPublicKeyPem());
		String code = snippet.code()
			.replace("/etc/wechatpay", Files.createDirectories(this.directory.resolve("etc")).toString())
			.replace("localhost:8080", "localhost:" + this.port);
		for (String command : List.of("curl", "openssl")) {
			assumeThat(!code.startsWith(command) || Shell.has(command)).as(command + " is needed").isTrue();
		}
		String output = Shell.run(this.directory, "-euo", "pipefail", "-c", code);
		if (code.startsWith("openssl")) {
			assertThat(output).contains(merchant.serialNumber());
		}
	}

	// the others build or start an application
	static Stream<Snippet> commands() {
		return Page.english()
			.flatMap((page) -> page.snippets("shell"))
			.filter((snippet) -> !snippet.code().matches("(?s)(mvn|java|export) .*"));
	}

	private Class<?> example(String page, String name) throws ClassNotFoundException {
		return examples.loadClass(SnippetCompiler.packageOf(Path.of(page)) + "." + name);
	}

	private AnnotationConfigApplicationContext context(Class<?>... beans) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.setParent(this.application);
		context.register(beans);
		context.refresh();
		return context;
	}

}
