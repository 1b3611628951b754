package io.github.wechatpayspring.key.platform;

import java.util.List;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * Provides the platform keys that are valid now. Implementations are safe for use by
 * several threads.
 */
@FunctionalInterface
public interface PlatformKeySource {

	/**
	 * Return the current snapshot.
	 * @return the keys
	 * @throws WechatPayKeyException if there is no key that could be used
	 */
	PlatformKeys current();

	/**
	 * Return a snapshot that has a certain key, if possible. A source that learns of new
	 * keys may look for it first and have the caller wait for some seconds. It is for
	 * responses; for what strangers can send there is {@link #known(String)}.
	 * @param id the key's name in the {@code Wechatpay-Serial} header of a message
	 * @return the keys, without that one if it is not known
	 * @throws WechatPayKeyException if there is no key that could be used
	 */
	default PlatformKeys including(String id) {
		return current();
	}

	/**
	 * Return what is known at this moment without waiting. A source that learns of new
	 * keys may begin to look for one that is missing, so that it is there the next time.
	 * @param id the key's name in the {@code Wechatpay-Serial} header of a message, which
	 * may come from a stranger
	 * @return the keys, without that one if it is not known yet
	 * @throws WechatPayKeyException if no key is known yet
	 */
	default PlatformKeys known(String id) {
		return current();
	}

	/**
	 * Return the platform certificates that are known at this moment, for instance to
	 * report when they expire. Nothing is downloaded for it.
	 * @return the certificates, none if there are none or this source does not know
	 */
	default List<KeyCertificate> certificates() {
		return List.of();
	}

}
