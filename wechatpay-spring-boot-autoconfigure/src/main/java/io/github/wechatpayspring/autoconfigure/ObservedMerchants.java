package io.github.wechatpayspring.autoconfigure;

import java.util.List;

/**
 * The merchants whose keys are looked at.
 */
@FunctionalInterface
interface ObservedMerchants {

	/**
	 * Return the merchants that there are now.
	 * @return the merchants, the default one first
	 */
	List<ObservedMerchant> all();

}
