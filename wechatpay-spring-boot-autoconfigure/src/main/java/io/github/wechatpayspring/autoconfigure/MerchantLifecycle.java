package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops merchants with the application, also if that is initialized lazily.
 * The merchant of {@code wechatpay.*} does without, so it is left alone.
 */
class MerchantLifecycle implements SmartLifecycle {

	private final MerchantNames names;

	private final ObjectProvider<MerchantSource> source;

	private final ObjectProvider<WechatPay> wechatPay;

	private volatile @Nullable LiveMerchants started;

	MerchantLifecycle(MerchantNames names, ObjectProvider<MerchantSource> source, ObjectProvider<WechatPay> wechatPay) {
		this.names = names;
		this.source = source;
		this.wechatPay = wechatPay;
	}

	@Override
	public void start() {
		boolean several = !this.names.all().isEmpty() || this.source.getIfAvailable() != null;
		if (several && this.wechatPay.getObject() instanceof LiveMerchants merchants) {
			this.started = merchants;
			merchants.start();
		}
	}

	@Override
	public void stop() {
		LiveMerchants current = this.started;
		if (current != null) {
			current.stop();
			this.started = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.started != null;
	}

	// before what makes calls
	@Override
	public int getPhase() {
		return 0;
	}

}
