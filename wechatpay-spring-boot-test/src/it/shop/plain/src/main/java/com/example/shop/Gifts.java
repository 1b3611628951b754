package com.example.shop;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;

import org.springframework.stereotype.Service;

@Service
public class Gifts {

	public static final String STOCK = "9865000";

	private final FavorCouponService favorCoupons;

	Gifts(FavorCouponService favorCoupons) {
		this.favorCoupons = favorCoupons;
	}

	public String welcome(String openid) {
		return this.favorCoupons
			.send(SendFavorCouponRequest.builder()
				.openid(openid)
				.stockId(STOCK)
				.outRequestNo("welcome-" + openid)
				.build())
			.couponId();
	}

}
