package io.github.wechatpayspring.simulator.web;

import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.function.Consumer;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorAutoConfiguration;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorCustomizer;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorPagesAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatorPagesTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class, WechatPayAutoConfiguration.class,
				WechatPaySimulatorAutoConfiguration.class, WechatPaySimulatorPagesAutoConfiguration.class))
		.withPropertyValues("wechatpay.simulator.path=/simulator")
		.withBean(WechatPaySimulatorCustomizer.class,
				() -> (simulator) -> simulator.stocks(Stock.favor("9865000").name("<b>新人券</b>").budget(3)));

	@Test
	void isNotThereUnlessAsked() {
		this.contextRunner.withPropertyValues("wechatpay.simulator.path=")
			.run((context) -> assertThat(context).hasFailed());
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
					WechatPaySimulatorAutoConfiguration.class, WechatPaySimulatorPagesAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(SimulatorController.class));
	}

	@Test
	void isNotThereWithoutThymeleaf() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.thymeleaf"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("wechatpay.simulator")
				.doesNotHaveBean(SimulatorController.class));
	}

	@Test
	void saysWhichPathIsNone() {
		this.contextRunner.withPropertyValues("wechatpay.simulator.path=simulator/*")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage(
						"wechatpay.simulator.path: \"simulator/*\" is not a path. Use one such as \"/simulator\"."));
	}

	@Test
	void showsWhatWasIssuedAndWhatIsLeft() {
		run((page) -> {
			page.issue("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
			assertThat(page.text()).contains("2 of 3", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
					"POST /v3/marketing/favor/users/{openid}/coupons");
		});
	}

	@Test
	void escapesWhateverItShows() {
		run((page) -> {
			page.issue("<script>alert(1)</script>");
			assertThat(page.text()).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;新人券&lt;/b&gt;")
				.doesNotContain("<script>alert", "<b>新人券");
		});
	}

	@Test
	void switchesAFaultOnAndOff() {
		run((page) -> {
			assertThat(page.post("/faults/on", "name", "TOO_MANY_REQUESTS")).hasStatus(303)
				.hasHeader(HttpHeaders.LOCATION, "/simulator#faults");
			assertThat(page.simulator().injectedFaults()).singleElement()
				.satisfies((plan) -> assertThat(plan.fault()).isSameAs(Fault.TOO_MANY_REQUESTS))
				.satisfies((plan) -> assertThat(plan.remaining()).isEmpty());
			assertThat(page.text()).contains("id=\"off-TOO_MANY_REQUESTS\"");
			assertThat(page.post("/faults/off", "name", "TOO_MANY_REQUESTS")).hasStatus(303);
			assertThat(page.simulator().injectedFaults()).isEmpty();
			page.issue("oUpF8u");
		});
	}

	@Test
	void switchesAFaultOnForTheNextRequestOnly() {
		run((page) -> {
			page.post("/faults/on", "name", "DELAY", "times", "2");
			page.post("/faults/on", "name", "DELAY", "times", "1");
			assertThat(page.text()).contains("on for 1").doesNotContain("on for 3");
		});
	}

	@Test
	void explainsEachFaultInBothLanguages() {
		run((page) -> {
			assertThat(page.text()).contains("lang=\"en\"").doesNotContain("??");
			assertThat(page.text("zh-CN")).contains("lang=\"zh-CN\"", "微信支付模拟器", "应答被截断").doesNotContain("??");
			assertThat(page.text("fr")).contains("lang=\"en\"");
			assertThat(Fault.all())
				.allSatisfy((fault) -> assertThat(page.text()).contains("id=\"fault-" + fault + "\""));
		});
	}

	@Test
	void usesACouponAndSaysWhyItCannotBeUsedTwice() {
		run((page) -> {
			String id = page.issue("oUpF8u");
			assertThat(page.post("/coupons/redeem", "id", id)).hasStatus(303)
				.hasHeader(HttpHeaders.LOCATION, "/simulator#coupons");
			assertThat(page.text()).contains(">used<");
			assertThat(page.post("/coupons/redeem", "id", id)).hasStatus(409)
				.bodyText()
				.contains("role=\"alert\"", "Coupon &#39;%s&#39; is USED".formatted(id));
		});
	}

	@Test
	void letsABrowserLoadNothingFromElsewhere() {
		run((page) -> assertThat(page.get()).hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(values) -> assertThat(values).singleElement()
						.asString()
						.contains("default-src 'none'", "frame-ancestors 'none'")
						.doesNotContain("unsafe", "http")));
	}

	@Test
	void refusesOtherMachinesUnlessAsked() {
		this.contextRunner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/simulator").with((request) -> {
				request.setRemoteAddr("192.168.0.7");
				return request;
			})).hasStatus(403).bodyText().contains("wechatpay.simulator.remote-access");
			assertThat(mvc.get().uri("http://shop.example/simulator")).hasStatus(403);
		});
		this.contextRunner.withPropertyValues("wechatpay.simulator.remote-access=true")
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("http://shop.example/simulator"))
				.hasStatusOk());
	}

	@Test
	void refusesWhatPagesOfOtherSitesSend() {
		run((page) -> {
			assertThat(page.mvc()
				.post()
				.uri("/simulator/faults/on")
				.param("name", "DELAY")
				.header("Sec-Fetch-Site", "cross-site")).hasStatus(403);
			assertThat(page.mvc()
				.post()
				.uri("/simulator/faults/on")
				.param("name", "DELAY")
				.header(HttpHeaders.HOST, "localhost:8080")
				.header(HttpHeaders.ORIGIN, "http://evil.example")).hasStatus(403);
			assertThat(page.simulator().injectedFaults()).isEmpty();
			assertThat(page.mvc()
				.post()
				.uri("/simulator/faults/on")
				.param("name", "DELAY")
				.header(HttpHeaders.HOST, "localhost:8080")
				.header(HttpHeaders.ORIGIN, "http://localhost:8080")).hasStatus(303);
		});
	}

	@Test
	void sendsTheTokenOfSpringSecurity() {
		run((page) -> assertThat(page.mvc()
			.get()
			.uri("/simulator")
			.requestAttr("_csrf", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token-1"))).bodyText()
			.contains("<input type=\"hidden\" name=\"_csrf\" value=\"token-1\">"));
	}

	private void run(Consumer<Page> test) {
		this.contextRunner.run((context) -> test.accept(new Page(context)));
	}

	/**
	 * The page in an application.
	 *
	 * @param context the application
	 */
	record Page(WebApplicationContext context) {

		WechatPaySimulator simulator() {
			return this.context.getBean(WechatPaySimulator.class);
		}

		MockMvcTester mvc() {
			return MockMvcTester.from(this.context);
		}

		MockMvcTester.MockMvcRequestBuilder get() {
			return mvc().get().uri("/simulator");
		}

		String text() {
			return text("en");
		}

		String text(String language) {
			try {
				return get().header(HttpHeaders.ACCEPT_LANGUAGE, language)
					.locale(Locale.forLanguageTag(language))
					.exchange()
					.getResponse()
					.getContentAsString();
			}
			catch (UnsupportedEncodingException ex) {
				throw new IllegalStateException(ex);
			}
		}

		MvcTestResult post(String path, String... parameters) {
			MockMvcTester.MockMvcRequestBuilder request = mvc().post().uri("/simulator" + path);
			for (int i = 0; i < parameters.length; i += 2) {
				request.param(parameters[i], parameters[i + 1]);
			}
			return request.exchange();
		}

		String issue(String openid) {
			return this.context.getBean(FavorCouponService.class)
				.send(SendFavorCouponRequest.builder()
					.openid(openid)
					.stockId("9865000")
					.outRequestNo("number-" + simulator().issuedCoupons().size())
					.build())
				.couponId();
		}

	}

}
