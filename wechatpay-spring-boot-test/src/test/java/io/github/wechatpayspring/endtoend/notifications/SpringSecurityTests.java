package io.github.wechatpayspring.endtoend.notifications;

import java.net.URI;
import java.util.List;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint for notifications beside Spring Security.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class SpringSecurityTests {

	private static final String WARNING = "A POST to /wechatpay/notify ended with status ";

	private WechatPaySimulator wechatPay;

	private NotifiedApplication application;

	@BeforeEach
	void start() {
		this.wechatPay = WechatPaySimulator.builder().stocks(CouponApplication.stocks()).start();
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void saysOnceThatCsrfProtectionBlocksNotifications(Stack stack, CapturedOutput output) throws Exception {
		secure(stack);
		assertThat(this.application.send("GET").statusCode()).isEqualTo(401);
		assertThat(output).doesNotContain(WARNING);
		this.wechatPay.redeem(this.application.issue("1"));
		this.wechatPay.redeem(this.application.issue("2"));
		assertThat(this.wechatPay.callbacks().awaitAttempts()).extracting(CallbackAttempt::status)
			.containsExactlyElementsOf((stack.isReactive()) ? List.of(403, 403) : List.of(401, 401));
		assertThat(this.application.listener().used()).isEmpty();
		// in WebFlux the response is on its way before it is looked at
		Awaitility.await().until(() -> !warnings(output).isEmpty());
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("WARN", WARNING + "403", "Spring Security", "\"/wechatpay/notify\"")
			.contains((stack.isReactive())
					? List.of("requireCsrfProtectionMatcher", "pathMatchers(\"/wechatpay/notify\").permitAll()")
					: List.of("csrf.ignoringRequestMatchers(\"/wechatpay/notify\")",
							"requestMatchers(\"/wechatpay/notify\").permitAll()"));
	}

	@ParameterizedTest
	@CsvSource({ "MVC, 401", "WEBFLUX_ON_NETTY, 401" })
	void saysThatTheLoginBlocksNotifications(Stack stack, int status, CapturedOutput output) {
		secure(stack, ExemptFromCsrfOnly.class);
		this.wechatPay.redeem(this.application.issue("1"));
		assertThat(this.wechatPay.callbacks().awaitAttempts()).extracting(CallbackAttempt::status)
			.containsExactly(status);
		// in WebFlux the response is on its way before it is looked at
		Awaitility.await().until(() -> !warnings(output).isEmpty());
		assertThat(warnings(output)).singleElement().asString().contains("WARN", WARNING + status);
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void receivesNotificationsIfThePathIsExempt(Stack stack, CapturedOutput output) throws Exception {
		secure(stack, Exempt.class);
		this.wechatPay.redeem(this.application.issue("1"));
		assertThat(this.wechatPay.callbacks().awaitAttempts()).extracting(CallbackAttempt::status).containsExactly(204);
		assertThat(this.application.listener().used()).hasSize(1);
		assertThat(this.application.send("GET").statusCode()).isEqualTo(405);
		CallbackReceiver.Received notification = this.application.intercept();
		assertThat(this.application.post(notification, new byte[0]).statusCode()).as("refused by the endpoint itself")
			.isEqualTo(401);
		assertThat(warnings(output)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void saysThatNotificationsOfANamedMerchantAreBlocked(Stack stack, CapturedOutput output) {
		List<String> properties = CouponApplication.named("brand-b", this.wechatPay,
				this.wechatPay.merchant().apiV3Key());
		properties.add("spring.autoconfigure.exclude=");
		// exempts the path of the default merchant only
		this.application = NotifiedApplication.start(this.wechatPay, stack, properties, Exempt.class);
		this.wechatPay.notifyUrl(URI.create(this.application.url() + "/brand-b/more"));
		this.wechatPay.redeem(this.application.issue("1"));
		assertThat(this.wechatPay.callbacks().awaitAttempts()).noneMatch(CallbackAttempt::isAccepted);
		assertThat(output).as("not the path of a merchant").doesNotContain("A POST to ");
		this.wechatPay.notifyUrl(URI.create(this.application.url() + "/brand-b"));
		this.wechatPay.redeem(this.application.issue("2"));
		assertThat(this.wechatPay.callbacks().awaitAttempts()).noneMatch(CallbackAttempt::isAccepted);
		// in WebFlux the response is on its way before it is looked at
		Awaitility.await().until(() -> output.toString().contains("A POST to "));
		assertThat(output.toString().lines().filter((line) -> line.contains("A POST to "))).singleElement()
			.asString()
			.contains("A POST to /wechatpay/notify/** ended with status 40",
					"atchers(\"/wechatpay/notify/**\").permitAll()");
	}

	private void secure(Stack stack, Class<?>... configurations) {
		this.application = NotifiedApplication.start(this.wechatPay, stack, List.of("spring.autoconfigure.exclude="),
				configurations);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(WARNING)).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Exempt {

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		SecurityFilterChain servletSecurity(HttpSecurity http) throws Exception {
			return http.csrf((csrf) -> csrf.ignoringRequestMatchers(NotifiedApplication.PATH))
				.authorizeHttpRequests((requests) -> requests.requestMatchers(NotifiedApplication.PATH)
					.permitAll()
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		SecurityWebFilterChain reactiveSecurity(ServerHttpSecurity http) {
			return http
				.csrf((csrf) -> csrf
					.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(CsrfWebFilter.DEFAULT_CSRF_MATCHER,
							new NegatedServerWebExchangeMatcher(
									ServerWebExchangeMatchers.pathMatchers(NotifiedApplication.PATH)))))
				.authorizeExchange((exchanges) -> exchanges.pathMatchers(NotifiedApplication.PATH)
					.permitAll()
					.anyExchange()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExemptFromCsrfOnly {

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		SecurityFilterChain servletSecurity(HttpSecurity http) throws Exception {
			return http.csrf((csrf) -> csrf.ignoringRequestMatchers(NotifiedApplication.PATH))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		SecurityWebFilterChain reactiveSecurity(ServerHttpSecurity http) {
			return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
