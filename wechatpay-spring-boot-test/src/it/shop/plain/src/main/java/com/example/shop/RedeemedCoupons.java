package com.example.shop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.notification.CouponUsedNotification;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
public class RedeemedCoupons {

	private final Set<String> ids = ConcurrentHashMap.newKeySet();

	@EventListener
	void on(CouponUsedNotification used) {
		this.ids.add(used.couponId());
	}

	public Set<String> ids() {
		return Set.copyOf(this.ids);
	}

}
