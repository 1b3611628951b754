package io.github.wechatpayspring.merchant.settings;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.pem.PemText;

/**
 * Private keys with their certificates that are configured elsewhere, under a name.
 */
public interface KeyBundles {

	/**
	 * Read private key and certificate.
	 * @param name the name of the bundle
	 * @return both, as if they were in a PEM file
	 * @throws InvalidKeyMaterialException if there is no such bundle or it has no such
	 * key
	 */
	PemText read(String name);

	/**
	 * Have a listener called each time that a bundle was updated.
	 * @param name the name of the bundle
	 * @param listener called from then on; it cannot be removed
	 */
	void onUpdate(String name, Runnable listener);

}
