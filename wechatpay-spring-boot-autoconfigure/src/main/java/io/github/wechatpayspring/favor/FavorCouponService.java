package io.github.wechatpayspring.favor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;

/**
 * Issues cash coupons (代金券) and lists those that a user holds. Safe for use by several
 * threads.
 */
public class FavorCouponService {

	private static final String PATH = "/v3/marketing/favor/users/{openid}/coupons";

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	private final WechatPayClient client;

	public FavorCouponService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Return a service whose calls are not retried after a failure.
	 * @return the service
	 */
	public FavorCouponService withoutRetry() {
		return new FavorCouponService(this.client.withoutRetry());
	}

	/**
	 * Issue a cash coupon (发放代金券). A retry with the same {@code outRequestNo} issues no
	 * second coupon.
	 * @param request what to issue to whom
	 * @return the coupon issued
	 * @throws IllegalArgumentException if there is no appid; nothing was sent then
	 * @throws WechatPayException if the coupon was not issued or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012463767">Send a cash
	 * coupon (发放代金券)</a>
	 */
	public SendFavorCouponResponse send(SendFavorCouponRequest request) {
		SendFavorCouponRequest complete = request.withDefaults(this.client.appid(request.appid()),
				this.client.merchantId());
		return this.client.post(
				CallOptions.sending("favor-send", request.outRequestNo(), request.openid(), request.stockId()),
				SendFavorCouponResponse.class, complete, PATH, request.openid());
	}

	/**
	 * Issue a cash coupon in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendFavorCouponRequest)}
	 */
	public CompletableFuture<SendFavorCouponResponse> sendAsync(SendFavorCouponRequest request) {
		return this.client.async(() -> send(request));
	}

	/**
	 * List one page of a user's coupons (根据商户号查用户的券).
	 * @param request whose coupons to list
	 * @return the page
	 * @throws IllegalArgumentException if there is no appid; nothing was sent then
	 * @throws WechatPayException if they could not be listed
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012534690">List a user's
	 * coupons by merchant (根据商户号查用户的券)</a>
	 */
	public FavorCouponPage list(ListFavorCouponsRequest request) {
		return this.client.get(CallOptions.operation("favor-list"), FavorCouponPage.class,
				request.query(this.client.appid(request.appid()), this.client.merchantId()), PATH, request.openid());
	}

	/**
	 * List one page of a user's coupons in the background.
	 * @param request whose coupons to list
	 * @return the outcome of {@link #list(ListFavorCouponsRequest)}
	 */
	public CompletableFuture<FavorCouponPage> listAsync(ListFavorCouponsRequest request) {
		return this.client.async(() -> list(request));
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
	public Stream<FavorCoupon> stream(ListFavorCouponsRequest request) {
		if (request.offset() != null) {
			throw new IllegalArgumentException(
					"'offset' must be left out, but is %d: all pages are read".formatted(request.offset()));
		}
		return FavorCouponPages.stream((offset) -> list((offset != 0) ? request.withOffset(offset) : request));
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
	public List<FavorCoupon> findGiven(SendFavorCouponRequest request, Instant since) {
		SendFavorCouponRequest complete = request.withDefaults(this.client.appid(request.appid()),
				this.client.merchantId());
		ListFavorCouponsRequest ofStock = ListFavorCouponsRequest.builder()
			.openid(request.openid())
			.appid(complete.appid())
			.stockId(request.stockId())
			.creatorMchid(complete.stockCreatorMchid())
			.build();
		Instant earliest = since.minus(CLOCK_TOLERANCE);
		return stream(ofStock).filter((coupon) -> mayBeOf(request, coupon))
			.filter((coupon) -> coupon.createTime() == null || !coupon.createTime().toInstant().isBefore(earliest))
			.toList();
	}

	private static boolean mayBeOf(SendFavorCouponRequest request, FavorCoupon coupon) {
		// neither the filter of the list nor the number is documented well enough to rely
		// on
		return (coupon.stockId() == null || coupon.stockId().equals(request.stockId()))
				&& (coupon.outRequestNo() == null || coupon.outRequestNo().equals(request.outRequestNo()));
	}

}
