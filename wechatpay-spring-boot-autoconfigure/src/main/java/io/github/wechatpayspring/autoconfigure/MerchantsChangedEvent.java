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

	MerchantsChangedEvent(LiveMerchants source) {
		super(source);
	}

}
