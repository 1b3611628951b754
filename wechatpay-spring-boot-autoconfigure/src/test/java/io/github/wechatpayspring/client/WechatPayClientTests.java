package io.github.wechatpayspring.client;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.field.ResponseFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WechatPayClientTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final WechatPayClient client = this.wechatPay.client();

	@Test
	void postsABodyAndReadsTheAnswer() {
		this.wechatPay.answer(Answer.signed("{\"coupon_id\":\"1\"}"));
		Coupon answer = this.client.post(CallOptions.once(), Coupon.class, Map.of("a", 1), "/v3/users/{openid}/coupons",
				"o/1;?#%");
		assertThat(answer).isEqualTo(new Coupon("1"));
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("POST");
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath()).isEqualTo("/v3/users/o%2F1%3B%3F%23%25/coupons");
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"a\":1}");
	}

	@Test
	void asksWithAnEncodedQuery() {
		this.wechatPay.answer(Answer.signed("{\"coupon_id\":\"1\"}"));
		Map<String, Object> query = new LinkedHashMap<>();
		query.put("appid", "a&b={c}+ 券");
		query.put("limit", 5);
		this.client.get(CallOptions.once(), Coupon.class, query, "/v3/users/{openid}/coupons", "a/b");
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("GET");
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString(
				"https://api.mch.weixin.qq.com/v3/users/a%2Fb/coupons?appid=a%26b%3D%7Bc%7D%2B%20%E5%88%B8&limit=5");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "{", "[]", "null", "\"text\"", "{\"coupon_id\":{\"secret\":1}}", "{}", "<html>secret" })
	void doesNotKnowTheOutcomeOfASuccessItCannotRead(String body) {
		this.wechatPay.answer(Answer.signed(body));
		assertUnreadable();
	}

	@Test
	void doesNotKnowTheOutcomeOfASuccessWithoutContent() {
		this.wechatPay.answer(Answer.signed(204, ""));
		assertUnreadable();
	}

	@Test
	void doesNotKnowTheOutcomeOfASuccessWithABrokenContentType() {
		this.wechatPay.answer(Answer.signed("{\"coupon_id\":\"1\"}").header("Content-Type", "nonsense"));
		assertUnreadable();
	}

	@Test
	void saysNothingOfARequestIdThatIsMissing() {
		this.wechatPay.answer(Answer.signed("{").without("Request-ID"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.post(CallOptions.once(), Coupon.class, Map.of(), "/v3/x"))
			.withMessageNotContaining("Request-ID")
			.withMessageEndingWith("the outcome is unknown");
	}

	@Test
	void cutsALongRequestIdAndReplacesItsControlCharacters() {
		this.wechatPay.answer(Answer.signed("{").header("Request-ID", "\u001b[31m" + "x".repeat(10_000)));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.post(CallOptions.once(), Coupon.class, Map.of(), "/v3/x"))
			.satisfies((ex) -> assertThat(ex.requestId()).isEqualTo("[31m" + "x".repeat(296) + "…"))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/plain;charset=UTF-8", "application/octet-stream" })
	void readsJsonWhateverItsContentTypeIs(String contentType) {
		this.wechatPay.answer(Answer.signed("{\"coupon_id\":\"券\"}").header("Content-Type", contentType));
		assertThat(this.client.post(CallOptions.once(), Coupon.class, Map.of(), "/v3/x")).isEqualTo(new Coupon("券"));
	}

	@Test
	void readsJsonWithoutContentType() {
		this.wechatPay.answer(Answer.signed("{\"coupon_id\":\"券\"}").without("Content-Type"));
		assertThat(this.client.post(CallOptions.once(), Coupon.class, Map.of(), "/v3/x")).isEqualTo(new Coupon("券"));
	}

	@Test
	void knowsTheMerchantThatCalls() {
		assertThat(this.client.merchantId()).isEqualTo(FakeWechatPay.MERCHANT_ID);
		assertThat(this.client.defaultAppid()).isEqualTo(FakeWechatPay.APPID);
		assertThat(this.wechatPay.clientWithoutAppid().defaultAppid()).isNull();
	}

	private void assertUnreadable() {
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.post(CallOptions.once(), Coupon.class, Map.of(), "/v3/users/{openid}/coupons",
					"oUpF8"))
			.withMessageContaining("POST /v3/users/{openid}/coupons")
			.withMessageContaining("[Request-ID " + FakeWechatPay.REQUEST_ID + "]")
			.withMessageNotContainingAny("secret", "oUpF8")
			.withNoCause()
			.matches((ex) -> ex.isOutcomeUnknown())
			.matches((ex) -> ex.isSignatureVerified());
	}

	record Coupon(String couponId) {

		Coupon {
			ResponseFields.required("coupon_id", couponId);
		}

	}

}
