package io.github.wechatpayspring.autoconfigure;

import java.util.List;

/**
 * The merchants whose keys are looked at.
 *
 * @param all the merchants, the default one first
 */
record ObservedMerchants(List<ObservedMerchant> all) {

	ObservedMerchants {
		all = List.copyOf(all);
	}

	static ObservedMerchants of(ObservedMerchant... merchants) {
		return new ObservedMerchants(List.of(merchants));
	}

}
