package io.github.wechatpayspring.key;

/**
 * Hands out the platform keys that are valid now. Implementations are safe for use by
 * several threads.
 */
@FunctionalInterface
public interface PlatformKeySource {

	/**
	 * Return the current snapshot.
	 * @return the keys
	 */
	PlatformKeys current();

}
