package io.github.wechatpayspring.favor;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FavorCouponServiceTests {

	private static final String COUPONS = """
			{"data":[{"stock_creator_mchid":"9800064","stock_id":"9865888","coupon_id":"98674556",
			"cut_to_message":{"single_price_max":100,"cut_to_price":90},"coupon_name":"微信支付代金券","status":"EXPIRED",
			"description":"微信支付营销","create_time":"2015-05-20T13:29:35.120+08:00","coupon_type":"CUT_TO","no_cash":null,
			"available_begin_time":"2015-05-20T13:29:35+08:00","available_end_time":"2015-05-20T13:29:35.120+08:00",
			"singleitem":true,"normal_coupon_information":{"coupon_amount":100,"transaction_minimum":200},
			"consume_information":{"consume_time":"2015-05-20T13:29:35+08:00","consume_mchid":"1",
			"transaction_id":"4200","goods_detail":[{"goods_id":"g","quantity":2,"price":3,"discount_amount":4}]},
			"available_balance":10000,"business_type":"MULTIUSE","new_field":{"a":[null]}},
			{"coupon_id":"2","status":"FROZEN","coupon_type":"NEW","business_type":"OTHER"}],
			"total_count":100,"limit":10,"offset":10,"more":null}""";

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.signed("POST".equals(request.method()) ? "{\"coupon_id\":\"9867041\"}" : COUPONS));

	private final FavorCouponService service = this.wechatPay.service(FavorCouponService.class);

	@Test
	void sendsTheRequestAndReadsTheCoupon() {
		SendFavorCouponResponse response = this.service.send(SendFavorCouponRequestTests.complete().build());
		assertThat(response.couponId()).isEqualTo("9867041");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath())
			.isEqualTo("/v3/marketing/favor/users/oUpF8/coupons");
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"stock_id\":\"9856000\","
				+ "\"out_request_no\":\"89560002019101000121\",\"appid\":\"wx233544546545989\","
				+ "\"stock_creator_mchid\":\"8956000\",\"coupon_value\":100,\"coupon_minimum\":200}");
	}

	@Test
	void fillsInAppidAndCreator() {
		this.service.send(SendFavorCouponRequestTests.complete()
			.appid(null)
			.stockCreatorMchid(null)
			.couponValue(null)
			.couponMinimum(null)
			.build());
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"stock_id\":\"9856000\","
				+ "\"out_request_no\":\"89560002019101000121\",\"appid\":\"wx233544546545989\","
				+ "\"stock_creator_mchid\":\"1900007291\"}");
	}

	@Test
	void refusesRequestsWithoutAppid() {
		FavorCouponService service = FakeWechatPay.service(FavorCouponService.class,
				this.wechatPay.clientWithoutAppid());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> service.send(SendFavorCouponRequestTests.complete().appid(null).build()))
			.withMessageContaining("'appid' is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> service.list(created().build()))
			.withMessageContaining("'appid' is missing");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void encodesTheOpenidAsOneSegment() {
		this.service.send(SendFavorCouponRequestTests.complete().openid("a/../b;c%2F?#").build());
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath())
			.isEqualTo("/v3/marketing/favor/users/a%2F..%2Fb%3Bc%252F%3F%23/coupons");
	}

	@Test
	void asksForWhatIsSetOnly() {
		this.service.list(created().build());
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("GET");
		assertThat(this.wechatPay.onlyRequest().uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/marketing/favor/users/oUpF8/coupons?appid="
					+ FakeWechatPay.APPID + "&creator_mchid=9865002");
	}

	@Test
	void asksForAllThatIsSet() {
		this.service.list(created().appid("wx1")
			.stockId("s")
			.status(new FavorCouponStatus("A&B"))
			.senderMchid("2")
			.availableMchid("3")
			.offset(0)
			.limit(20)
			.businessType(FavorBusinessType.MULTIUSE)
			.build());
		assertThat(this.wechatPay.onlyRequest().uri().getRawQuery())
			.isEqualTo("appid=wx1&stock_id=s&status=A%26B&creator_mchid=9865002&sender_mchid=2&available_mchid=3"
					+ "&offset=0&limit=20&business_type=MULTIUSE");
	}

	@Test
	void readsAllFieldsOfACoupon() {
		FavorCouponPage page = this.service.list(created().build());
		assertThat(page.totalCount()).isEqualTo(100);
		assertThat(page.offset()).isEqualTo(10);
		assertThat(page.limit()).isEqualTo(10);
		assertThat(page.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(page.additionalFields()).containsOnlyKeys("more").containsEntry("more", null);
		FavorCoupon coupon = page.data().get(0);
		assertThat(coupon.couponId()).isEqualTo("98674556");
		assertThat(coupon.status()).isEqualTo(FavorCouponStatus.EXPIRED);
		assertThat(coupon.couponType()).isEqualTo(FavorCouponType.CUT_TO);
		assertThat(coupon.businessType()).isEqualTo(FavorBusinessType.MULTIUSE);
		assertThat(coupon.noCash()).isNull();
		assertThat(coupon.singleitem()).isTrue();
		assertThat(coupon.createTime()).isEqualTo(OffsetDateTime.parse("2015-05-20T13:29:35.120+08:00"))
			.matches((time) -> time.getOffset().equals(ZoneOffset.ofHours(8)));
		assertThat(coupon.availableBeginTime()).isEqualTo(OffsetDateTime.parse("2015-05-20T13:29:35+08:00"));
		assertThat(coupon.cutToMessage()).isEqualTo(new FavorCoupon.CutToMessage(100L, 90L));
		assertThat(coupon.normalCouponInformation()).isEqualTo(new FavorCoupon.NormalCouponInformation(100L, 200L));
		assertThat(coupon.consumeInformation().goodsDetail())
			.containsExactly(new FavorCoupon.GoodsDetail("g", 2L, 3L, 4L));
		assertThat(coupon.availableBalance()).isEqualTo(10000);
		assertThat(coupon.additionalFields()).containsOnlyKeys("new_field");
	}

	@Test
	void keepsValuesThatAreNewToIt() {
		FavorCoupon coupon = this.service.list(created().build()).data().get(1);
		assertThat(coupon.status()).isEqualTo(new FavorCouponStatus("FROZEN")).hasToString("FROZEN");
		assertThat(coupon.couponType()).isEqualTo(new FavorCouponType("NEW")).hasToString("NEW");
		assertThat(coupon.businessType()).isEqualTo(new FavorBusinessType("OTHER")).hasToString("OTHER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"total_count\":0,\"offset\":0,\"limit\":20}",
			"{\"data\":null,\"total_count\":0,\"offset\":0,\"limit\":20}",
			"{\"data\":[],\"total_count\":0,\"offset\":0,\"limit\":20}", "{\"total_count\":0}",
			"{\"total_count\":0,\"offset\":null,\"limit\":null}" })
	void readsAPageWithoutCoupons(String body) {
		this.wechatPay.answer((request) -> Answer.signed(body));
		assertThat(this.service.list(created().build()).data()).isEmpty();
		assertThat(this.service.stream(created().build())).isEmpty();
	}

	@Test
	void readsNoPageWithoutTotal() {
		this.wechatPay.answer(Answer.signed("{\"data\":[{\"coupon_id\":\"a\"}]}"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> this.service.list(created().build()));
	}

	@Test
	void streamsPageByPage() {
		this.wechatPay.answer((request) -> {
			int page = request.uri().getQuery().contains("offset=1") ? 1 : 0;
			List<String> coupons = List.of("{\"coupon_id\":\"a\"},{\"coupon_id\":\"b\"}", "{\"coupon_id\":\"c\"}");
			return Answer.signed(
					"{\"data\":[%s],\"total_count\":3,\"offset\":%d,\"limit\":2}".formatted(coupons.get(page), page));
		});
		assertThat(this.service.stream(created().limit(2).build()).map(FavorCoupon::couponId)).containsExactly("a", "b",
				"c");
		assertThat(this.wechatPay.received())
			.extracting((request) -> request.uri().getQuery().replaceAll(".*mchid=\\d+", ""))
			.containsExactly("&limit=2", "&offset=1&limit=2");
	}

	@Test
	void streamsAHundredThousandCoupons() {
		this.wechatPay.answer((request) -> {
			Matcher offset = Pattern.compile("offset=(\\d+)").matcher(request.uri().getQuery());
			int page = (offset.find()) ? Integer.parseInt(offset.group(1)) : 0;
			String coupons = IntStream.range(page * 1000, page * 1000 + 1000)
				.mapToObj("{\"coupon_id\":\"%d\"}"::formatted)
				.collect(Collectors.joining(","));
			return Answer
				.signed("{\"data\":[%s],\"total_count\":100000,\"offset\":%d,\"limit\":1000}".formatted(coupons, page));
		});
		Iterator<FavorCoupon> coupons = this.service.stream(created().limit(1000).build()).iterator();
		for (int number = 0; number < 100_000; number++) {
			assertThat(coupons.next().couponId()).isEqualTo(String.valueOf(number));
		}
		assertThat(coupons.hasNext()).isFalse();
		assertThat(this.wechatPay.received()).hasSize(100);
	}

	@Test
	void streamsFromTheFirstPageOnly() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.stream(created().offset(0).build()))
			.withMessage("'offset' must be left out, but is 0: all pages are read");
	}

	@Test
	void worksInTheBackground() {
		assertThat(this.service.sendAsync(SendFavorCouponRequestTests.complete().build()).join().couponId())
			.isEqualTo("9867041");
		assertThat(this.service.listAsync(created().build()).join().data()).hasSize(2);
	}

	@Test
	void handsOnExceptionsOfTheBackground() {
		this.wechatPay.answer(Answer.unsigned(403, "{\"code\":\"NOT_ENOUGH\"}"));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.service.sendAsync(SendFavorCouponRequestTests.complete().build()).join())
			.withCauseInstanceOf(WechatPayApiException.class);
	}

	private static ListFavorCouponsRequest.Builder created() {
		return ListFavorCouponsRequest.builder().openid("oUpF8").creatorMchid("9865002");
	}

	@Test
	void findsWhatARequestOfUnknownOutcomeMayHaveIssued() {
		this.wechatPay.answer(Answer.signed("""
				{"data":[{"coupon_id":"1","stock_id":"9856000","create_time":"2026-11-20T11:54:59+08:00"},
				{"coupon_id":"2","stock_id":"9856000","create_time":"2026-11-20T11:55:00+08:00"},
				{"coupon_id":"3","stock_id":"9856000"},
				{"coupon_id":"4","stock_id":"9856001","create_time":"2026-11-20T12:00:00+08:00"},
				{"coupon_id":"5","stock_id":"9856000","create_time":"2026-11-20T12:00:00+08:00","out_request_no":"0"},
				{"coupon_id":"6","stock_id":"9856000","create_time":"2026-11-20T12:00:00+08:00",
				"out_request_no":"89560002019101000121"}],"total_count":6,"limit":20,"offset":0}"""));
		SendFavorCouponRequest request = SendFavorCouponRequestTests.complete().build();
		assertThat(this.service.findIssued(request, FakeWechatPay.NOW)).extracting(FavorCoupon::couponId)
			.containsExactly("2", "3", "6");
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString(
				"https://api.mch.weixin.qq.com/v3/marketing/favor/users/oUpF8/coupons?appid=wx233544546545989&stock_id=9856000&creator_mchid=8956000");
	}

}
