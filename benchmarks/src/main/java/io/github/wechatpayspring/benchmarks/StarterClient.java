package io.github.wechatpayspring.benchmarks;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The starter in an application with nothing else.
 */
final class StarterClient implements CouponClient {

	private final ConfigurableApplicationContext context;

	private final FavorCouponService service;

	/**
	 * Start the application.
	 * @param baseUrl where the server is
	 * @param credentials who sends
	 * @param cryptoProvider the crypto provider to ask for, {@code null} to leave that to
	 * the starter
	 */
	StarterClient(URI baseUrl, Credentials credentials, @Nullable String cryptoProvider) {
		this(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties(baseUrl, credentials, cryptoProvider))
			.logStartupInfo(false)
			.bannerMode(Banner.Mode.OFF)
			.run());
	}

	private StarterClient(ConfigurableApplicationContext context) {
		this(context, context.getBean(FavorCouponService.class));
	}

	/**
	 * Use an application that was started.
	 * @param context the application, which is closed with this client
	 * @param service its service
	 */
	StarterClient(ConfigurableApplicationContext context, FavorCouponService service) {
		this.context = context;
		this.service = service;
	}

	private static Map<String, Object> properties(URI baseUrl, Credentials credentials,
			@Nullable String cryptoProvider) {
		Map<String, Object> properties = new HashMap<>(
				properties(baseUrl, credentials.merchantPrivateKeyPem(), credentials.platformPublicKeyPem()));
		// WeChat Pay's limit would be all that is measured
		properties.put("wechatpay.client.rate-limit.enabled", "false");
		if (cryptoProvider != null) {
			properties.put("wechatpay.client.crypto-provider", cryptoProvider);
		}
		return properties;
	}

	/**
	 * Return what has to be configured.
	 * @param baseUrl where the server is
	 * @param privateKey the merchant's key, or where it is
	 * @param publicKey the key of WeChat Pay, or where it is
	 * @return the properties of the starter
	 */
	static Map<String, String> properties(URI baseUrl, String privateKey, String publicKey) {
		return Map.of("wechatpay.merchant-id", Credentials.MERCHANT_ID, "wechatpay.merchant-serial-number",
				Credentials.SERIAL_NUMBER, "wechatpay.merchant-private-key", privateKey,
				"wechatpay.platform-public-key-id", Credentials.PLATFORM_KEY_ID, "wechatpay.platform-public-key",
				publicKey, "wechatpay.appid", Credentials.APPID, "wechatpay.client.base-url", baseUrl.toString());
	}

	@Override
	public String send(String outRequestNo) {
		return this.service
			.send(SendFavorCouponRequest.builder().openid(OPENID).stockId(STOCK_ID).outRequestNo(outRequestNo).build())
			.couponId();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
