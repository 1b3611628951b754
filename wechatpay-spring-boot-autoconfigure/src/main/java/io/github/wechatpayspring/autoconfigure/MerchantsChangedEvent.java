package io.github.wechatpayspring.autoconfigure;

import java.io.Serial;

import org.springframework.context.ApplicationEvent;

/**
 * Published when merchants of a {@link io.github.wechatpayspring.merchant.MerchantSource
 * MerchantSource} were added, replaced or removed.
 */
class MerchantsChangedEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient LiveMerchants merchants;

	MerchantsChangedEvent(LiveMerchants merchants) {
		super(merchants);
		this.merchants = merchants;
	}

	/**
	 * Return whether a merchant has been removed, with which everything goes that is kept
	 * under its name.
	 * @param merchant the name of the merchant
	 * @return whether there is none of that name now
	 */
	boolean isGone(String merchant) {
		return !this.merchants.has(merchant);
	}

}
