package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.notification.WechatPayNotificationEndpointAutoConfiguration;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.UnknownMerchantException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which merchants there are, how they are injected and asked for, and what is said about
 * those that are configured wrongly.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeveralMerchantsTests {

	private static final String MERCHANT_A = "1900000001";

	private static final String MERCHANT_B = "1900000002";

	private static final List<Class<?>> SERVICES = List.of(ConsumerCardService.class, FavorCouponService.class,
			MultiuseService.class, ProductCouponService.class, FavorCallbackService.class,
			BusifavorCallbackService.class);

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(WechatPayAutoConfiguration.class, WechatPayNotificationEndpointAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ApplicationContextRunner root = this.contextRunner
		.withPropertyValues(ConfiguredWechatPay.properties());

	private final ApplicationContextRunner rootAndB = this.root
		.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B));

	private final ApplicationContextRunner named = this.contextRunner
		.withPropertyValues(ConfiguredWechatPay.named("brand-a", MERCHANT_A))
		.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B));

	@Test
	void oneMerchantIsTheDefault() {
		this.root.run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThat(wechatPay.names()).containsExactly("default");
			assertThat(wechatPay.merchant()).isSameAs(wechatPay.merchant("default"));
			assertThat(wechatPay.merchant().merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
			assertThat(wechatPay.merchant().favorCoupons()).isSameAs(context.getBean(FavorCouponService.class));
			assertThat(wechatPay.merchant().consumerCards()).isSameAs(context.getBean(ConsumerCardService.class));
			assertThat(wechatPay.merchant().multiuse()).isSameAs(context.getBean(MultiuseService.class));
			assertThat(wechatPay.merchant().productCoupons()).isSameAs(context.getBean(ProductCouponService.class));
			assertThat(wechatPay.merchant().restClient()).isSameAs(context.getBean("wechatPayRestClient"));
			assertThat(wechatPay.merchant().notifications()).isNull();
			assertThat(wechatPay.merchant()).hasToString("WechatPayMerchant[default, 1900007291]");
			assertThat(context.getBeanNamesForType(FavorCouponService.class))
				.containsExactly("wechatpay.favorCouponService");
			assertThat(context).doesNotHaveBean(WechatPayMerchant.class);
		});
	}

	@Test
	void theDefaultMerchantHasServicesOfTheApplication() {
		FavorCouponService own = new FakeWechatPay().service(FavorCouponService.class);
		this.rootAndB.withBean("own", FavorCouponService.class, () -> own)
			.run((context) -> assertThat(context.getBean(WechatPay.class).merchant().favorCoupons()).isSameAs(own));
	}

	@Test
	void furtherMerchantsAreInjectedByTheirQualifierOnly() {
		this.rootAndB.withUserConfiguration(Application.class).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThat(wechatPay.names()).containsExactly("default", "brand-b");
			WechatPayMerchant brandB = wechatPay.merchant("brand-b");
			assertThat(brandB.name()).isEqualTo("brand-b");
			assertThat(brandB.merchantId()).isEqualTo(MERCHANT_B);
			Application application = context.getBean(Application.class);
			assertThat(application.favorCouponsOfB).isSameAs(brandB.favorCoupons());
			assertThat(application.multiuseOfB).isSameAs(brandB.multiuse());
			assertThat(application.productCouponsOfB).isSameAs(brandB.productCoupons());
			assertThat(application.consumerCardsOfB).isSameAs(brandB.consumerCards());
			assertThat(application.favorCallbacksOfB).isSameAs(brandB.favorCallbacks());
			assertThat(application.busifavorCallbacksOfB).isSameAs(brandB.busifavorCallbacks());
			assertThat(application.diagnosticsOfB).isSameAs(brandB.diagnostics());
			assertThat(application.fieldOfB).isSameAs(brandB.favorCoupons());
			assertThat(application.restClientOfB).isSameAs(brandB.restClient());
			assertThat(application.brandB).isSameAs(brandB);
			assertThat(application.favorCoupons).isSameAs(context.getBean("wechatpay.favorCouponService"))
				.isSameAs(wechatPay.merchant().favorCoupons())
				.isNotSameAs(brandB.favorCoupons());
			assertThat(application.all).containsExactly(application.favorCoupons);
			assertThat(application.restClients).isEmpty();
			for (Class<?> type : SERVICES) {
				assertThat(context.getBean(type))
					.isSameAs(context.getBean("wechatpay." + StringUtils.uncapitalize(type.getSimpleName())));
			}
		});
	}

	@Test
	void aNamedMerchantMayBeThePrimaryOne() {
		this.rootAndB.withPropertyValues("wechatpay.merchants.brand-b.primary=true")
			.withUserConfiguration(Application.class)
			.run((context) -> {
				WechatPay wechatPay = context.getBean(WechatPay.class);
				assertThat(wechatPay.merchant()).isSameAs(wechatPay.merchant("brand-b"));
				assertThat(context.getBean(Application.class).favorCoupons)
					.isSameAs(wechatPay.merchant("brand-b").favorCoupons());
				assertThat(wechatPay.merchant("default").favorCoupons())
					.isSameAs(context.getBean("wechatpay.favorCouponService"));
				assertThat(wechatPay.merchant("default").merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
			});
	}

	@Test
	void namedMerchantsNeedNoOther() {
		this.named.withPropertyValues("wechatpay.merchants.brand-a.primary=true")
			.withUserConfiguration(Application.class)
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean("wechatpay.favorCouponService")
					.doesNotHaveBean(MerchantSettings.class);
				assertThat(context.getBean(WechatPay.class).names()).containsExactly("brand-a", "brand-b");
				assertThat(context.getBean(Application.class).favorCoupons)
					.isSameAs(context.getBean(WechatPay.class).merchant("brand-a").favorCoupons());
			});
	}

	@Test
	void theOnlyNamedMerchantIsTheDefault() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				WechatPay wechatPay = context.getBean(WechatPay.class);
				assertThat(wechatPay.merchant()).isSameAs(wechatPay.merchant("brand-b"));
				assertThat(context.getBean(Application.class).favorCoupons)
					.isSameAs(wechatPay.merchant().favorCoupons());
			});
	}

	@Test
	void severalMerchantsWithoutADefaultAreNotMixedUp() {
		this.named.run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThatExceptionOfType(UnknownMerchantException.class).isThrownBy(wechatPay::merchant)
				.withMessage(
						"There is no default merchant among brand-a, brand-b: ask for one by its name, or set wechatpay.merchants.<name>.primary to true for one");
			assertThatExceptionOfType(NoUniqueBeanDefinitionException.class)
				.isThrownBy(() -> context.getBean(FavorCouponService.class))
				.withMessageContaining("wechatpay.merchants.brand-a.favorCouponService");
		});
		this.named.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void saysWhichMerchantsThereAre() {
		this.named.run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThatExceptionOfType(UnknownMerchantException.class).isThrownBy(() -> wechatPay.merchant("brand-c"))
				.withMessage("There is no merchant \"brand-c\". Known: brand-a, brand-b");
			assertThatExceptionOfType(UnknownMerchantException.class)
				.isThrownBy(() -> wechatPay.merchant("planted\nname"))
				.withMessage("There is no merchant of that name. Known: brand-a, brand-b");
		});
	}

	@Test
	void listsTheMistakesOfAllMerchantsAtOnce() {
		String[] mistakes = { "wechatpay.merchants.brand-a.api-v3-key=short",
				"wechatpay.merchants.brand-b.merchant-id=x", "wechatpay.merchants.brand-b.base-url=nowhere",
				"wechatpay.merchants.default.merchant-id=1900000003", "wechatpay.client.read-timeout=0s" };
		List<String> expected = new ArrayList<>(List.of("wechatpay.merchants.brand-a.api-v3-key",
				"wechatpay.client.read-timeout", "wechatpay.merchants.brand-b.merchant-id",
				"wechatpay.merchants.brand-b.base-url", "wechatpay.merchants.default.name",
				"wechatpay.merchants.default.merchant-serial-number",
				"wechatpay.merchants.default.merchant-private-key", "wechatpay.merchants.default.platform-public-key"));
		this.named.withPropertyValues(mistakes)
			.run((context) -> assertThat(problems(context.getStartupFailure()))
				.containsExactlyInAnyOrderElementsOf(expected));
		expected.add("wechatpay.api-v3-key");
		this.named.withPropertyValues(mistakes)
			.withPropertyValues(ConfiguredWechatPay.properties())
			.withPropertyValues("wechatpay.api-v3-key=short")
			.run((context) -> assertThat(problems(context.getStartupFailure()))
				.containsExactlyInAnyOrderElementsOf(expected));
	}

	@Test
	void refusesTwoPrimaryMerchantsAndNamesThatArePartOfNoPath() {
		this.named
			.withPropertyValues("wechatpay.merchants.brand-a.primary=true", "wechatpay.merchants.brand-b.primary=true",
					"wechatpay.merchants[a/b].primary=false")
			.run((context) -> assertThat(problems(context.getStartupFailure()))
				.contains("wechatpay.merchants.brand-b.primary", "wechatpay.merchants.a/b.name"));
	}

	@Test
	void explainsMistakesWhateverTheNameLooksLike() {
		this.contextRunner.withPropertyValues("wechatpay.merchants.brandB_2.merchant-id=1900000002")
			.run((context) -> assertThat(new InvalidWechatPayConfigurationFailureAnalyzer(new MockEnvironment())
				.analyze(context.getStartupFailure())
				.getDescription()).contains("wechatpay.merchants.brandB_2.merchant-private-key"));
	}

	@Test
	void sharesTheBaseUrlUnlessAMerchantHasItsOwn() {
		this.rootAndB.withPropertyValues(ConfiguredWechatPay.named("brand-a", MERCHANT_A))
			.withPropertyValues("wechatpay.client.base-url=https://shared.example.com",
					"wechatpay.merchants.brand-a.base-url=https://own.example.com/")
			.run((context) -> {
				assertThat(ConfiguredWechatPay.merchant(context, "brand-a").settings().baseUrl())
					.isEqualTo(URI.create("https://own.example.com"));
				assertThat(ConfiguredWechatPay.merchant(context, "brand-b").settings().baseUrl())
					.isEqualTo(URI.create("https://shared.example.com"));
			});
		// those of a simulator too, so that no test calls WeChat Pay
		this.contextRunner.withBean(WechatPayConnectionDetails.class, ConfiguredWechatPay.Details::new)
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B))
			.run((context) -> assertThat(ConfiguredWechatPay.merchant(context, "brand-b").settings().baseUrl())
				.isEqualTo(URI.create("https://details.example.com")));
	}

	@Test
	void hasAPathForTheNotificationsOfEachMerchant() {
		WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("wechatpay.notification.path=/notify");
		web.withPropertyValues(ConfiguredWechatPay.named("brand-a", MERCHANT_A))
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B))
			.run((context) -> assertThat(problems(context.getStartupFailure()))
				.containsExactly("wechatpay.merchants.brand-a.api-v3-key", "wechatpay.merchants.brand-b.api-v3-key"));
		web.withPropertyValues(ConfiguredWechatPay.named("brand-b", MERCHANT_B))
			.withPropertyValues("wechatpay.merchants.brand-b.api-v3-key=0123456789abcdef0123456789abcdef")
			.run((context) -> assertThat(context.getBean(SimpleUrlHandlerMapping.class).getHandlerMap())
				.containsOnlyKeys("/notify", "/notify/{merchant}"));
	}

	@Test
	void aSourceOfMerchantsIsEnough() {
		this.contextRunner
			.withBean(MerchantSource.class, () -> () -> List.of(ConfiguredWechatPay.merchant("brand-c", "1900000003")))
			.run((context) -> {
				WechatPay wechatPay = context.getBean(WechatPay.class);
				assertThat(wechatPay.names()).containsExactly("brand-c");
				assertThat(wechatPay.merchant("brand-c").merchantId()).isEqualTo("1900000003");
				assertThatExceptionOfType(UnknownMerchantException.class).isThrownBy(wechatPay::merchant);
				assertThat(context).doesNotHaveBean(FavorCouponService.class);
			});
	}

	@Test
	void readsTheSourceOfAnApplicationThatIsInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(MerchantSource.class, () -> () -> List.of(ConfiguredWechatPay.merchant("brand-c", "1900000003")))
			.run((context) -> assertThat(context.getBean(WechatPay.class).names()).containsExactly("brand-c"));
	}

	@Test
	void takesOverWhatTheSourceHasWhenAsked() {
		AtomicReference<List<MerchantConfiguration>> rows = new AtomicReference<>(List
			.of(ConfiguredWechatPay.merchant("brand-c", "1900000003"), ConfiguredWechatPay.merchant("brand-d", "4")));
		this.rootAndB.withBean(MerchantSource.class, () -> rows::get).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThat(wechatPay.names()).containsExactlyInAnyOrder("default", "brand-b", "brand-c", "brand-d");
			WechatPayMerchant brandC = wechatPay.merchant("brand-c");
			rows.set(List.of(ConfiguredWechatPay.merchant("brand-c", "1900000003"),
					ConfiguredWechatPay.merchant("brand-d", "5"), ConfiguredWechatPay.merchant("brand-e", "6")));
			assertThat(wechatPay.merchant("brand-d").merchantId()).isEqualTo("4");
			wechatPay.refresh("brand-d");
			assertThat(wechatPay.merchant("brand-d").merchantId()).isEqualTo("5");
			assertThat(wechatPay.names()).doesNotContain("brand-e");
			wechatPay.refresh();
			assertThat(wechatPay.merchant("brand-e").merchantId()).isEqualTo("6");
			assertThat(wechatPay.merchant("brand-c")).isSameAs(brandC);
			rows.set(List.of(ConfiguredWechatPay.merchant("brand-e", "6")));
			wechatPay.refresh("brand-d");
			wechatPay.refresh("brand-d");
			assertThat(wechatPay.names()).containsExactlyInAnyOrder("default", "brand-b", "brand-c", "brand-e");
			wechatPay.refresh();
			assertThat(wechatPay.names()).containsExactlyInAnyOrder("default", "brand-b", "brand-e");
			assertThatExceptionOfType(UnknownMerchantException.class).isThrownBy(() -> wechatPay.merchant("brand-c"));
		});
	}

	@Test
	void keepsAMerchantWhoseNewConfigurationIsWrong() {
		AtomicReference<List<MerchantConfiguration>> rows = new AtomicReference<>(
				List.of(ConfiguredWechatPay.merchant("brand-c", "1900000003")));
		this.rootAndB.withBean(MerchantSource.class, () -> rows::get).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			WechatPayMerchant former = wechatPay.merchant("brand-c");
			rows.set(List.of(
					MerchantConfiguration.builder("brand-c").merchantId("1900000003").apiV3Key("planted").build(),
					ConfiguredWechatPay.merchant("brand-b", "7"), ConfiguredWechatPay.merchant("../a", "8"),
					ConfiguredWechatPay.merchant("brand-d", "9"), ConfiguredWechatPay.merchant("brand-d", "10")));
			assertThatExceptionOfType(InvalidWechatPayConfigurationException.class).isThrownBy(wechatPay::refresh)
				.satisfies((ex) -> {
					assertThat(problems(ex)).containsExactly("brand-c.merchant-serial-number",
							"brand-c.merchant-private-key", "brand-c.api-v3-key", "brand-b.name", "../a.name",
							"brand-d.name");
					assertThat(ex.toString() + ex.problems()).doesNotContain("planted");
				});
			assertThat(wechatPay.merchant("brand-c")).isSameAs(former);
			assertThat(wechatPay.merchant("brand-b").merchantId()).isEqualTo(MERCHANT_B);
			assertThat(wechatPay.merchant("brand-d").merchantId()).isEqualTo("9");
			assertThatExceptionOfType(InvalidWechatPayConfigurationException.class)
				.isThrownBy(() -> wechatPay.refresh("brand-c"));
			assertThat(wechatPay.merchant("brand-c")).isSameAs(former);
		});
	}

	@Test
	void keepsAllMerchantsWhenTheSourceFails() {
		AtomicReference<List<MerchantConfiguration>> rows = new AtomicReference<>(
				List.of(ConfiguredWechatPay.merchant("brand-c", "1900000003")));
		this.root.withBean(MerchantSource.class, () -> () -> {
			if (rows.get().isEmpty()) {
				throw new IllegalStateException("planted failure");
			}
			return rows.get();
		}).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			rows.set(List.of());
			assertThatIllegalStateException().isThrownBy(wechatPay::refresh).withMessage("planted failure");
			assertThat(wechatPay.merchant("brand-c").merchantId()).isEqualTo("1900000003");
		});
	}

	@Test
	void startsWithoutTheMerchantsOfTheSourceThatAreWrong(CapturedOutput output) {
		this.root.withBean(MerchantSource.class, () -> () -> List.of(MerchantConfiguration.builder("brand-c").build(),
				ConfiguredWechatPay.merchant("brand-d", "1900000003")))
			.run((context) -> {
				assertThat(context.getBean(WechatPay.class).names()).containsExactly("default", "brand-d");
				assertThat(output).contains("ERROR", "brand-c.merchant-id: Not set.");
			});
	}

	@Test
	void cannotRefreshWithoutASource() {
		this.rootAndB.run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(WechatPay.class).refresh())
				.withMessageContaining("MerchantSource");
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(WechatPay.class).refresh("brand-b"))
				.withMessageContaining("MerchantSource");
		});
	}

	@Test
	void aConfigurationShowsNothingSecret() {
		assertThat(MerchantConfiguration.builder("brand-c")
			.merchantId("1900000003")
			.merchantPrivateKey("planted-key")
			.apiV3Key("planted-api-key")
			.build()
			.toString()).contains("name=brand-c", "merchantId=1900000003", "apiV3Key=<set>").doesNotContain("planted");
	}

	private static List<String> problems(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof InvalidWechatPayConfigurationException invalid) {
				return invalid.problems().stream().map(Problem::property).toList();
			}
		}
		throw new AssertionError("No list of problems", failure);
	}

	static class Application {

		private final FavorCouponService favorCoupons;

		private final FavorCouponService favorCouponsOfB;

		private final MultiuseService multiuseOfB;

		private final ProductCouponService productCouponsOfB;

		private final ConsumerCardService consumerCardsOfB;

		private final RestClient restClientOfB;

		private final WechatPayMerchant brandB;

		private final List<RestClient> restClients;

		@Autowired
		@Qualifier("brand-b")
		private FavorCouponService fieldOfB;

		@Autowired
		@Qualifier("brand-b")
		private FavorCallbackService favorCallbacksOfB;

		@Autowired
		@Qualifier("brand-b")
		private BusifavorCallbackService busifavorCallbacksOfB;

		@Autowired
		@Qualifier("brand-b")
		private WechatPayDiagnostics diagnosticsOfB;

		@Autowired
		private List<FavorCouponService> all;

		Application(FavorCouponService favorCoupons, @Qualifier("brand-b") FavorCouponService favorCouponsOfB,
				@Qualifier("brand-b") MultiuseService multiuseOfB,
				@Qualifier("brand-b") ProductCouponService productCouponsOfB,
				@Qualifier("brand-b") ConsumerCardService consumerCardsOfB,
				@Qualifier("brand-b") RestClient restClientOfB, @Qualifier("brand-b") WechatPayMerchant brandB,
				ObjectProvider<RestClient> restClients) {
			this.favorCoupons = favorCoupons;
			this.favorCouponsOfB = favorCouponsOfB;
			this.multiuseOfB = multiuseOfB;
			this.productCouponsOfB = productCouponsOfB;
			this.consumerCardsOfB = consumerCardsOfB;
			this.restClientOfB = restClientOfB;
			this.brandB = brandB;
			this.restClients = restClients.stream().toList();
		}

	}

}
