package io.github.wechatpayspring.simulator;

import java.security.PrivateKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that are not WeChat Pay's, one for each algorithm, made when it is first needed.
 * Safe for use by several threads.
 */
final class ForeignKeys {

	private final Map<String, PrivateKey> keys = new ConcurrentHashMap<>();

	SigningKey key(String id, CipherSuite suite) {
		PrivateKey key = this.keys.computeIfAbsent(suite.keyType(), (type) -> suite.generateKeyPair().getPrivate());
		return new SigningKey(id, key, suite);
	}

}
