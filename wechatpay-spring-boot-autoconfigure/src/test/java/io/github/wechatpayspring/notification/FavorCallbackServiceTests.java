package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FavorCallbackServiceTests {

	private static final String URL = "https://shop.example.com/wechatpay/notifications";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> Answer.signed("""
			{"update_time":"2019-05-20T13:29:35.120+08:00","notify_url":"%s","new_field":{"a":1}}""".formatted(URL)));

	private final FavorCallbackService service = new FavorCallbackService(this.wechatPay.client());

	@Test
	void setsTheUrlOfTheCallingMerchant() {
		CallbackRegistration registration = this.service.setCallback(complete().build());
		assertThat(registration.notifyUrl()).isEqualTo(URL);
		assertThat(registration.mchid()).isNull();
		assertThat(registration.updateTime()).isEqualTo(OffsetDateTime.parse("2019-05-20T13:29:35.120+08:00"));
		assertThat(registration.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(registration.additionalFields()).containsOnlyKeys("new_field");
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("POST");
		assertThat(this.wechatPay.onlyRequest().uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/marketing/favor/callbacks");
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"notify_url\":\"%s\",\"mchid\":\"%s\"}".formatted(URL, FakeWechatPay.MERCHANT_ID));
	}

	@Test
	void setsTheUrlOfAnotherMerchant() {
		this.service.setCallback(complete().mchid("9856888").enabled(true).build());
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"notify_url\":\"%s\",\"mchid\":\"9856888\",\"switch\":true}".formatted(URL));
	}

	@Test
	void queriesTheUrlOfTheCallingMerchant() {
		this.wechatPay.answer(Answer.signed("{\"mchid\":\"9856888\",\"notify_url\":\"%s\"}".formatted(URL)));
		CallbackRegistration registration = this.service.queryCallback();
		assertThat(registration)
			.isEqualTo(new CallbackRegistration(URL, "9856888", null, FakeWechatPay.REQUEST_ID, Map.of()));
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("GET");
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString(
				"https://api.mch.weixin.qq.com/v3/marketing/favor/callbacks?mchid=" + FakeWechatPay.MERCHANT_ID);
	}

	@Test
	void queriesTheUrlOfAnotherMerchant() {
		assertThat(this.service.queryCallback("9856888").notifyUrl()).isEqualTo(URL);
		assertThat(this.wechatPay.onlyRequest().uri().getRawQuery()).isEqualTo("mchid=9856888");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yesterday\"", "1554208460", "{}", "\"2019-05-20T13:29:35\"" })
	void keepsATimeThatItCannotRead(String time) {
		this.wechatPay.answer(Answer.signed("{\"update_time\":%s,\"notify_url\":\"%s\"}".formatted(time, URL)));
		CallbackRegistration registration = this.service.setCallback(complete().build());
		assertThat(registration.updateTime()).isNull();
		assertThat(registration.additionalFields()).containsOnlyKeys("update_time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"notify_url\":null}", "[]", "{\"mchid\":\"9856888\"}" })
	void readsNothingWithoutAUrl(String answer) {
		this.wechatPay.answer(Answer.signed(answer));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> this.service.queryCallback())
			.matches((ex) -> ex.isOutcomeUnknown() && ex.isSignatureVerified());
	}

	@Test
	void worksInTheBackground() {
		assertThat(this.service.setCallbackAsync(complete().build()).join().notifyUrl()).isEqualTo(URL);
		assertThat(this.service.queryCallbackAsync().join().notifyUrl()).isEqualTo(URL);
		assertThat(this.service.queryCallbackAsync("9856888").join().notifyUrl()).isEqualTo(URL);
		assertThat(this.wechatPay.received()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "``|missing", "http://shop.example.com/|begins with https://",
					"/notifications|begins with https://", "https:///notifications|begins with https://",
					"https:xxx|begins with https://", "https://shop.example.com/xxx?a=b|no query",
					"https://shop.example.com/xxx?|no query",
					"https://xxx@shop.example.com/|neither a user nor a fragment",
					"https://shop.example.com/#xxx|neither a user nor a fragment",
					"https://shop.example.com/xxx yyy|is no URL" })
	void refusesAUrlThatWechatPayDoesNotTake(String url, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> complete().notifyUrl(url).build())
			.withMessageStartingWith("'notifyUrl' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	@Test
	void keepsToTheLengths() {
		String longest = "https://shop.example.com/" + "x".repeat(231);
		assertThat(complete().notifyUrl(longest).mchid("1".repeat(20)).build().notifyUrl()).hasSize(256);
		assertThatIllegalArgumentException().isThrownBy(() -> complete().notifyUrl(longest + "x").build())
			.withMessage("'notifyUrl' must have at most 256 bytes in UTF-8, but has 257");
		assertThatIllegalArgumentException().isThrownBy(() -> complete().mchid("1".repeat(21)).build())
			.withMessage("'mchid' must have at most 20 bytes in UTF-8, but has 21");
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.queryCallback("1".repeat(21)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.queryCallback(" "))
			.withMessageContaining("'mchid' is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> SetFavorCallbackRequest.builder().build())
			.withMessageContaining("'notifyUrl' is missing");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	private static SetFavorCallbackRequest.Builder complete() {
		return SetFavorCallbackRequest.builder().notifyUrl(URL);
	}

}
