package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * A merchant and what calls WeChat Pay with its keys. Immutable and safe for use by
 * several threads.
 *
 * @param name the name of the merchant in this application
 * @param merchantId the merchant id (mchid)
 * @param favorCoupons gives and lists cash coupons (代金券)
 * @param multiuse gives multi-use credit (消费金)
 * @param productCoupons gives product coupons (商品券)
 * @param consumerCards gives consumer cards (消费卡)
 * @param favorCallbacks sets where WeChat Pay tells of cash coupons that were used
 * @param busifavorCallbacks sets where WeChat Pay tells of product coupons
 * @param restClient signs and verifies any other call
 * @param notifications verifies, decrypts and reads what WeChat Pay calls back,
 * {@code null} without an API v3 key
 * @param diagnostics finds out why calls do not work
 */
public record WechatPayMerchant(String name, String merchantId, FavorCouponService favorCoupons,
		MultiuseService multiuse, ProductCouponService productCoupons, ConsumerCardService consumerCards,
		FavorCallbackService favorCallbacks, BusifavorCallbackService busifavorCallbacks, RestClient restClient,
		@Nullable NotificationParser notifications, WechatPayDiagnostics diagnostics) {

	@Override
	public String toString() {
		return "WechatPayMerchant[%s, %s]".formatted(this.name, this.merchantId);
	}

}
