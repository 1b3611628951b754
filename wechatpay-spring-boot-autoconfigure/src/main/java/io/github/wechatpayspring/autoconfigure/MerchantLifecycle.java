package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the merchants of a {@link io.github.wechatpayspring.merchant.MerchantSource
 * MerchantSource} when the application starts, also if that is initialized lazily.
 */
class MerchantLifecycle implements SmartLifecycle {

	private final ObjectProvider<Merchants> merchants;

	private volatile boolean running;

	MerchantLifecycle(ObjectProvider<Merchants> merchants) {
		this.merchants = merchants;
	}

	@Override
	public void start() {
		this.running = true;
		this.merchants.getObject().load();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// before what makes calls
	@Override
	public int getPhase() {
		return 0;
	}

}
