package io.github.wechatpayspring.productcoupon;

import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;

/**
 * Issues product coupons: merchant coupons linked to product data (商品券). Safe for use by
 * several threads.
 */
public class ProductCouponService {

	private final WechatPayClient client;

	public ProductCouponService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Return a service whose calls are not retried after a failure.
	 * @return the service
	 */
	public ProductCouponService withoutRetry() {
		return new ProductCouponService(this.client.withoutRetry());
	}

	/**
	 * Issue a product coupon (向用户发放商品券).
	 * @param request what to issue to whom
	 * @return the coupon issued
	 * @throws IllegalArgumentException if there is no appid; nothing was sent then
	 * @throws WechatPayException if the coupon was not issued or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4015594964">Send a product
	 * coupon (向用户发放商品券)</a>
	 */
	public SendProductCouponResponse send(SendProductCouponRequest request) {
		return this.client.post(
				CallOptions.sending("product-coupon-send", request.outRequestNo(), request.openid(), request.stockId()),
				SendProductCouponResponse.class, request.withAppid(this.client.appid(request.appid())),
				"/v3/marketing/busifavor/product-coupons/send");
	}

	/**
	 * Issue a product coupon in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendProductCouponRequest)}
	 */
	public CompletableFuture<SendProductCouponResponse> sendAsync(SendProductCouponRequest request) {
		return this.client.async(() -> send(request));
	}

}
