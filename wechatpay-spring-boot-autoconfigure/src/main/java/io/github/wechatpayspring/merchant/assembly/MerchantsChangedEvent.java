package io.github.wechatpayspring.merchant.assembly;

import java.io.Serial;

import org.springframework.context.ApplicationEvent;

/**
 * Published when merchants of a {@link io.github.wechatpayspring.merchant.MerchantSource
 * MerchantSource} were added, replaced or removed.
 */
public class MerchantsChangedEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient Merchants merchants;

	MerchantsChangedEvent(Merchants merchants) {
		super(merchants);
		this.merchants = merchants;
	}

	/**
	 * Return whether a merchant has been removed, with which everything goes that is kept
	 * under its name.
	 * @param merchant the name of the merchant
	 * @return whether there is none of that name now
	 */
	public boolean isGone(String merchant) {
		return !this.merchants.has(merchant);
	}

}
