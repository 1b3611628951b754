package io.github.wechatpayspring.autoconfigure;

import java.security.KeyPair;
import java.util.Arrays;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.AssembledMerchant;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A complete configuration, and a call of an application that has it.
 */
public final class ConfiguredWechatPay {

	private static final KeyPair MERCHANT = FakeWechatPay.MERCHANT_KEYS;

	private static final KeyPair PLATFORM = FakeWechatPay.PLATFORM_KEYS;

	private ConfiguredWechatPay() {
	}

	public static String[] properties() {
		return properties("wechatpay.");
	}

	public static String[] properties(String prefix) {
		return new String[] { prefix + "merchant-id=" + FakeWechatPay.MERCHANT_ID,
				prefix + "merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
				prefix + "merchant-private-key=" + escape(KeyMaterial.privateKey(MERCHANT)),
				prefix + "platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
				prefix + "platform-public-key=" + escape(KeyMaterial.publicKey(PLATFORM)),
				prefix + "appid=" + FakeWechatPay.APPID };
	}

	/**
	 * Return the configuration of a merchant in {@code wechatpay.merchants}.
	 * @param name the name of the merchant
	 * @param merchantId its id
	 * @return the properties
	 */
	public static String[] named(String name, String merchantId) {
		String[] properties = Arrays.stream(properties())
			.map((property) -> property.replaceFirst("wechatpay\\.", "wechatpay.merchants." + name + "."))
			.toArray(String[]::new);
		properties[0] = "wechatpay.merchants." + name + ".merchant-id=" + merchantId;
		return properties;
	}

	/**
	 * Return the configuration of a merchant as a database has it.
	 * @param name the name of the merchant
	 * @param merchantId its id
	 * @return the configuration
	 */
	public static MerchantConfiguration merchant(String name, String merchantId) {
		return merchant(name, merchantId, null);
	}

	public static MerchantConfiguration merchant(String name, String merchantId, @Nullable String apiV3Key) {
		return MerchantConfiguration.builder(name)
			.merchantId(merchantId)
			.merchantSerialNumber(FakeWechatPay.MERCHANT_SERIAL)
			.merchantPrivateKey(KeyMaterial.privateKey(MERCHANT))
			.platformPublicKeyId(FakeWechatPay.PLATFORM_KEY_ID)
			.platformPublicKey(KeyMaterial.publicKey(PLATFORM))
			.apiV3Key(apiV3Key)
			.build();
	}

	/**
	 * Read a configuration as at start-up.
	 * @param properties the properties
	 * @param resourceLoader opens locations
	 * @param signer signs in place of the private key, or {@code null}
	 * @return the settings
	 */
	public static MerchantSettings read(WechatPayProperties properties, ResourceLoader resourceLoader,
			@Nullable RequestSigner signer) {
		return new ConfiguredMerchant(() -> MerchantConfigurations.of(properties, signer), "wechatpay.", null,
				reader(properties, null, resourceLoader))
			.read();
	}

	public static MerchantSettingsReader reader(WechatPayProperties properties,
			@Nullable WechatPayConnectionDetails details, ResourceLoader resourceLoader) {
		return new MerchantSettingsReader(MerchantConfigurations.shared(properties, details),
				(problems) -> new ClientSettingsReader(problems).check(properties), resourceLoader,
				new SslKeyBundles(() -> null), CryptoProvider.jdk());
	}

	public static AssembledMerchant merchant(BeanFactory application, String name) {
		AssembledMerchant merchant = application.getBean(Merchants.class).find(name);
		assertThat(merchant).as(name).isNotNull();
		return merchant;
	}

	public static MerchantSettings settings(BeanFactory application) {
		return merchant(application, WechatPay.DEFAULT_NAME).settings();
	}

	public static MerchantCredentials credentials(BeanFactory application) {
		return merchant(application, WechatPay.DEFAULT_NAME).status().credentials();
	}

	public static PlatformKeySource platformKeys(BeanFactory application) {
		return merchant(application, WechatPay.DEFAULT_NAME).platformKeys();
	}

	public static String send(BeanFactory application) {
		return application.getBean(FavorCouponService.class).send(request()).couponId();
	}

	public static SendFavorCouponRequest request() {
		return SendFavorCouponRequest.builder().openid("openid").stockId("1").outRequestNo("1").build();
	}

	private static String escape(String pem) {
		return pem.replace("\n", "\\n");
	}

	/**
	 * The same configuration as a bean.
	 */
	public static class Details implements WechatPayConnectionDetails {

		@Override
		public String getMerchantId() {
			return FakeWechatPay.MERCHANT_ID;
		}

		@Override
		public String getMerchantSerialNumber() {
			return FakeWechatPay.MERCHANT_SERIAL;
		}

		@Override
		public String getMerchantPrivateKey() {
			return KeyMaterial.privateKey(MERCHANT);
		}

		@Override
		public String getPlatformPublicKeyId() {
			return FakeWechatPay.PLATFORM_KEY_ID;
		}

		@Override
		public String getPlatformPublicKey() {
			return KeyMaterial.publicKey(PLATFORM);
		}

		@Override
		public String getBaseUrl() {
			return "https://details.example.com/";
		}

	}

}
