package io.github.wechatpayspring.consumercard;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConsumerCardServiceTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.signed("{\"card_code\":\"198555211279\"}"));

	private final ConsumerCardService service = this.wechatPay.service(ConsumerCardService.class);

	@Test
	void sendsTheRequestAndReadsTheCard() {
		SendConsumerCardResponse response = this.service
			.send(sentAt(Instant.parse("2026-11-20T03:29:35.120Z")).build());
		assertThat(response.cardCode()).isEqualTo("198555211279");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(response.additionalFields()).isEmpty();
		assertThat(this.wechatPay.onlyRequest().method()).isEqualTo("POST");
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath())
			.isEqualTo("/v3/marketing/busifavor/coupons/pIJMr5MMiIkO_93VtPyIiEk2DZ4w/send");
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"appid\":\"wxc0b84a53ed8e8d29\","
				+ "\"openid\":\"obLatjhnqgy2syxrXVM3MJirbkdI\",\"out_request_no\":\"oTYhjfdsahnssddj_0136\","
				+ "\"send_time\":\"2026-11-20T11:29:35.120+08:00\"}");
	}

	@Test
	void writesMillisecondsThatAreZero() {
		this.service.send(sentAt(FakeWechatPay.NOW).build());
		assertThat(this.wechatPay.onlyRequest().body()).contains("\"2026-11-20T12:00:00.000+08:00\"");
	}

	@Test
	void fillsInTheDefaultAppid() {
		this.service.send(sentAt(FakeWechatPay.NOW).appid(null).build());
		assertThat(this.wechatPay.onlyRequest().body()).contains("\"appid\":\"" + FakeWechatPay.APPID + "\"");
	}

	@Test
	void refusesARequestWithoutAppid() {
		ConsumerCardService service = FakeWechatPay.service(ConsumerCardService.class,
				this.wechatPay.clientWithoutAppid());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> service.send(sentAt(FakeWechatPay.NOW).appid(null).build()))
			.withMessageContaining("'appid' is missing");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void acceptsATimeOf24HoursAgo() {
		this.service.send(sentAt(FakeWechatPay.NOW.minusSeconds(24 * 60 * 60)).build());
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void refusesATimeOfMoreThan24HoursAgo() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.service.send(sentAt(FakeWechatPay.NOW.minusSeconds(24 * 60 * 60).minusMillis(1)).build()))
			.withMessageStartingWith("'sendTime' must be at most 24 hours ago");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void keepsFieldsThatItDoesNotKnow() {
		this.wechatPay
			.answer(Answer.signed("{\"card_code\":\"1\",\"a_b\":null,\"c\":{\"d\":[1,{\"e\":\"f\"}]},\"g\":true}"));
		SendConsumerCardResponse response = this.service.send(sentAt(FakeWechatPay.NOW).build());
		Map<String, Object> expected = new HashMap<>();
		expected.put("a_b", null);
		expected.put("c", Map.of("d", List.of(1, Map.of("e", "f"))));
		expected.put("g", true);
		assertThat(response.additionalFields()).isEqualTo(expected);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> response.additionalFields().put("x", "y"));
	}

	@Test
	void doesNotKnowTheOutcomeWithoutACardCode() {
		this.wechatPay.answer(Answer.signed("{\"card\":\"1\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.service.send(sentAt(FakeWechatPay.NOW).build()))
			.matches((ex) -> ex.isOutcomeUnknown())
			.withMessageContaining("POST /v3/marketing/busifavor/coupons/{card_id}/send");
	}

	@Test
	void sendsInTheBackground() {
		assertThat(this.service.sendAsync(sentAt(FakeWechatPay.NOW).build()).join().cardCode())
			.isEqualTo("198555211279");
	}

	@Test
	void handsOnExceptionsOfTheBackground() {
		this.wechatPay.answer(Answer.unsigned(403, "{\"code\":\"NOAUTH\"}"));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.service.sendAsync(sentAt(FakeWechatPay.NOW).build()).join())
			.withCauseInstanceOf(WechatPayApiException.class);
	}

	private static SendConsumerCardRequest.Builder sentAt(Instant time) {
		return SendConsumerCardRequestTests.complete().sendTime(OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
	}

}
