package io.github.wechatpayspring.favor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.service.Pages;
import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Issues cash coupons (代金券) and lists those that a user holds. Safe for use by several
 * threads.
 */
public interface FavorCouponService extends FavorCouponOperations, WechatPayService<FavorCouponService> {

	/**
	 * Issue a cash coupon in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendFavorCouponRequest)}
	 */
	default CompletableFuture<SendFavorCouponResponse> sendAsync(SendFavorCouponRequest request) {
		return async((service) -> service.send(request));
	}

	/**
	 * List one page of a user's coupons in the background.
	 * @param request whose coupons to list
	 * @return the outcome of {@link #list(ListFavorCouponsRequest)}
	 */
	default CompletableFuture<FavorCouponPage> listAsync(ListFavorCouponsRequest request) {
		return async((service) -> service.list(request));
	}

	/**
	 * List all coupons of a user, page by page as they are read. Each coupon comes once,
	 * even though WeChat Pay's documentation leaves open whether {@code offset} counts
	 * pages or coupons, and coupons that the user gets meanwhile make none come twice or
	 * be left out, up to a thousand of them between two pages. One that leaves the list
	 * meanwhile, because it expires or {@code status} no longer fits, moves others
	 * forward, out of sight for one.
	 * <p>
	 * A page is fetched when its first coupon is read, so that nothing is sent before,
	 * and nothing in vain by a reader that stops early.
	 * @param request whose coupons to list, without {@code offset}; {@code limit} is the
	 * size of a page, of which WeChat Pay allows a maximum that it does not document
	 * @return the coupons, to be read by one thread; reading them throws what
	 * {@link #list(ListFavorCouponsRequest)} throws
	 * @throws IllegalArgumentException if {@code offset} is set
	 */
	default Stream<FavorCoupon> stream(ListFavorCouponsRequest request) {
		if (request.offset() != null) {
			throw new IllegalArgumentException(
					"'offset' must be left out, but is %d: all pages are read".formatted(request.offset()));
		}
		return Pages.stream((offset) -> list((offset != 0) ? request.withOffset(offset) : request),
				FavorCouponPage::data, FavorCouponPage::totalCount, FavorCoupon::couponId);
	}

	/**
	 * Find what a request with an unknown outcome may have issued. Sending the same
	 * request again settles it for certain; this only looks, for instance after the
	 * stock's budget has run out or its time is over.
	 * @param request the request, as it was sent
	 * @param since when it was sent first
	 * @return the coupons of that stock that the user got since, the clocks being five
	 * minutes apart at most: none if nothing was issued, more than one if there were
	 * other requests. Only the one of the request's number where WeChat Pay tells
	 * numbers. Coupons that have expired are not listed
	 * @throws IllegalArgumentException if there is no appid; nothing was sent then
	 * @throws WechatPayException if they could not be listed
	 */
	default List<FavorCoupon> findIssued(SendFavorCouponRequest request, Instant since) {
		ListFavorCouponsRequest ofStock = ListFavorCouponsRequest.builder()
			.openid(request.openid())
			.appid(request.appid())
			.stockId(request.stockId())
			.creatorMchid(request.stockCreatorMchid())
			.build();
		Instant earliest = since.minus(Duration.ofMinutes(5));
		// neither the filter of the list nor the number is documented well enough to rely
		// on
		return stream(ofStock)
			.filter((coupon) -> coupon.stockId() == null || coupon.stockId().equals(request.stockId()))
			.filter((coupon) -> coupon.outRequestNo() == null || coupon.outRequestNo().equals(request.outRequestNo()))
			.filter((coupon) -> coupon.createTime() == null || !coupon.createTime().toInstant().isBefore(earliest))
			.toList();
	}

}
