package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BusifavorCallbackServiceTests {

	private static final String URL = "https://shop.example.com/wechatpay/notifications";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> Answer.signed(
			"{\"update_time\":\"2019-05-20T13:29:35+08:00\",\"notify_url\":\"" + URL + "\",\"mchid\":\"10000098\"}"));

	private final BusifavorCallbackService service = new BusifavorCallbackService(this.wechatPay.client());

	@Test
	void setsTheUrlOfTheCallingMerchant() {
		CallbackRegistration registration = this.service.setCallback(new SetBusifavorCallbackRequest(URL));
		assertThat(registration.notifyUrl()).isEqualTo(URL);
		assertThat(registration.mchid()).isEqualTo("10000098");
		assertThat(registration.updateTime()).isEqualTo(OffsetDateTime.parse("2019-05-20T13:29:35+08:00"));
		assertThat(registration.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(registration.additionalFields()).isEmpty();
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("POST");
		assertThat(this.wechatPay.onlyRequest().uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/marketing/busifavor/callbacks");
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"notify_url\":\"%s\",\"mchid\":\"%s\"}".formatted(URL, FakeWechatPay.MERCHANT_ID));
	}

	@Test
	void setsTheUrlOfAnotherMerchant() {
		this.service.setCallback(new SetBusifavorCallbackRequest(URL, "10000098"));
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"notify_url\":\"%s\",\"mchid\":\"10000098\"}".formatted(URL));
	}

	@Test
	void queriesTheUrl() {
		assertThat(this.service.queryCallback().notifyUrl()).isEqualTo(URL);
		assertThat(this.service.queryCallback("10000098").mchid()).isEqualTo("10000098");
		assertThat(this.wechatPay.received()).extracting((request) -> request.method() + " " + request.uri().getPath())
			.containsOnly("GET /v3/marketing/busifavor/callbacks");
		assertThat(this.wechatPay.received()).extracting((request) -> request.uri().getRawQuery())
			.containsExactly("mchid=" + FakeWechatPay.MERCHANT_ID, "mchid=10000098");
	}

	@Test
	void worksInTheBackground() {
		assertThat(this.service.setCallbackAsync(new SetBusifavorCallbackRequest(URL)).join().notifyUrl())
			.isEqualTo(URL);
		assertThat(this.service.queryCallbackAsync().join().notifyUrl()).isEqualTo(URL);
		assertThat(this.service.queryCallbackAsync("10000098").join().notifyUrl()).isEqualTo(URL);
		assertThat(this.wechatPay.received()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "1234567, at least 8", "1234567890123456, at most 15", "' ', missing" })
	void keepsToTheLengthsOfAMerchantId(String mchid, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SetBusifavorCallbackRequest(URL, mchid))
			.withMessageStartingWith("'mchid' ")
			.withMessageContaining(problem);
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.queryCallback(mchid))
			.withMessageStartingWith("'mchid' ")
			.withMessageContaining(problem);
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void keepsToTheLengthsOfAUrl() {
		assertThat(new SetBusifavorCallbackRequest("https://a/").notifyUrl()).hasSize(10);
		assertThatIllegalArgumentException().isThrownBy(() -> new SetBusifavorCallbackRequest("https://a"))
			.withMessage("'notifyUrl' must have at least 10 bytes in UTF-8, but has 9");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SetBusifavorCallbackRequest("https://a/" + "x".repeat(247)))
			.withMessage("'notifyUrl' must have at most 256 bytes in UTF-8, but has 257");
		assertThatIllegalArgumentException().isThrownBy(() -> new SetBusifavorCallbackRequest("https://a/?b=c"))
			.withMessageContaining("no query");
	}

}
