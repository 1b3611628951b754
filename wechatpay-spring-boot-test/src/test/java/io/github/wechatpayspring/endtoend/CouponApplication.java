package io.github.wechatpayspring.endtoend;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.productcoupon.ProductCouponType;
import io.github.wechatpayspring.productcoupon.SendProductCouponRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.WechatPaySimulatorCustomizer;
import org.bouncycastle.asn1.x509.Certificate;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A merchant's application without any code of its own, and what it can ask for.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class CouponApplication {

	public static final String MERCHANT_ID = "1900000109";

	public static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	public static final String USER_NAME = "诸葛小明";

	public static final String ID_CARD_NUMBER = "11010519491231002X";

	public static final String FAVOR_STOCK = "9865000";

	public static final String MULTIUSE_STOCK = "9865001";

	public static final String PRODUCT_STOCK = "1262260000000268";

	public static final String CARD = "pIJMr5MMiIkO_93VtPyIiEk2DZ4w";

	// the same for all requests, since a consumer card is told by number and time
	public static final OffsetDateTime SEND_TIME = OffsetDateTime.now();

	public static Stock[] stocks() {
		return new Stock[] { Stock.favor(FAVOR_STOCK).name("新人立减券").value(500),
				Stock.multiuse(MULTIUSE_STOCK).withoutDenomination(), Stock.productCoupon(PRODUCT_STOCK),
				Stock.consumerCard(CARD) };
	}

	@Bean
	WechatPaySimulatorCustomizer wechatPaySimulatorStocks() {
		return (simulator) -> simulator.stocks(stocks());
	}

	/**
	 * Start the application the way a merchant configures it, with properties.
	 * @param simulator what takes the place of WeChat Pay
	 * @param properties further properties, which win
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(WechatPaySimulator simulator, String... properties) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(arguments(Stream.concat(properties(simulator).stream(), Arrays.stream(properties))));
	}

	/**
	 * Return properties as the command line has them.
	 * @param properties the properties, of which the last of a name wins
	 * @return the arguments
	 */
	public static String[] arguments(Stream<String> properties) {
		Map<String, String> all = new LinkedHashMap<>();
		properties.forEach((property) -> all.put(property.substring(0, property.indexOf('=')), "--" + property));
		return all.values().toArray(String[]::new);
	}

	public static List<String> properties(WechatPaySimulator simulator) {
		SimulatedMerchant merchant = simulator.merchant();
		List<String> properties = new ArrayList<>(List.of("wechatpay.merchant-id=" + merchant.merchantId(),
				"wechatpay.merchant-serial-number=" + merchant.serialNumber(),
				"wechatpay.merchant-private-key=" + merchant.privateKeyPem(),
				"wechatpay.api-v3-key=" + merchant.apiV3Key(), "wechatpay.appid=" + merchant.appid(),
				"wechatpay.client.base-url=" + simulator.baseUrl()));
		if (merchant.platformPublicKeyId() != null) {
			properties.add("wechatpay.platform-public-key-id=" + merchant.platformPublicKeyId());
			properties.add("wechatpay.platform-public-key=" + merchant.platformPublicKeyPem());
		}
		return properties;
	}

	public static List<String> named(String name, WechatPaySimulator simulator, String apiV3Key) {
		String prefix = "wechatpay.merchants." + name + ".";
		List<String> properties = new ArrayList<>();
		for (String property : properties(simulator)) {
			properties.add(property.startsWith("wechatpay.api-v3-key=") ? prefix + "api-v3-key=" + apiV3Key
					: property.replaceFirst("^wechatpay\\.(client\\.)?", prefix));
		}
		return properties;
	}

	public static SendFavorCouponRequest.Builder favor(String outRequestNo) {
		return SendFavorCouponRequest.builder().openid(OPENID).stockId(FAVOR_STOCK).outRequestNo(outRequestNo);
	}

	public static SendMultiuseRequest.Builder multiuse(String outRequestNo) {
		return SendMultiuseRequest.builder()
			.openid(OPENID)
			.stockId(MULTIUSE_STOCK)
			.outRequestNo(outRequestNo)
			.userName(USER_NAME)
			.idCardNumber(ID_CARD_NUMBER)
			.amount(8800L);
	}

	public static SendProductCouponRequest.Builder product(String outRequestNo) {
		return SendProductCouponRequest.builder()
			.openid(OPENID)
			.stockId(PRODUCT_STOCK)
			.outRequestNo(outRequestNo)
			.couponType(ProductCouponType.NORMAL);
	}

	public static SendConsumerCardRequest.Builder card(String outRequestNo) {
		return SendConsumerCardRequest.builder()
			.openid(OPENID)
			.cardId(CARD)
			.outRequestNo(outRequestNo)
			.sendTime(SEND_TIME);
	}

	public static ListFavorCouponsRequest.Builder list() {
		return ListFavorCouponsRequest.builder().openid(OPENID).creatorMchid(MERCHANT_ID);
	}

	/**
	 * Have an application know the platform certificates, as it does once a response was
	 * signed with them.
	 * @param wechatPay has the certificates, none if the merchant has only a public key
	 * @param application the application
	 */
	public static void knowCertificates(WechatPaySimulator wechatPay, ApplicationContext application) {
		PlatformKeySource keys = application.getBean(Merchants.class).ofDefaultName().platformKeys();
		for (String pem : wechatPay.platformCertificatePems()) {
			byte[] certificate = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
			String serialNumber = Certificate.getInstance(certificate)
				.getSerialNumber()
				.getPositiveValue()
				.toString(16)
				.toUpperCase(Locale.ROOT);
			assertThat(keys.including(serialNumber).find(serialNumber)).isNotNull();
		}
	}

}
