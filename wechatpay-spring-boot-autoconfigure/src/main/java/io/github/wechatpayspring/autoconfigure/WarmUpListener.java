package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.autoconfigure.http.LazyRequestFactory;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.WarmUp;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Does in the background what the first call would wait for, once an application is
 * ready: after its start, which is not to wait either, and only if it is run, unlike the
 * contexts of most tests.
 */
class WarmUpListener implements ApplicationListener<ApplicationReadyEvent> {

	static final String REQUEST_FACTORY = "wechatpay.requestFactory";

	static final String MERCHANTS = "wechatpay.merchants";

	static final String THREAD = "wechatpay-warm-up";

	private static final Log logger = LogFactory.getLog(WarmUpListener.class);

	private final ConfigurableListableBeanFactory beanFactory;

	WarmUpListener(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		// a parent receives the events of its children too; lazy beans stay lazy
		if (event.getApplicationContext().getBeanFactory() == this.beanFactory
				&& this.beanFactory.getSingleton(MERCHANTS) instanceof Merchants merchants) {
			Object requestFactory = this.beanFactory.getSingleton(REQUEST_FACTORY);
			Thread thread = new Thread(() -> warmUp(requestFactory, merchants), THREAD);
			thread.setDaemon(true);
			thread.start();
		}
	}

	private static void warmUp(@Nullable Object requestFactory, Merchants merchants) {
		try {
			// that of an application may do anything
			if (requestFactory instanceof LazyRequestFactory own) {
				own.warmUp();
			}
			WarmUp.run(merchants);
		}
		catch (Throwable ex) {
			logger.debug("The first call was not prepared", ex);
		}
	}

}
