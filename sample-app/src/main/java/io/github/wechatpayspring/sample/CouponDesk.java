package io.github.wechatpayspring.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
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

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Issues the merchant's coupons and lists those of a user.
 */
@Service
public class CouponDesk {

	private final FavorCouponService favorCoupons;

	private final MultiuseService multiuse;

	private final ProductCouponService productCoupons;

	private final ConsumerCardService consumerCards;

	private final ApplicationEventPublisher events;

	CouponDesk(FavorCouponService favorCoupons, MultiuseService multiuse, ProductCouponService productCoupons,
			ConsumerCardService consumerCards, ApplicationEventPublisher events) {
		this.favorCoupons = favorCoupons;
		this.multiuse = multiuse;
		this.productCoupons = productCoupons;
		this.consumerCards = consumerCards;
		this.events = events;
	}

	/**
	 * Check an order without carrying it out.
	 * @param order what to issue to whom
	 * @throws IllegalArgumentException if a field is missing or wrong; its name is in the
	 * message
	 */
	public void check(CouponOrder order) {
		prepare(order);
	}

	/**
	 * Execute an order. This is idempotent: a second time issues no second coupon.
	 * @param order what to issue to whom
	 * @return the coupon
	 * @throws IllegalArgumentException if a field is missing or wrong; its name is in the
	 * message
	 * @throws WechatPayException if the coupon was not issued or the outcome is unknown
	 */
	public GivenCoupon give(CouponOrder order) {
		Supplier<Answer> call = prepare(order);
		long start = System.nanoTime();
		Answer answer = call.get();
		long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
		this.events.publishEvent(
				new CouponGivenEvent(order.kind(), order.openid(), order.stockId(), answer.id(), Instant.now()));
		return new GivenCoupon(order.kind().toString(), order.outRequestNo(), answer.id(), answer.requestId(),
				milliseconds);
	}

	private Supplier<Answer> prepare(CouponOrder order) {
		return switch (order.kind()) {
			case FAVOR -> {
				SendFavorCouponRequest request = cashCoupon(order);
				yield () -> Answer.of(this.favorCoupons.send(request));
			}
			case MULTIUSE -> {
				SendMultiuseRequest request = multiuseCredit(order);
				yield () -> Answer.of(this.multiuse.send(request));
			}
			case PRODUCT_COUPON -> {
				SendProductCouponRequest request = productCoupon(order);
				yield () -> Answer.of(this.productCoupons.send(request));
			}
			case CONSUMER_CARD -> {
				SendConsumerCardRequest request = consumerCard(order);
				yield () -> Answer.of(this.consumerCards.send(request));
			}
		};
	}

	private static SendFavorCouponRequest cashCoupon(CouponOrder order) {
		return SendFavorCouponRequest.builder()
			.openid(order.openid())
			.stockId(order.stockId())
			.outRequestNo(order.outRequestNo())
			.build();
	}

	@SuppressWarnings("NullAway") // the request refuses what is missing
	private static SendMultiuseRequest multiuseCredit(CouponOrder order) {
		return SendMultiuseRequest.builder()
			.openid(order.openid())
			.stockId(order.stockId())
			.outRequestNo(order.outRequestNo())
			.userName(order.userName())
			.idCardNumber(order.idCardNumber())
			.amount(order.amount())
			.build();
	}

	private static SendProductCouponRequest productCoupon(CouponOrder order) {
		return SendProductCouponRequest.builder()
			.openid(order.openid())
			.stockId(order.stockId())
			.outRequestNo(order.outRequestNo())
			.couponType(ProductCouponType.NORMAL)
			.build();
	}

	private static SendConsumerCardRequest consumerCard(CouponOrder order) {
		return SendConsumerCardRequest.builder()
			.openid(order.openid())
			.cardId(order.stockId())
			.outRequestNo(order.outRequestNo())
			.sendTime(order.sendTime())
			.build();
	}

	/**
	 * List what a user holds: cash coupons, then multi-use credit.
	 * @param openid the user
	 * @return the coupons of this merchant
	 */
	public List<FavorCoupon> list(String openid) {
		ListFavorCouponsRequest.Builder request = ListFavorCouponsRequest.builder().openid(openid);
		Stream<FavorCoupon> cashCoupons = this.favorCoupons.stream(request.build());
		Stream<FavorCoupon> gold = this.favorCoupons.stream(request.businessType(FavorBusinessType.MULTIUSE).build());
		return Stream.concat(cashCoupons, gold).toList();
	}

	private record Answer(String id, @Nullable String requestId) {

		static Answer of(SendFavorCouponResponse response) {
			return new Answer(response.couponId(), response.requestId());
		}

		static Answer of(SendMultiuseResponse response) {
			return new Answer(response.couponId(), response.requestId());
		}

		static Answer of(SendProductCouponResponse response) {
			return new Answer(response.couponCode(), response.requestId());
		}

		static Answer of(SendConsumerCardResponse response) {
			return new Answer(response.cardCode(), response.requestId());
		}

	}

}
