package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the last calls of each merchant, for those who show them.
 */
class CallHistories implements ClientEventsFactory {

	private final Map<String, CallHistory> histories = new ConcurrentHashMap<>();

	@Override
	public CallHistory create(String merchant) {
		return this.histories.computeIfAbsent(merchant, (name) -> new CallHistory(Clock.systemUTC()));
	}

}
