package io.github.wechatpayspring.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
		if (this.configuration == null) {
			return List.of();
		}
		String privateKeyLocation = "file:" + privateKey;
		String publicKeyLocation = "file:" + publicKey;
		Map<String, String> properties = (this.configuration == StartupClients.Starter.class)
				? StarterClient.properties(server, privateKeyLocation, publicKeyLocation)
				: Map.of("shop.base-url", server.toString(), "shop.private-key", privateKeyLocation, "shop.public-key",
						publicKeyLocation);
		List<String> args = new ArrayList<>(List.of("--spring.main.sources=" + this.configuration.getName()));
		properties.forEach((name, value) -> args.add("--%s=%s".formatted(name, value)));
		return args;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
