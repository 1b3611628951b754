package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import io.github.wechatpayspring.favor.FavorCouponService;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.client.RestClient;

/**
 * What the application that is started may issue coupons with.
 */
final class StartupClients {

	private StartupClients() {
	}

	/**
	 * Issues coupons with the starter.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Starter {

		@Bean(destroyMethod = "")
		CouponClient couponClient(ConfigurableApplicationContext context, FavorCouponService service) {
			return new StarterClient(context, service);
		}

	}

	/**
	 * Issues coupons with a {@code RestClient} of the application's own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Shop.class)
	static class ByHand {

		@Bean
		CouponClient couponClient(Shop shop, RestClient.Builder builder) throws GeneralSecurityException, IOException {
			return new RestClientCouponClient(builder, shop.baseUrl(),
					new Signatures(shop.privateKeyPem(), shop.publicKeyPem(), null));
		}

	}

	/**
	 * Issues coupons with the official SDK.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Shop.class)
	static class Official {

		@Bean
		CouponClient couponClient(Shop shop) throws IOException {
			return new OfficialClient(shop.baseUrl(), shop.privateKeyPem(), shop.publicKeyPem());
		}

	}

	/**
	 * Where the server is, and the keys.
	 *
	 * @param baseUrl where the server is
	 * @param privateKey the merchant's key
	 * @param publicKey the key of WeChat Pay
	 */
	@ConfigurationProperties("shop")
	record Shop(URI baseUrl, Resource privateKey, Resource publicKey) {

		String privateKeyPem() throws IOException {
			return privateKey().getContentAsString(StandardCharsets.US_ASCII);
		}

		String publicKeyPem() throws IOException {
			return publicKey().getContentAsString(StandardCharsets.US_ASCII);
		}

	}

}
