package io.github.wechatpayspring.endtoend.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in another place than this application.
 */
class RequestSignerTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final AtomicInteger signatures = new AtomicInteger();

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void signsEveryCallWithoutAPrivateKeyInTheConfiguration() {
		List<String> properties = CouponApplication.properties(this.wechatPay)
			.stream()
			.filter((property) -> !property.startsWith("wechatpay.merchant-private-key="))
			.toList();
		assertThat(properties).hasSizeLessThan(CouponApplication.properties(this.wechatPay).size());
		try (ConfigurableApplicationContext application = start(properties)) {
			String id = Call.FAVOR.make(application, CouponApplication.OPENID, "1");
			Call.LIST.make(application, CouponApplication.OPENID, "1");
			assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(id);
			assertThat(this.signatures).hasValue(2);
		}
	}

	@Test
	void takesThePlaceOfThePrivateKeyInTheConfiguration() {
		try (ConfigurableApplicationContext application = start(CouponApplication.properties(this.wechatPay))) {
			Call.FAVOR.make(application, CouponApplication.OPENID, "1");
			assertThat(this.signatures).hasValue(1);
		}
	}

	@Test
	void signsForAMerchantOfItsQualifier() {
		List<String> properties = CouponApplication
			.named("brand-b", this.wechatPay, this.wechatPay.merchant().apiV3Key())
			.stream()
			.filter((property) -> !property.contains("merchant-private-key="))
			.toList();
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CouponApplication.class)
			.initializers((GenericApplicationContext context) -> context.registerBean("signer", RequestSigner.class,
					() -> this::sign,
					(definition) -> ((AbstractBeanDefinition) definition)
						.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "brand-b"))))
			.properties("spring.main.web-application-type=none")
			.run(properties.stream().map("--"::concat).toArray(String[]::new))) {
			assertThat(this.signatures).as("before the first call").hasValue(0);
			Call.FAVOR.make(application, CouponApplication.OPENID, "1");
			assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
			assertThat(this.signatures).hasValue(1);
		}
	}

	private ConfigurableApplicationContext start(List<String> properties) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.initializers(
					(GenericApplicationContext context) -> context.registerBean(RequestSigner.class, () -> this::sign))
			.properties("spring.main.web-application-type=none")
			.run(properties.stream().map("--"::concat).toArray(String[]::new));
	}

	private byte[] sign(byte[] message) {
		this.signatures.incrementAndGet();
		return new RsaRequestSigner(keyInAnotherPlace()).sign(message);
	}

	private PrivateKey keyInAnotherPlace() {
		byte[] key = Base64.getMimeDecoder()
			.decode(this.wechatPay.merchant().privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
		try {
			return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
