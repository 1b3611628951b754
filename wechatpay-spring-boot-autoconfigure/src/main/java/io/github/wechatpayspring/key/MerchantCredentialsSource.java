package io.github.wechatpayspring.key;

/**
 * Provides what a merchant signs its requests with now. Each request is signed with one
 * snapshot. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface MerchantCredentialsSource {

	/**
	 * Return the current snapshot.
	 * @return the credentials
	 */
	MerchantCredentials current();

}
