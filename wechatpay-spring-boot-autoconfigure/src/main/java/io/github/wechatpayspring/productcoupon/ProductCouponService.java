package io.github.wechatpayspring.productcoupon;

import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Issues product coupons: merchant coupons linked to product data (商品券). Safe for use by
 * several threads.
 */
public interface ProductCouponService extends ProductCouponOperations, WechatPayService<ProductCouponService> {

	/**
	 * Issue a product coupon in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendProductCouponRequest)}
	 */
	default CompletableFuture<SendProductCouponResponse> sendAsync(SendProductCouponRequest request) {
		return async((service) -> service.send(request));
	}

}
