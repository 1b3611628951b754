package io.github.wechatpayspring.productcoupon;

import java.util.concurrent.CompletionException;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProductCouponServiceTests {

	private static final String FLAT = "{\"stock_id\":\"1\",\"coupon_code\":\"2\",\"out_request_no\":\"3\"}";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> Answer.signed(FLAT));

	private final ProductCouponService service = this.wechatPay.service(ProductCouponService.class);

	@Test
	void sendsEverythingInTheBody() {
		send();
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath())
			.isEqualTo("/v3/marketing/busifavor/product-coupons/send");
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"openid\":\"oUpF8\",\"appid\":\"wx1234567889999\",\"stock_id\":\"12312354\","
					+ "\"out_request_no\":\"2335465\",\"coupon_code\":\"202007019999\",\"coupon_type\":\"MEMBER\","
					+ "\"member_card_id\":\"pbLatjvWOibDc5-TBnbUk1pD12o0\"}");
	}

	@Test
	void leavesOutWhatIsNotSetAndFillsInTheDefaultAppid() {
		this.service.send(SendProductCouponRequestTests.complete()
			.appid(null)
			.couponCode(null)
			.couponType(ProductCouponType.NORMAL)
			.memberCardId(null)
			.build());
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"openid\":\"oUpF8\",\"appid\":\"wx233544546545989\",\"stock_id\":\"12312354\","
					+ "\"out_request_no\":\"2335465\",\"coupon_type\":\"NORMAL\"}");
	}

	@Test
	void refusesARequestWithoutAppid() {
		ProductCouponService service = FakeWechatPay.service(ProductCouponService.class,
				this.wechatPay.clientWithoutAppid());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> service.send(SendProductCouponRequestTests.complete().appid(null).build()))
			.withMessageContaining("'appid' is missing");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { FLAT, "{\"send_coupon_result\":" + FLAT + "}",
			"{\"send_coupon_result\":null,\"stock_id\":\"1\",\"coupon_code\":\"2\",\"out_request_no\":\"3\"}" })
	void readsFlatAndWrappedAnswersAlike(String body) {
		this.wechatPay.answer(Answer.signed(body));
		SendProductCouponResponse response = send();
		assertThat(response.stockId()).isEqualTo("1");
		assertThat(response.couponCode()).isEqualTo("2");
		assertThat(response.outRequestNo()).isEqualTo("3");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(response.additionalFields()).isEmpty();
	}

	@Test
	void keepsUnknownFieldsOfAFlatAnswer() {
		this.wechatPay.answer(Answer.signed(FLAT.replace("}", ",\"a\":null,\"b\":[1],\"request_id\":\"forged\"}")));
		SendProductCouponResponse response = send();
		assertThat(response.additionalFields()).containsOnlyKeys("a", "b");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
	}

	@Test
	void keepsUnknownFieldsOfAWrappedAnswer() {
		this.wechatPay.answer(Answer
			.signed("{\"outer\":1,\"send_coupon_result\":" + FLAT.replace("}", ",\"inner\":{\"a\":2}}") + "}"));
		assertThat(send().additionalFields()).containsOnlyKeys("inner", "outer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"stock_id\":\"1\",\"coupon_code\":\"2\"}",
			"{\"stock_id\":\"1\",\"out_request_no\":\"3\"}", "{\"coupon_code\":\"2\",\"out_request_no\":\"3\"}",
			"{\"send_coupon_result\":{\"stock_id\":\"1\"}}" })
	void doesNotKnowTheOutcomeOfAnIncompleteAnswer(String body) {
		this.wechatPay.answer(Answer.signed(body));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(this::send)
			.matches((ex) -> ex.isOutcomeUnknown());
	}

	@Test
	void sendsInTheBackground() {
		assertThat(this.service.sendAsync(SendProductCouponRequestTests.complete().build()).join().couponCode())
			.isEqualTo("2");
	}

	@Test
	void handsOnExceptionsOfTheBackground() {
		this.wechatPay.answer(Answer.unsigned(500, ""));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.service.sendAsync(SendProductCouponRequestTests.complete().build()).join())
			.withCauseInstanceOf(WechatPayApiException.class);
	}

	private SendProductCouponResponse send() {
		return this.service.send(SendProductCouponRequestTests.complete().build());
	}

}
