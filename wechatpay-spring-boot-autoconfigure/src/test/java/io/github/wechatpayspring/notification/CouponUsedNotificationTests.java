package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon.ConsumeInformation;
import io.github.wechatpayspring.favor.FavorCoupon.GoodsDetail;
import io.github.wechatpayspring.favor.FavorCoupon.NormalCouponInformation;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.favor.FavorCouponType;
import io.github.wechatpayspring.field.ResponseFields;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.notification.CouponUsedNotification.DiscountTo;
import io.github.wechatpayspring.notification.CouponUsedNotification.SingleitemDiscountOff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CouponUsedNotificationTests {

	private final NotificationParser parser = new NotificationParser(
			new PlatformKeyVerifier(FakeWechatPay.platformKeys(), FakeWechatPay.CLOCK),
			AeadCipher.of(Callback.API_V3_KEY));

	@Test
	void readsEveryField() {
		CouponUsedNotification used = read("""
				{"stock_creator_mchid":"9800064","stock_id":"9865888","coupon_id":"98674556",
				"singleitem_discount_off":{"single_price_max":300},"discount_to":{"cut_to_price":100,"max_price":200},
				"coupon_name":"微信支付代金券","status":"USED","description":"微信支付营销",
				"create_time":"2015-05-20T13:29:35+08:00","coupon_type":"CUT_TO","no_cash":true,
				"available_begin_time":"2015-05-21T13:29:35+08:00","available_end_time":"2015-05-22T13:29:35+08:00",
				"singleitem":false,"normal_coupon_information":{"coupon_amount":10,"transaction_minimum":11},
				"consume_information":{"consume_time":"2015-05-23T13:29:35+08:00","consume_mchid":"9856081",
				"transaction_id":"4200752501201407033233368018","consume_amount":50,
				"goods_detail":[{"goods_id":"a_goods1","quantity":7,"price":1,"discount_amount":4},{"goods_id":"b"}]},
				"business_type":"MULTIUSE"}""");
		assertThat(used.id()).isEqualTo(Callback.ID);
		assertThat(used.stockCreatorMchid()).isEqualTo("9800064");
		assertThat(used.stockId()).isEqualTo("9865888");
		assertThat(used.couponId()).isEqualTo("98674556");
		assertThat(used.singleitemDiscountOff()).isEqualTo(new SingleitemDiscountOff(300L, Map.of()));
		assertThat(used.discountTo()).isEqualTo(new DiscountTo(100L, 200L, Map.of()));
		assertThat(used.couponName()).isEqualTo("微信支付代金券");
		assertThat(used.status()).isEqualTo(FavorCouponStatus.USED);
		assertThat(used.description()).isEqualTo("微信支付营销");
		assertThat(used.couponCreateTime()).isEqualTo(OffsetDateTime.parse("2015-05-20T13:29:35+08:00"));
		assertThat(used.createTime()).isEqualTo(OffsetDateTime.parse("2026-11-20T12:00:00+08:00"));
		assertThat(used.couponType()).isEqualTo(FavorCouponType.CUT_TO);
		assertThat(used.noCash()).isTrue();
		assertThat(used.availableBeginTime()).isEqualTo(OffsetDateTime.parse("2015-05-21T13:29:35+08:00"));
		assertThat(used.availableEndTime()).isEqualTo(OffsetDateTime.parse("2015-05-22T13:29:35+08:00"));
		assertThat(used.singleitem()).isFalse();
		assertThat(used.normalCouponInformation()).isEqualTo(new NormalCouponInformation(10L, 11L, Map.of()));
		assertThat(used.consumeInformation())
			.isEqualTo(new ConsumeInformation(OffsetDateTime.parse("2015-05-23T13:29:35+08:00"), "9856081",
					"4200752501201407033233368018", 50L, List.of(new GoodsDetail("a_goods1", 7L, 1L, 4L, Map.of()),
							new GoodsDetail("b", null, null, null, Map.of())),
					Map.of()));
		assertThat(used.businessType()).isEqualTo(FavorBusinessType.MULTIUSE);
		assertThat(used.additionalFields()).isEmpty();
	}

	@Test
	void needsOnlyTheIds() {
		CouponUsedNotification used = read("{\"coupon_id\":98674556,\"stock_id\":9865888}");
		assertThat(used).isEqualTo(new CouponUsedNotification(used.envelope(), "98674556", "9865888", null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null, ResponseFields.none()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"state\":\"USED\"", "\"state\":\"USED\",\"status\":null",
			"\"status\":\"\",\"state\":\"USED\"", "\"status\":\"USED\"", "\"status\":\"USED\",\"state\":null" })
	void readsTheStatusUnderBothNames(String status) {
		assertThat(read("{\"coupon_id\":\"1\",\"stock_id\":\"2\",%s}".formatted(status)).status())
			.isEqualTo(FavorCouponStatus.USED);
	}

	@Test
	void prefersTheDocumentedNameAndKeepsTheOther() {
		CouponUsedNotification used = read(
				"{\"coupon_id\":\"1\",\"stock_id\":\"2\",\"state\":\"OLD\",\"status\":\"USED\"}");
		assertThat(used.status()).isEqualTo(FavorCouponStatus.USED);
		assertThat(used.additionalFields()).containsOnly(Map.entry("state", "OLD"));
	}

	@Test
	void readsTheReductionUnderBothNames() {
		CouponUsedNotification used = read("""
				{"coupon_id":"1","stock_id":"2","cut_to_message":{"single_price_max":200,"cut_to_price":100}}""");
		assertThat(used.discountTo()).isEqualTo(new DiscountTo(100L, 200L, Map.of()));
		assertThat(used.additionalFields()).isEmpty();
	}

	@Test
	void keepsValuesAndFieldsOfTheFuture() {
		CouponUsedNotification used = read("""
				{"coupon_id":"1","stock_id":"2","status":"FROZEN","coupon_type":"DISCOUNT","business_type":"NEW",
				"out_request_no":"9","none":null,"discount_to":{"a":1},"singleitem_discount_off":{"b":2},
				"normal_coupon_information":{"c":3},"consume_information":{"d":4,"goods_detail":[{"e":5}]}}""");
		assertThat(used.status()).isEqualTo(new FavorCouponStatus("FROZEN")).hasToString("FROZEN");
		assertThat(used.couponType()).isEqualTo(new FavorCouponType("DISCOUNT")).hasToString("DISCOUNT");
		assertThat(used.businessType()).isEqualTo(new FavorBusinessType("NEW")).hasToString("NEW");
		assertThat(used.additionalFields()).containsEntry("out_request_no", "9").containsEntry("none", null).hasSize(2);
		assertThat(used.discountTo().additionalFields()).containsOnly(Map.entry("a", 1));
		assertThat(used.singleitemDiscountOff().additionalFields()).containsOnly(Map.entry("b", 2));
		assertThat(used.normalCouponInformation().additionalFields()).containsOnly(Map.entry("c", 3));
		assertThat(used.consumeInformation().additionalFields()).containsOnly(Map.entry("d", 4));
		assertThat(used.consumeInformation().goodsDetail().get(0).additionalFields()).containsOnly(Map.entry("e", 5));
	}

	@Test
	void keepsWhatItCannotReadInsteadOfFailing() {
		CouponUsedNotification used = read("""
				{"coupon_id":"1","stock_id":"2","status":{"code":1},"no_cash":"yes","singleitem":null,
				"create_time":"soon","available_end_time":20150520,"discount_to":"none",
				"consume_information":{"consume_amount":"50","goods_detail":[1],"consume_time":"20150520132935"},
				"normal_coupon_information":{"coupon_amount":1.5,"transaction_minimum":99999999999999999999}}""");
		assertThat(used.additionalFields()).containsOnly(Map.entry("status", Map.of("code", 1)),
				Map.entry("no_cash", "yes"), Map.entry("create_time", "soon"),
				Map.entry("available_end_time", 20150520), Map.entry("discount_to", "none"));
		assertThat(used.consumeInformation().additionalFields()).containsOnly(Map.entry("consume_amount", "50"),
				Map.entry("goods_detail", List.of(1)));
		assertThat(used.consumeInformation().consumeTime()).isEqualTo("2015-05-20T13:29:35+08:00");
		assertThat(used.consumeInformation().goodsDetail()).isEmpty();
		assertThat(used.normalCouponInformation().additionalFields()).containsOnlyKeys("coupon_amount",
				"transaction_minimum");
	}

	@Test
	void canBeCreatedForTests() {
		CouponUsedNotification used = new CouponUsedNotification("EV-1", "98674556", "9865888");
		assertThat(used.id()).isEqualTo("EV-1");
		assertThat(used.eventType()).isEqualTo("COUPON.USE");
		assertThat(used.couponId()).isEqualTo("98674556");
		assertThat(used.stockId()).isEqualTo("9865888");
		assertThat(used.status()).isEqualTo(FavorCouponStatus.USED);
	}

	private CouponUsedNotification read(String resource) {
		Callback callback = Callback.of("COUPON.USE", resource);
		return (CouponUsedNotification) this.parser.parse(callback.headers(), callback.body());
	}

}
