package io.github.wechatpayspring.merchant;

import java.util.Collection;
import java.util.Optional;

/**
 * Where merchants come from that are not in the properties, such as a database. A bean of
 * this type is asked when the application starts and at each
 * {@linkplain WechatPay#refresh() refresh}, one at a time, never during a call to WeChat
 * Pay.
 */
@FunctionalInterface
public interface MerchantSource {

	/**
	 * Return all merchants.
	 * @return the merchants, each with a name of its own that is not in
	 * {@code wechatpay.merchants}
	 */
	Collection<MerchantConfiguration> findAll();

	/**
	 * Return one merchant.
	 * @param name its name
	 * @return the merchant, empty if there is none of that name
	 */
	default Optional<MerchantConfiguration> find(String name) {
		return findAll().stream().filter((merchant) -> merchant.name().equals(name)).findFirst();
	}

}
