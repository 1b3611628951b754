package io.github.wechatpayspring.sample;

import java.time.OffsetDateTime;
import java.util.List;

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
 * Gives and lists coupons over HTTP. A request that is repeated after a failure names the
 * {@code outRequestNo} it used before.
 */
@RestController
@RequestMapping("/users/{openid}/coupons")
class CouponController {

	private final CouponDesk desk;

	CouponController(CouponDesk desk) {
		this.desk = desk;
	}

	@PostMapping("/cash")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveCashCoupon(@PathVariable String openid, @RequestBody Order order) {
		return this.desk.giveCashCoupon(openid, order.outRequestNo());
	}

	@PostMapping("/gold")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveConsumptionGold(@PathVariable String openid, @RequestBody GoldOrder order) {
		return this.desk.giveConsumptionGold(openid, order.outRequestNo(), order.userName(), order.idCardNumber(),
				order.amount());
	}

	@PostMapping("/product")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveProductCoupon(@PathVariable String openid, @RequestBody Order order) {
		return this.desk.giveProductCoupon(openid, order.outRequestNo());
	}

	@PostMapping("/card")
	@ResponseStatus(HttpStatus.CREATED)
	GivenCoupon giveConsumerCard(@PathVariable String openid, @RequestBody CardOrder order) {
		return this.desk.giveConsumerCard(openid, order.outRequestNo(), order.sendTime());
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
