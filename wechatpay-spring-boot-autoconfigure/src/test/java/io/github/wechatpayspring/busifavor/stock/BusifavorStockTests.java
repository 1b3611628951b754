package io.github.wechatpayspring.busifavor.stock;

import java.time.OffsetDateTime;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.busifavor.BusifavorCouponUseRule;
import io.github.wechatpayspring.busifavor.BusifavorStockType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Objects that requests and responses share.
 */
class BusifavorStockTests {

	private static final String STOCK = """
			{"stock_id":"98065001","stock_type":"NEW_TYPE","coupon_use_rule":{"use_method":"OFF_LINE","new_field":1,
			"fixed_normal_coupon":{"discount_amount":99999999,"transaction_minimum":0},
			"coupon_available_time":{"available_begin_time":"2026-11-20T00:00:00+08:00",
			"irregulary_avaliable_time":[{"begin_time":"2026-11-20T08:00:00.123+08:00"}]}},"another":{"a":1}}
			""";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final BusifavorStockService stocks = this.wechatPay.service(BusifavorStockService.class);

	@Test
	void areReadWithoutTheLimitsOfRequests() {
		this.wechatPay.answer(Answer.signed(STOCK));
		BusifavorStock stock = this.stocks.get("98065001");
		assertThat(stock.stockType()).isEqualTo(new BusifavorStockType("NEW_TYPE"));
		assertThat(stock.additionalFields()).containsOnlyKeys("another");
		assertThat(stock.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		BusifavorCouponUseRule rule = stock.couponUseRule();
		assertThat(rule.fixedNormalCoupon().discountAmount()).isEqualTo(99_999_999);
		assertThat(rule.couponAvailableTime().irregularyAvaliableTime()).hasSize(1);
		assertThat(rule.additionalFields()).containsOnlyKeys("new_field");
	}

	@Test
	void areSentWithoutWhatIsNotKnown() {
		this.wechatPay.answer(Answer.signed(STOCK));
		BusifavorCouponUseRule read = this.stocks.get("98065001").couponUseRule();
		this.wechatPay.received().clear();
		this.wechatPay.answer(Answer.signed("{\"stock_id\":\"1\"}"));
		this.stocks
			.create(request(read, BusifavorStockType.NORMAL).comment("again").couponUseRule(withEnd(read)).build());
		assertThat(this.wechatPay.onlyRequest().body())
			.contains("\"belong_merchant\":\"" + FakeWechatPay.MERCHANT_ID,
					"\"irregulary_avaliable_time\":[{\"begin_time\":")
			.doesNotContain("new_field", "additional", "null");
	}

	@Test
	void areCheckedWhenTheyAreBuilt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> BusifavorCouponUseRule.FixedNormalCoupon.builder().discountAmount(0).build())
			.withMessage("'discountAmount' must be between 1 and 10000000, but is 0");
	}

	@Test
	void areAskedForByTheRequestThatNeedsThem() {
		BusifavorCouponUseRule rule = BusifavorCouponUseRule.builder().build();
		assertThatIllegalArgumentException().isThrownBy(() -> request(rule, BusifavorStockType.NORMAL).build())
			.withMessage("'couponUseRule.couponAvailableTime' is missing: it must be set");
	}

	private static BusifavorCouponUseRule withEnd(BusifavorCouponUseRule rule) {
		return BusifavorCouponUseRule.builder()
			.useMethod(rule.useMethod())
			.fixedNormalCoupon(rule.fixedNormalCoupon())
			.couponAvailableTime(BusifavorCouponUseRule.AvailableTime.builder()
				.availableBeginTime(rule.couponAvailableTime().availableBeginTime())
				.availableEndTime(OffsetDateTime.parse("2026-12-20T00:00:00+08:00"))
				.irregularyAvaliableTime(rule.couponAvailableTime().irregularyAvaliableTime())
				.build())
			.build();
	}

	private static CreateBusifavorStockRequest.Builder request(BusifavorCouponUseRule rule, BusifavorStockType type) {
		return CreateBusifavorStockRequest.builder()
			.stockName("春")
			.goodsName("all")
			.stockType(type)
			.couponUseRule(rule)
			.stockSendRule(BusifavorStockSendRule.builder().maxCoupons(10).maxCouponsPerUser(1).build())
			.outRequestNo("1")
			.couponCodeMode(BusifavorCodeMode.WECHATPAY_MODE);
	}

}
