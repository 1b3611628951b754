package io.github.wechatpayspring.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an application has whose start is measured.
 */
enum StartupVariant {

	/**
	 * The starter without its properties.
	 */
	NONE("without properties", Variant.OURS, null),

	/**
	 * The starter.
	 */
	STARTER("starter", Variant.OURS, StartupClients.Starter.class),

	/**
	 * The starter with Amazon Corretto Crypto Provider on the class path.
	 */
	STARTER_ACCP("starter with ACCP", Variant.OURS_ACCP, StartupClients.Starter.class),

	/**
	 * A {@code RestClient} that was written by hand.
	 */
	REST_CLIENT("RestClient by hand", Variant.OURS, StartupClients.ByHand.class),

	/**
	 * The official SDK.
	 */
	OFFICIAL("official SDK", Variant.OFFICIAL, StartupClients.Official.class);

	private final String label;

	private final Variant variant;

	private final @Nullable Class<?> configuration;

	StartupVariant(String label, Variant variant, @Nullable Class<?> configuration) {
		this.label = label;
		this.variant = variant;
		this.configuration = configuration;
	}

	/**
	 * Leave out of a class path the crypto providers that are for other variants.
	 * @param all a class path with all of them
	 * @return the class path of this variant
	 */
	String classPath(String all) {
		return this.variant.classPath(all);
	}

	/**
	 * Return the arguments that the application is started with.
	 * @param server where the server is
	 * @param privateKey the file with the merchant's key
	 * @param publicKey the file with the key of WeChat Pay
	 * @return its properties
	 */
	List<String> args(URI server, Path privateKey, Path publicKey) {
		List<String> args = new ArrayList<>();
		if (this.configuration == null) {
			return args;
		}
		args.add("--spring.main.sources=" + this.configuration.getName());
		if (this.configuration == StartupClients.Starter.class) {
			args.addAll(List.of("--wechatpay.merchant-id=" + Credentials.MERCHANT_ID,
					"--wechatpay.appid=" + Credentials.APPID,
					"--wechatpay.merchant-serial-number=" + Credentials.SERIAL_NUMBER,
					"--wechatpay.merchant-private-key=file:" + privateKey,
					"--wechatpay.platform-public-key-id=" + Credentials.PLATFORM_KEY_ID,
					"--wechatpay.platform-public-key=file:" + publicKey, "--wechatpay.client.base-url=" + server));
		}
		else {
			args.addAll(List.of("--shop.base-url=" + server, "--shop.private-key=file:" + privateKey,
					"--shop.public-key=file:" + publicKey));
		}
		return args;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
