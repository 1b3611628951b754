package io.github.wechatpayspring.sample;

import java.util.concurrent.Semaphore;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Holds back whoever gave a coupon, but for the first few, until it is closed. A test can
 * then look at work that is half done for as long as it takes.
 */
public final class Turnstile implements ApplicationListener<PayloadApplicationEvent<CouponGivenEvent>>, AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final Semaphore permits;

	/**
	 * Begin to hold back.
	 * @param context the application
	 * @param first how many go through
	 */
	public Turnstile(ConfigurableApplicationContext context, int first) {
		this.context = context;
		this.permits = new Semaphore(first);
		context.addApplicationListener(this);
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<CouponGivenEvent> event) {
		this.permits.acquireUninterruptibly();
	}

	/**
	 * Return whether somebody is held back.
	 * @return whether at least one thread waits
	 */
	public boolean isHolding() {
		return this.permits.hasQueuedThreads();
	}

	@Override
	public void close() {
		this.context.removeApplicationListener(this);
		this.permits.release(Integer.MAX_VALUE / 2);
	}

}
