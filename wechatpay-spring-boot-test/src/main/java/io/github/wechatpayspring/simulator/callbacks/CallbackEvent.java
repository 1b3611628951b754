package io.github.wechatpayspring.simulator.callbacks;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.github.wechatpayspring.simulator.CallbackSettings;

/**
 * What the merchant is notified of, and how WeChat Pay documents it.
 */
public enum CallbackEvent {

	/**
	 * A cash coupon or multi-use credit was redeemed (核销事件回调通知): nine times in all.
	 */
	COUPON_USE("COUPON.USE", "用券成功", "", 9),

	/**
	 * A user got a merchant coupon (领券事件回调通知): eleven times in all.
	 */
	COUPON_SEND("COUPON.SEND", "商家券领券通知", "coupon", 11);

	private final String type;

	private final String summary;

	private final String associatedData;

	private final List<Duration> retries;

	CallbackEvent(String type, String summary, String associatedData, int times) {
		this.type = type;
		this.summary = summary;
		this.associatedData = associatedData;
		this.retries = Collections.nCopies(times - 1, Duration.ofSeconds(60));
	}

	String type() {
		return this.type;
	}

	String summary() {
		return this.summary;
	}

	String associatedData(CallbackSettings settings) {
		String associatedData = settings.associatedData();
		return (associatedData != null) ? associatedData : this.associatedData;
	}

	List<Duration> retries(CallbackSettings settings) {
		List<Duration> retries = settings.retries();
		return (retries != null) ? retries : this.retries;
	}

}
