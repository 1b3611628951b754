package io.github.wechatpayspring.benchmarks;

import java.security.Provider;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * Amazon Corretto Crypto Provider, which only some processes have on their class path.
 */
final class Accp {

	private Accp() {
	}

	static Provider provider() {
		return AmazonCorrettoCryptoProvider.INSTANCE;
	}

	/**
	 * Put it before all other providers of this JVM.
	 */
	static void install() {
		AmazonCorrettoCryptoProvider.install();
	}

}
