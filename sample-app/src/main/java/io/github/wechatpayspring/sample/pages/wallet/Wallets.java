package io.github.wechatpayspring.sample.pages.wallet;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.sample.CouponDesk;
import io.github.wechatpayspring.sample.CouponGivenEvent;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.pages.web.LiveUpdates;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows what users hold: WeChat Pay lists cash coupons and multi-use credit, and product
 * coupons and consumer cards are those that this application issued since it started.
 */
@Component
class Wallets {

	static final String TOPIC = "wallet";

	private static final int REMEMBERED = 10_000;

	private final CouponDesk desk;

	private final LiveUpdates updates;

	private final Deque<CouponGivenEvent> given = new ArrayDeque<>();

	private final Map<String, Instant> used = Collections.synchronizedMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
			return size() > REMEMBERED;
		}

	});

	Wallets(CouponDesk desk, LiveUpdates updates) {
		this.desk = desk;
		this.updates = updates;
	}

	List<WalletCard> cards(String openid) {
		Stream<WalletCard> listed = this.desk.list(openid)
			.stream()
			.map((coupon) -> WalletCard.of(coupon, this.used.get(coupon.couponId())));
		return Stream.concat(remembered(openid).stream().map(WalletCard::of), listed).toList();
	}

	private List<CouponGivenEvent> remembered(String openid) {
		synchronized (this.given) {
			return this.given.stream().filter((coupon) -> coupon.openid().equals(openid)).toList();
		}
	}

	@EventListener
	void on(CouponGivenEvent event) {
		if (event.kind() == CouponKind.PRODUCT_COUPON || event.kind() == CouponKind.CONSUMER_CARD) {
			remember(event);
		}
		this.updates.changed(TOPIC);
	}

	private void remember(CouponGivenEvent event) {
		synchronized (this.given) {
			// a retry issues the same coupon
			this.given.removeIf((earlier) -> earlier.kind() == event.kind() && earlier.id().equals(event.id()));
			this.given.addFirst(event);
			if (this.given.size() > REMEMBERED) {
				this.given.removeLast();
			}
		}
	}

	@EventListener
	void on(CouponUsedNotification notification) {
		this.used.put(notification.couponId(), Instant.now());
		this.updates.changed(TOPIC);
	}

	@EventListener
	void on(CouponSentNotification notification) {
		this.updates.changed(TOPIC);
	}

}
