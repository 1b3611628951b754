package io.github.wechatpayspring.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What the merchant is told of, and how WeChat Pay documents it.
 */
enum CallbackEvent {

	/**
	 * A cash coupon or multi-use credit was used (核销事件回调通知): nine times in all.
	 */
	COUPON_USE("COUPON.USE", "用券成功", "", 9),

	/**
	 * A user got a merchant coupon (领券事件回调通知): eleven times in all.
	 */
	COUPON_SEND("COUPON.SEND", "商家券领券通知", "coupon", 11);

	private final String type;

	private final String summary;

	private final String associatedData;

	private final List<Duration> repeats;

	CallbackEvent(String type, String summary, String associatedData, int times) {
		this.type = type;
		this.summary = summary;
		this.associatedData = associatedData;
		this.repeats = Collections.nCopies(times - 1, Duration.ofSeconds(60));
	}

	String type() {
		return this.type;
	}

	String summary() {
		return this.summary;
	}

	String associatedData() {
		return this.associatedData;
	}

	List<Duration> repeats() {
		return this.repeats;
	}

}
