package io.github.wechatpayspring.sample;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import io.github.wechatpayspring.consumercard.SendConsumerCardResponse;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.multiuse.SendMultiuseResponse;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.productcoupon.ProductCouponType;
import io.github.wechatpayspring.productcoupon.SendProductCouponRequest;
import io.github.wechatpayspring.productcoupon.SendProductCouponResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Gives the merchant's coupons and lists those of a user.
 */
@Service
public class CouponDesk {

	private final FavorCouponService favorCoupons;

	private final MultiuseService multiuse;

	private final ProductCouponService productCoupons;

	private final ConsumerCardService consumerCards;

	private final SampleProperties.Stocks stocks;

	private final String merchantId;

	CouponDesk(FavorCouponService favorCoupons, MultiuseService multiuse, ProductCouponService productCoupons,
			ConsumerCardService consumerCards, SampleProperties properties, WechatPayClient client) {
		this.favorCoupons = favorCoupons;
		this.multiuse = multiuse;
		this.productCoupons = productCoupons;
		this.consumerCards = consumerCards;
		this.stocks = properties.stocks();
		this.merchantId = client.merchantId();
	}

	GivenCoupon giveCashCoupon(String openid, @Nullable String outRequestNo) {
		String number = numberOr(outRequestNo);
		return give("cash coupon", number,
				() -> this.favorCoupons.send(SendFavorCouponRequest.builder()
					.openid(openid)
					.stockId(this.stocks.favor())
					.outRequestNo(number)
					.build()),
				SendFavorCouponResponse::couponId, SendFavorCouponResponse::requestId);
	}

	GivenCoupon giveConsumptionGold(String openid, @Nullable String outRequestNo, String userName, String idCardNumber,
			@Nullable Long amount) {
		String number = numberOr(outRequestNo);
		return give("consumption gold", number,
				() -> this.multiuse.send(SendMultiuseRequest.builder()
					.openid(openid)
					.stockId(this.stocks.multiuse())
					.outRequestNo(number)
					.userName(userName)
					.idCardNumber(idCardNumber)
					.amount(amount)
					.build()),
				SendMultiuseResponse::couponId, SendMultiuseResponse::requestId);
	}

	GivenCoupon giveProductCoupon(String openid, @Nullable String outRequestNo) {
		String number = numberOr(outRequestNo);
		return give("product coupon", number,
				() -> this.productCoupons.send(SendProductCouponRequest.builder()
					.openid(openid)
					.stockId(this.stocks.product())
					.outRequestNo(number)
					.couponType(ProductCouponType.NORMAL)
					.build()),
				SendProductCouponResponse::couponCode, SendProductCouponResponse::requestId);
	}

	/**
	 * Give a consumer card.
	 * @param openid the user
	 * @param outRequestNo the number of the request, which together with the time
	 * identifies it, or {@code null} for a new one
	 * @param sendTime the time of the request, or {@code null} for now
	 * @return the card
	 */
	GivenCoupon giveConsumerCard(String openid, @Nullable String outRequestNo, @Nullable OffsetDateTime sendTime) {
		String number = numberOr(outRequestNo);
		OffsetDateTime time = (sendTime != null) ? sendTime : OffsetDateTime.now();
		return give("consumer card", number,
				() -> this.consumerCards.send(SendConsumerCardRequest.builder()
					.openid(openid)
					.cardId(this.stocks.consumerCard())
					.outRequestNo(number)
					.sendTime(time)
					.build()),
				SendConsumerCardResponse::cardCode, SendConsumerCardResponse::requestId);
	}

	/**
	 * List what a user holds: cash coupons, then consumption gold.
	 * @param openid the user
	 * @return the coupons of this merchant
	 */
	List<FavorCoupon> list(String openid) {
		ListFavorCouponsRequest.Builder request = ListFavorCouponsRequest.builder()
			.openid(openid)
			.creatorMchid(this.merchantId);
		Stream<FavorCoupon> cashCoupons = this.favorCoupons.stream(request.build());
		Stream<FavorCoupon> gold = this.favorCoupons.stream(request.businessType(FavorBusinessType.MULTIUSE).build());
		return Stream.concat(cashCoupons, gold).toList();
	}

	private static String numberOr(@Nullable String outRequestNo) {
		return (outRequestNo != null) ? outRequestNo : UUID.randomUUID().toString().replace("-", "");
	}

	private static <T> GivenCoupon give(String kind, String outRequestNo, Supplier<T> call, Function<T, String> id,
			Function<T, @Nullable String> requestId) {
		long start = System.nanoTime();
		T answer = call.get();
		long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
		return new GivenCoupon(kind, outRequestNo, id.apply(answer), requestId.apply(answer), milliseconds);
	}

}
