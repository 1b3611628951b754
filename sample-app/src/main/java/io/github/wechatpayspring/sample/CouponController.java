package io.github.wechatpayspring.sample;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.favor.FavorCoupon;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Issues and lists coupons over HTTP. A request that is retried after a failure uses the
 * same {@code outRequestNo} again.
 */
@RestController
@RequestMapping("/users/{openid}/coupons")
class CouponController {

	private final CouponDesk desk;

	private final SampleProperties properties;

	CouponController(CouponDesk desk, SampleProperties properties) {
		this.desk = desk;
		this.properties = properties;
	}

	@PostMapping("/cash")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveCashCoupon(@PathVariable String openid, @RequestBody Order order) {
		return give(CouponKind.FAVOR, openid, order.outRequestNo());
	}

	@PostMapping("/gold")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveMultiuseCredit(@PathVariable String openid, @RequestBody GoldOrder order) {
		return this.desk.give(
				new CouponOrder(CouponKind.MULTIUSE, openid, stock(CouponKind.MULTIUSE), numberOr(order.outRequestNo()),
						OffsetDateTime.now(), order.amount(), order.userName(), order.idCardNumber()));
	}

	@PostMapping("/product")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveProductCoupon(@PathVariable String openid, @RequestBody Order order) {
		return give(CouponKind.PRODUCT_COUPON, openid, order.outRequestNo());
	}

	@PostMapping("/card")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveConsumerCard(@PathVariable String openid, @RequestBody CardOrder order) {
		return this.desk.give(new CouponOrder(CouponKind.CONSUMER_CARD, openid, stock(CouponKind.CONSUMER_CARD),
				numberOr(order.outRequestNo()), Objects.requireNonNullElseGet(order.sendTime(), OffsetDateTime::now)));
	}

	private GivenCoupon give(CouponKind kind, String openid, @Nullable String outRequestNo) {
		return this.desk.give(new CouponOrder(kind, openid, stock(kind), numberOr(outRequestNo), OffsetDateTime.now()));
	}

	private String stock(CouponKind kind) {
		return this.properties.stocks().usual(kind);
	}

	private static String numberOr(@Nullable String outRequestNo) {
		return (outRequestNo != null) ? outRequestNo : CouponOrder.newNumber();
	}

	@GetMapping
	List<FavorCoupon> list(@PathVariable String openid) {
		return this.desk.list(openid);
	}

	record Order(@Nullable String outRequestNo) {

	}

	record CardOrder(@Nullable String outRequestNo, @Nullable OffsetDateTime sendTime) {

	}

	record GoldOrder(@Nullable String outRequestNo, String userName, String idCardNumber, @Nullable Long amount) {

		@Override
		public String toString() {
			return "GoldOrder[outRequestNo=" + this.outRequestNo + "]";
		}

	}

}
