package io.github.wechatpayspring.endtoend.observability;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.WechatPayErrorDetail;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.busifavor.entrance.CouponEntrance;
import io.github.wechatpayspring.client.ClientCall;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.NotificationEnvelope;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.SigningKey;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an application prints by accident shows nothing secret or personal.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureWechatPaySimulator
class ToStringTests {

	private static final Set<String> PERSONAL = Set.of("openid", "userName", "idCardNumber", "privateKey",
			"privateKeyPem", "merchantPrivateKey", "apiV3Key", "headers");

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private ApplicationContext application;

	@Test
	void ofRecordsIsMasked() {
		PlantedSecrets secrets = secrets();
		Map<Class<?>, List<Object>> values = Stream.concat(values(), filledRecords())
			.collect(Collectors.groupingBy(Object::getClass));
		values.values()
			.forEach((list) -> list
				.forEach((value) -> secrets.assertAbsentFrom(value.getClass().getSimpleName(), value.toString())));
		assertThat(publicRecords().filter(ToStringTests::isPersonal)).isNotEmpty()
			.allSatisfy((type) -> assertThat(values).containsKey(type));
	}

	@Test
	void ofAnyRecordShowsNothingPersonalOrUnknown() {
		List<Class<?>> marked = FilledRecords.types().filter(FilledRecords::isMarked).toList();
		assertThat(marked).hasSizeGreaterThan(30)
			.allSatisfy((type) -> assertThat(FilledRecords.fill(type).toString()).isNotBlank()
				.doesNotContain(FilledRecords.MARK));
	}

	@Test
	void ofBeansIsMasked() {
		PlantedSecrets secrets = secrets();
		Map<String, Supplier<Object>> beans = Arrays.stream(this.application.getBeanDefinitionNames())
			.collect(Collectors.toMap((name) -> name, (name) -> () -> this.application.getBean(name)));
		assertThat(beans.keySet()).contains("wechatpay.favorCouponService", "wechatpay.merchants",
				"wechatpay.simulator");
		beans.forEach((name, bean) -> {
			if (bean.get().getClass().getName().startsWith("io.github.wechatpayspring.")) {
				secrets.assertAbsentFrom(name, bean.get().toString());
			}
		});
	}

	private Stream<Object> values() {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		Call.FAVOR.make(this.application, PlantedSecrets.OPENID, "1");
		IssuedCoupon coupon = this.wechatPay.issuedCoupons().get(0);
		Merchants merchants = this.application.getBean(Merchants.class);
		CipherSuite suite = CipherSuite.of(false);
		return Stream.of(new SigningKey("KEY", suite.generateKeyPair().getPrivate(), suite),
				CouponApplication.favor("1").openid(PlantedSecrets.OPENID).build(),
				CouponApplication.multiuse("1").openid(PlantedSecrets.OPENID).build(),
				CouponApplication.product("1").openid(PlantedSecrets.OPENID).build(),
				CouponApplication.card("1").openid(PlantedSecrets.OPENID).build(),
				CouponApplication.list().openid(PlantedSecrets.OPENID).build(),
				CouponApplication.favor("1").openid(PlantedSecrets.OPENID),
				CouponApplication.multiuse("1").openid(PlantedSecrets.OPENID),
				new WechatPayErrorDetail("openid", PlantedSecrets.OPENID, "wrong", "body"), merchant, coupon,
				this.wechatPay.requests().get(0),
				new CouponSentNotification(new NotificationEnvelope("EV-1", "COUPON.SEND"), "1", "2", null,
						PlantedSecrets.OPENID, PlantedSecrets.OPENID, null, null, null, null,
						Map.of("openid", PlantedSecrets.OPENID)),
				properties(), properties().merchants().values().iterator().next(), merchantConfiguration(),
				merchants.ofDefaultName().status().credentials(), merchants.ofDefaultName().platformKeys().current(),
				merchants.ofDefaultName(), merchants.ofDefaultName().configured().configuration(),
				this.application.getBean(WechatPayConnectionDetails.class));
	}

	// of what is generated, all alike
	private static Stream<Object> filledRecords() {
		return Stream
			.concat(DescribedCalls.records().stream().filter(ToStringTests::isPersonal),
					Stream.of(ClientCall.class, CouponEntrance.class))
			.map(FilledRecords::fill);
	}

	private WechatPayProperties properties() {
		Map<String, String> values = CouponApplication.properties(this.wechatPay)
			.stream()
			.map((property) -> property.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		for (String property : List.of("merchant-id", "merchant-private-key", "api-v3-key")) {
			values.put("wechatpay.merchants.brand-b." + property, values.get("wechatpay." + property));
		}
		return new Binder(new MapConfigurationPropertySource(values)).bind("wechatpay", WechatPayProperties.class)
			.get();
	}

	private MerchantConfiguration merchantConfiguration() {
		WechatPayProperties.Merchant merchant = properties().merchants().values().iterator().next();
		return MerchantConfiguration.builder("brand-b")
			.merchantId(merchant.merchantId())
			.merchantPrivateKey(merchant.merchantPrivateKey())
			.apiV3Key(merchant.apiV3Key())
			.build();
	}

	private PlantedSecrets secrets() {
		return new PlantedSecrets(this.wechatPay);
	}

	private static boolean isPersonal(Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).anyMatch(ToStringTests::isPersonal);
	}

	private static boolean isPersonal(RecordComponent component) {
		return PERSONAL.contains(component.getName()) || component.isAnnotationPresent(Sensitive.class);
	}

	private static Stream<Class<?>> publicRecords() {
		return FilledRecords.types().filter((type) -> Modifier.isPublic(type.getModifiers()));
	}

}
