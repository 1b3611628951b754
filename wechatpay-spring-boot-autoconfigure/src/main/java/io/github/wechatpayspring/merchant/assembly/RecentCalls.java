package io.github.wechatpayspring.merchant.assembly;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.ApplicationListener;

/**
 * Remembers the last calls of each merchant that there is, for those who show them.
 */
public class RecentCalls implements ClientEventsFactory, ApplicationListener<MerchantsChangedEvent> {

	private final Map<String, CallHistory> histories = new ConcurrentHashMap<>();

	@Override
	public CallHistory create(String merchant) {
		return this.histories.computeIfAbsent(merchant, (name) -> new CallHistory(Clock.systemUTC()));
	}

	/**
	 * Return the last calls of a merchant.
	 * @param merchant the name of the merchant
	 * @return its history, an empty one if it cannot have made calls
	 */
	public CallHistory find(String merchant) {
		return this.histories.getOrDefault(merchant, new CallHistory(Clock.systemUTC()));
	}

	@Override
	public void onApplicationEvent(MerchantsChangedEvent event) {
		this.histories.keySet().removeIf(event::isGone);
	}

}
