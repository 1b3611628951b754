package io.github.wechatpayspring.autoconfigure;

import java.security.Provider;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties.CryptoProviderType;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Finds what calculates RSA. A native provider is tried before it is used, and never
 * registered, so that the rest of the application does not notice.
 */
class CryptoProviderFactory {

	private static final Log logger = LogFactory.getLog(CryptoProviderFactory.class);

	private final @Nullable ClassLoader classLoader;

	private final @Nullable WechatPayConnectionDetails details;

	/**
	 * Create a factory.
	 * @param classLoader where native providers are looked for
	 * @param details tells where the configuration is, {@code null} if it is in
	 * properties
	 */
	CryptoProviderFactory(@Nullable ClassLoader classLoader, @Nullable WechatPayConnectionDetails details) {
		this.classLoader = classLoader;
		this.details = details;
	}

	/**
	 * Create the provider.
	 * @param type what is configured
	 * @return the provider
	 * @throws InvalidWechatPayConfigurationException if the one that is asked for is not
	 * there or does not work
	 */
	CryptoProvider create(CryptoProviderType type) {
		return switch (type) {
			case JDK -> CryptoProvider.jdk();
			case AUTO -> detect();
			case ACCP -> require(type, NativeProvider.ACCP);
			case CONSCRYPT -> require(type, NativeProvider.CONSCRYPT);
		};
	}

	private CryptoProvider detect() {
		for (NativeProvider candidate : NativeProvider.values()) {
			if (isPresent(candidate)) {
				try {
					CryptoProvider provider = load(candidate);
					logger.info("RSA for WeChat Pay is calculated by " + provider.name());
					return provider;
				}
				catch (UnusableProviderException ex) {
					logger.warn("%s is on the class path but not used for WeChat Pay, since it %s"
						.formatted(candidate.description, ex.getMessage()));
				}
			}
		}
		return CryptoProvider.jdk();
	}

	private CryptoProvider require(CryptoProviderType type, NativeProvider candidate) {
		try {
			if (!isPresent(candidate)) {
				throw new UnusableProviderException("is not on the class path", null);
			}
			return load(candidate);
		}
		catch (UnusableProviderException ex) {
			ConfigurationProblems problems = new ConfigurationProblems();
			problems.add("client.crypto-provider",
					"%s, but %s %s.".formatted(type, candidate.description, ex.getMessage()),
					"Add %s for this platform, or leave the property out to use what there is."
						.formatted(candidate.artifact));
			throw new InvalidWechatPayConfigurationException(problems.list(),
					(this.details != null) ? this.details.getClass().getName() : null);
		}
	}

	/**
	 * Return the classes that are created by their names.
	 * @return their names
	 */
	static Stream<String> classNames() {
		return Arrays.stream(NativeProvider.values()).map((candidate) -> candidate.className);
	}

	private boolean isPresent(NativeProvider candidate) {
		return ClassUtils.isPresent(candidate.className, this.classLoader);
	}

	private CryptoProvider load(NativeProvider candidate) throws UnusableProviderException {
		try {
			Class<?> type = ClassUtils.forName(candidate.className, this.classLoader);
			return CryptoProvider.of((Provider) type.getDeclaredConstructor().newInstance());
		}
		catch (IllegalArgumentException ex) {
			throw new UnusableProviderException(ex.getMessage(), ex);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError | AssertionError ex) {
			// for instance without a library for this platform
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new UnusableProviderException("cannot be loaded (%s)".formatted(cause), ex);
		}
	}

	/**
	 * The native providers that are looked for, in this order.
	 */
	private enum NativeProvider {

		ACCP("Amazon Corretto Crypto Provider", "software.amazon.cryptools:AmazonCorrettoCryptoProvider",
				"com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider"),

		CONSCRYPT("Conscrypt", "org.conscrypt:conscrypt-openjdk-uber", "org.conscrypt.OpenSSLProvider");

		private final String description;

		private final String artifact;

		private final String className;

		NativeProvider(String description, String artifact, String className) {
			this.description = description;
			this.artifact = artifact;
			this.className = className;
		}

	}

	/**
	 * A native provider is there but does not do.
	 */
	@SuppressWarnings("serial") // never leaves this class
	private static final class UnusableProviderException extends Exception {

		UnusableProviderException(@Nullable String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
