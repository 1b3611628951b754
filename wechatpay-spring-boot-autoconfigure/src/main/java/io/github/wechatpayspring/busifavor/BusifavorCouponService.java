package io.github.wechatpayspring.busifavor;

import java.util.stream.Stream;

import io.github.wechatpayspring.client.service.Pages;
import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Issues merchant coupons (商家券), lists and redeems them. Safe for use by several threads.
 */
public interface BusifavorCouponService extends BusifavorCouponOperations, WechatPayService<BusifavorCouponService> {

	/**
	 * List all merchant coupons of a user, page by page as they are read.
	 * @param request which coupons to list; {@code offset} is of no account
	 * @return the coupons, to be read by one thread; reading them throws what
	 * {@link #list(ListBusifavorCouponsRequest)} throws
	 */
	default Stream<BusifavorCoupon> stream(ListBusifavorCouponsRequest request) {
		// the code alone may be that of a coupon of another stock
		return Pages.stream((offset) -> list(request.withOffset(offset)), BusifavorCouponPage::data,
				BusifavorCouponPage::totalCount, (coupon) -> coupon.stockId() + " " + coupon.couponCode());
	}

}
