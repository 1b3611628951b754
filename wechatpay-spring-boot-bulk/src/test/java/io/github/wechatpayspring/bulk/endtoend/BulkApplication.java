package io.github.wechatpayspring.bulk.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A merchant's application with bulk issuing and without any code of its own. Started as
 * a program, it works on jobs until it is killed.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BulkApplication {

	static final String STOCK = "9865000";

	static final String MULTIUSE_STOCK = "9865001";

	static final String PRODUCT_STOCK = "1262260000000268";

	static final String BUSIFAVOR_STOCK = "1212120000000001";

	static final String CARD = "pIJMr5MMiIkO_93VtPyIiEk2DZ4w";

	/**
	 * Work on jobs.
	 * @param args properties
	 */
	public static void main(String[] args) {
		builder().run(args);
	}

	static Stock[] stocks() {
		return new Stock[] { Stock.favor(STOCK).name("新人立减券").value(500),
				Stock.multiuse(MULTIUSE_STOCK).withoutDenomination(), Stock.productCoupon(PRODUCT_STOCK),
				Stock.busifavor(BUSIFAVOR_STOCK), Stock.consumerCard(CARD) };
	}

	static ConfigurableApplicationContext start(WechatPaySimulator wechatPay, String... properties) {
		return builder().run(arguments(wechatPay, properties).toArray(String[]::new));
	}

	private static SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(BulkApplication.class).properties("spring.main.web-application-type=none",
				"spring.main.banner-mode=off", "wechatpay.bulk.jdbc.initialize-schema=always");
	}

	static List<String> arguments(WechatPaySimulator wechatPay, String... properties) {
		SimulatedMerchant merchant = wechatPay.merchant();
		Map<String, String> arguments = new LinkedHashMap<>();
		Stream
			.concat(Stream.of("wechatpay.merchant-id=" + merchant.merchantId(),
					"wechatpay.merchant-serial-number=" + merchant.serialNumber(),
					"wechatpay.merchant-private-key=" + merchant.privateKeyPem(),
					"wechatpay.platform-public-key-id=" + merchant.platformPublicKeyId(),
					"wechatpay.platform-public-key=" + merchant.platformPublicKeyPem(),
					"wechatpay.appid=" + merchant.appid(), "wechatpay.client.base-url=" + wechatPay.baseUrl()),
					Stream.of(properties))
			.forEach((property) -> arguments.put(property.substring(0, property.indexOf('=')), "--" + property));
		return new ArrayList<>(arguments.values());
	}

	static List<String> openids(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "oUpF8uMuAJO_M2pxb1Q9%08d".formatted(i)).toList();
	}

}
