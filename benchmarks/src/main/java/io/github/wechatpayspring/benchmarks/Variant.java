package io.github.wechatpayspring.benchmarks;

import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is compared.
 */
enum Variant {

	/**
	 * The starter as it is.
	 */
	OURS("", (url, credentials) -> new StarterClient(url, credentials, null)),

	/**
	 * The starter with Amazon Corretto Crypto Provider on the class path.
	 */
	OURS_ACCP(Jars.ACCP, (url, credentials) -> new StarterClient(url, credentials, "accp")),

	/**
	 * The starter with Conscrypt on the class path.
	 */
	OURS_CONSCRYPT(Jars.CONSCRYPT, (url, credentials) -> new StarterClient(url, credentials, "conscrypt")),

	/**
	 * The official SDK.
	 */
	OFFICIAL("", OfficialClient::new),

	/**
	 * The official SDK with Amazon Corretto Crypto Provider registered before all others.
	 */
	OFFICIAL_ACCP(Jars.ACCP, (url, credentials) -> {
		Accp.install();
		return new OfficialClient(url, credentials);
	}),

	/**
	 * WxJava.
	 */
	WXJAVA("", WxJavaClient::new),

	/**
	 * One signature, one verification and HTTP, with the JDK's provider.
	 */
	FLOOR("", (url, credentials) -> new FloorClient(url, Signatures.of(credentials, null))),

	/**
	 * One signature, one verification and HTTP, with Amazon Corretto Crypto Provider.
	 */
	FLOOR_ACCP(Jars.ACCP, (url, credentials) -> new FloorClient(url, Signatures.of(credentials, Accp.provider()))),

	/**
	 * HTTP alone.
	 */
	RAW("", (url, credentials) -> new RawClient(url));

	private final String cryptoJar;

	private final CouponClient.Factory factory;

	Variant(String cryptoJar, CouponClient.Factory factory) {
		this.cryptoJar = cryptoJar;
		this.factory = factory;
	}

	static Variant of(String name) {
		return Arrays.stream(values())
			.filter((variant) -> variant.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no variant \"%s\", only: %s".formatted(name, Arrays.toString(values()))));
	}

	CouponClient create(URI baseUrl, Credentials credentials) throws Exception {
		return this.factory.create(baseUrl, credentials);
	}

	/**
	 * Return whether responses are verified.
	 * @return {@code false} if any response will do
	 */
	boolean verifies() {
		return this != RAW;
	}

	/**
	 * Leave out of a class path the crypto providers that are for other variants, and
	 * bulk issuing, which no application has by itself.
	 * @param all a class path with all of them
	 * @return the class path of this variant
	 */
	String classPath(String all) {
		return Arrays.stream(all.split(File.pathSeparator))
			.filter((entry) -> !entry.contains(Jars.BULK) && Jars.mayBeSeen(new File(entry).getName(), this.cryptoJar))
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * How the names of jars begin that are not for all variants.
	 */
	private static final class Jars {

		private static final String ACCP = "AmazonCorrettoCryptoProvider";

		private static final String CONSCRYPT = "conscrypt";

		private static final String BULK = "wechatpay-spring-boot-bulk";

		private static boolean mayBeSeen(String jar, String seen) {
			boolean cryptoProvider = jar.startsWith(ACCP) || jar.startsWith(CONSCRYPT);
			return !cryptoProvider || (!seen.isEmpty() && jar.startsWith(seen));
		}

	}

}
