package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.environment.WechatPaySanitizingAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.busifavor.subsidy.BusifavorSubsidyService;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.media.MarketingImageService;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.ClientServices;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.Callback;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans there are, depending on what is configured and on the class path.
 */
class WechatPayAutoConfigurationTests {

	private static final String PACKAGE = "io.github.wechatpayspring.autoconfigure";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
				WechatPaySanitizingAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class));

	@Test
	void backsOffWithoutPropertiesAndSaysWhy() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(WechatPayClient.class)
				.doesNotHaveBean(WechatPayRequestFactory.class)
				.doesNotHaveBean("wechatPayRestClient")
				.hasSingleBean(RestClient.Builder.class);
			assertThat(outcomes(context, WechatPayAutoConfiguration.class)).contains(
					"there is neither a 'wechatpay.*' property, such as 'wechatpay.merchant-id', nor a WechatPayConnectionDetails bean");
		});
	}

	@Test
	void backsOffWhenDisabledAndSaysWhy() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withPropertyValues("wechatpay.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(WechatPayClient.class)
					.doesNotHaveBean(WechatPayRequestFactory.class)
					.doesNotHaveBean(WechatPayProperties.class);
				assertThat(outcomes(context, WechatPayAutoConfiguration.class)).contains("wechatpay.enabled");
			});
	}

	@Test
	void isNotMisledByAServiceOfThatNameInKubernetes() {
		Map<String, Object> variables = Map.of("WECHATPAY_SERVICE_HOST", "10.0.0.1", "WECHATPAY_SERVICE_PORT", "443",
				"WECHATPAY_PORT", "tcp://10.0.0.1:443", "WECHATPAY_PORT_443_TCP_ADDR", "10.0.0.1");
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FavorCouponService.class));
	}

	@Test
	void failsWithEveryMistakeWhenOnlyPartIsConfigured() {
		this.contextRunner.withPropertyValues("wechatpay.merchant-id=1900007291")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
						(ex) -> assertThat(ex.problems()).satisfiesExactly(
								(problem) -> assertThat(problem.property())
									.isEqualTo("wechatpay.merchant-serial-number"),
								(problem) -> assertThat(problem.property()).isEqualTo("wechatpay.merchant-private-key"),
								(problem) -> {
									assertThat(problem.property()).isEqualTo("wechatpay.platform-public-key");
									assertThat(problem.action()).contains("platform-public-key-id",
											"platform-certificates", "api-v3-key");
								})));
	}

	@Test
	void offersFourServices() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> assertThat(context).hasSingleBean(ConsumerCardService.class)
				.hasSingleBean(FavorCouponService.class)
				.hasSingleBean(MultiuseService.class)
				.hasSingleBean(ProductCouponService.class));
	}

	@Test
	void takesConnectionDetailsInPlaceOfProperties() {
		this.contextRunner.withBean(WechatPayConnectionDetails.class, ConfiguredWechatPay.Details::new)
			.run((context) -> {
				assertThat(context).hasSingleBean(FavorCouponService.class);
				assertThat(ConfiguredWechatPay.settings(context).baseUrl())
					.isEqualTo(URI.create("https://details.example.com"));
				assertThat(ConfiguredWechatPay.credentials(context).merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
			});
		this.contextRunner.withBean(WechatPayConnectionDetails.class, ConfiguredWechatPay.Details::new)
			.withPropertyValues("wechatpay.merchant-id=1", "wechatpay.client.base-url=https://properties.example.com",
					"wechatpay.client.read-timeout=3s")
			.run((context) -> {
				MerchantSettings settings = ConfiguredWechatPay.settings(context);
				assertThat(settings.merchant().merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
				assertThat(settings.baseUrl()).isEqualTo(URI.create("https://details.example.com"));
				assertThat(context.getBean(WechatPayProperties.class).client().readTimeout()).hasSeconds(3);
			});
	}

	@ParameterizedTest
	@MethodSource
	<T> void givesWayToABeanOfTheApplication(Class<T> type, Supplier<T> own) {
		T bean = own.get();
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean("own", type, () -> bean)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(type);
				assertThat(context.getBean(type)).isSameAs(bean);
				assertThat(context).hasSingleBean(FavorCouponService.class);
				if (type.getSimpleName().endsWith("Service")) {
					assertThat(context.getBean(WechatPay.class).merchant().service(type)).isSameAs(bean);
				}
			});
	}

	static Stream<Arguments> givesWayToABeanOfTheApplication() {
		FakeWechatPay fake = new FakeWechatPay();
		return Stream.of(bean(WechatPayConnectionDetails.class, ConfiguredWechatPay.Details::new),
				bean(WechatPayRequestFactory.class, () -> fake::createRequest),
				bean(NotificationParser.class, () -> new NotificationParser((message) -> {
				}, AeadCipher.of(Callback.API_V3_KEY))),
				bean(FavorCallbackService.class, () -> new FavorCallbackService(fake.client())),
				bean(BusifavorCallbackService.class, () -> new BusifavorCallbackService(fake.client())),
				bean(ConsumerCardService.class, () -> fake.service(ConsumerCardService.class)),
				bean(FavorCouponService.class, () -> fake.service(FavorCouponService.class)),
				bean(MultiuseService.class, () -> fake.service(MultiuseService.class)),
				bean(ProductCouponService.class, () -> fake.service(ProductCouponService.class)),
				bean(FavorStockService.class, () -> fake.service(FavorStockService.class)),
				bean(BusifavorSubsidyService.class, () -> fake.service(BusifavorSubsidyService.class)),
				bean(MarketingImageService.class, () -> new MarketingImageService(fake.client())));
	}

	private static <T> Arguments bean(Class<T> type, Supplier<T> own) {
		return Arguments.of(type, own);
	}

	@Test
	void hasABeanForEachService() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> assertThat(ClientServices.types()).hasSizeGreaterThanOrEqualTo(14)
				.allSatisfy((type) -> assertThat(context.getBean(type))
					.isSameAs(context.getBean(WechatPay.class).merchant().service(type))));
	}

	@Test
	void makesAServiceOfAnHttpInterfaceOfTheApplication() {
		FakeWechatPay fake = new FakeWechatPay()
			.answer((request) -> FakeWechatPay.Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
				.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayRequestFactory.class, () -> fake::createRequest)
			.withUserConfiguration(OwnCalls.class)
			.run((context) -> {
				assertThat(context.getBean(OwnCalls.Coupons.class).findId("9865000")).isEqualTo("1");
				assertThat(fake.onlyRequest().uri()).hasPath("/v3/coupons/9865000");
				assertThat(context.getBean(WechatPay.class).merchant().service(OwnCalls.Coupons.class))
					.isSameAs(context.getBean(OwnCalls.Coupons.class));
			});
	}

	@Test
	void neitherUsesNorReplacesARestClientOfTheNameOfItsOwn() {
		FakeWechatPay fake = new FakeWechatPay()
			.answer((request) -> FakeWechatPay.Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
				.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));
		RestClient own = RestClient.builder().requestInterceptor((request, body, execution) -> {
			throw new IllegalStateException("a client of the application");
		}).build();
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayRequestFactory.class, () -> fake::createRequest)
			.withBean("wechatPayRestClient", RestClient.class, () -> own)
			.run((context) -> {
				assertThat(ConfiguredWechatPay.send(context)).isEqualTo("1");
				assertThat(context.getBean("wechatPayRestClient")).isSameAs(own);
			});
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean("wechatPayRestClient", Object.class, Object::new)
			.run((context) -> assertThat(context).hasSingleBean(FavorCouponService.class));
	}

	@Test
	void keepsItsRestClientToItself() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withUserConfiguration(RestClientUser.class);
		runner.run((context) -> {
			assertThat(context).hasBean("wechatPayRestClient");
			assertThat(context.getBean(RestClientUser.class).restClients).isEmpty();
		});
		RestClient own = RestClient.create();
		runner.withBean("own", RestClient.class, () -> own)
			.run((context) -> assertThat(context.getBean(RestClientUser.class).restClients).containsExactly(own));
	}

	@Test
	void worksWithoutActuator() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FavorCouponService.class)
				.doesNotHaveBean(WechatPaySanitizingAutoConfiguration.class));
	}

	@Test
	void isListedCompletely() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
			@Override
			protected boolean isCandidateComponent(MetadataReader metadataReader) {
				// whatever their conditions
				return metadataReader.getAnnotationMetadata().hasAnnotation(AutoConfiguration.class.getName());
			}
		};
		Set<String> annotated = scanner.findCandidateComponents(PACKAGE)
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(PACKAGE))
			.toList();
		assertThat(listed).containsExactlyElementsOf(annotated);
	}

	@Test
	void namesOnlyWhatExistsInSpringFactories() throws IOException {
		Path file = Path.of("target/classes/META-INF/spring.factories");
		Properties factories = PropertiesLoaderUtils.loadProperties(new FileSystemResource(file));
		assertThat(factories).hasSize(2);
		factories.forEach((type, names) -> {
			Class<?> contract = ClassUtils.resolveClassName((String) type, getClass().getClassLoader());
			assertThat(StringUtils.commaDelimitedListToSet((String) names)).isNotEmpty()
				.allSatisfy((name) -> assertThat(contract)
					.isAssignableFrom(ClassUtils.resolveClassName(name.strip(), getClass().getClassLoader())));
		});
	}

	private static String outcomes(ConfigurableApplicationContext context, Class<?> type) {
		return ConditionEvaluationReport.get(context.getBeanFactory())
			.getConditionAndOutcomesBySource()
			.get(type.getName())
			.stream()
			.filter((outcome) -> !outcome.getOutcome().isMatch())
			.map((outcome) -> outcome.getOutcome().getMessage())
			.collect(Collectors.joining("\n"));
	}

	static class RestClientUser {

		private final List<RestClient> restClients;

		RestClientUser(ObjectProvider<RestClient> restClients) {
			this.restClients = restClients.stream().toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCalls {

		@Bean
		Coupons coupons(WechatPay wechatPay) {
			return wechatPay.merchant().service(Coupons.class);
		}

		interface Coupons {

			@GetExchange("/v3/coupons/{id}")
			Map<String, Object> find(@PathVariable String id);

			default Object findId(String id) {
				return find(id).get("coupon_id");
			}

		}

	}

}
