package io.github.wechatpayspring.multiuse;

import java.util.Locale;
import java.util.concurrent.CompletionException;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MultiuseServiceTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.signed("{\"coupon_id\":\"9867041\",\"new\":1}"));

	private final MultiuseService service = this.wechatPay.service(MultiuseService.class);

	@Test
	void sendsTheRequestAndReadsTheMultiuseCredit() {
		SendMultiuseResponse response = this.service.send(SendMultiuseRequestTests.complete().build());
		assertThat(response.couponId()).isEqualTo("9867041");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(response.additionalFields()).containsOnlyKeys("new");
		assertThat(this.wechatPay.onlyRequest().uri().getRawPath()).isEqualTo("/v3/multiuse/users/oUpF8/coupons");
	}

	@Test
	void encryptsNameAndIdentityCardAndNothingElse() {
		this.service.send(SendMultiuseRequestTests.complete().build());
		String body = this.wechatPay.onlyRequest().body();
		assertThat(body).matches("\\{\"stock_id\":\"9856000\",\"out_request_no\":\"8956000202407191254642\","
				+ "\"user_name\":\"[A-Za-z0-9+/]{342}==\",\"id_card_number\":\"[A-Za-z0-9+/]{342}==\","
				+ "\"amount\":10000,\"appid\":\"wx1\",\"card_type\":\"ID_CARD\"}");
		JsonNode json = JsonMapper.shared().readTree(body);
		assertThat(FakeWechatPay.decrypt(json.get("user_name").asString())).isEqualTo("张三");
		assertThat(FakeWechatPay.decrypt(json.get("id_card_number").asString())).isEqualTo("110101199001011234");
		assertThat(this.wechatPay.onlyRequest().header("Wechatpay-Serial")).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
	}

	@Test
	void fillsInTheDefaultAppidAndLeavesOutTheAmount() {
		this.service.send(SendMultiuseRequestTests.complete().appid(null).amount(null).build());
		assertThat(this.wechatPay.onlyRequest().body()).contains("\"appid\":\"" + FakeWechatPay.APPID + "\"")
			.doesNotContain("amount");
	}

	@Test
	void refusesARequestWithoutAppid() {
		MultiuseService service = FakeWechatPay.service(MultiuseService.class, this.wechatPay.clientWithoutAppid());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> service.send(SendMultiuseRequestTests.complete().appid(null).build()))
			.withMessageContaining("'appid' is missing");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void refusesANameThatIsTooLongAndSendsNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.service.send(SendMultiuseRequestTests.complete().userName("字".repeat(72)).build()))
			.withMessageContaining("user_name")
			.withMessageContaining("at most 214")
			.withMessageNotContaining("字");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "张三, 110101199001011234", "Li, 11010119900101123x" })
	void namesNobodyThoughTheAnswerDoes(String userName, String idCardNumber) {
		this.wechatPay.answer(Answer.unsigned(400, """
				{"code":"PARAM_ERROR","message":"姓名%1$s与证件号%2$s不符: Limit of %1$s, id%3$s",
				"detail":{"field":"/user_name","value":"%1$s","issue":"%1$s (%2$s)","location":"body"}}
				""".formatted(userName, idCardNumber, idCardNumber.toUpperCase(Locale.ROOT))));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.service
				.send(SendMultiuseRequestTests.complete().userName(userName).idCardNumber(idCardNumber).build()))
			.withMessageContaining("400 PARAM_ERROR: 姓名******与证件号******不符: Limit of ******, id******")
			.satisfies((ex) -> assertThat(String.join(" ", ex.getMessage(), ex.toString(), ex.errorMessage(),
					String.valueOf(ex.detail()), ex.code()))
				.doesNotContain(userName + "与", userName + ",", userName + " (", idCardNumber)
				.doesNotContainIgnoringCase(idCardNumber));
	}

	@Test
	void leavesACodeAloneThatLooksLikeAName() {
		this.wechatPay.answer(Answer.unsigned(403, "{\"code\":\"USER_LI_ERROR\",\"message\":\"no\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.service.send(SendMultiuseRequestTests.complete().userName("User").build()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("USER_LI_ERROR"));
	}

	@Test
	void sendsInTheBackground() {
		assertThat(this.service.sendAsync(SendMultiuseRequestTests.complete().build()).join().couponId())
			.isEqualTo("9867041");
	}

	@Test
	void handsOnExceptionsOfTheBackground() {
		this.wechatPay.answer(Answer.unsigned(429, ""));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.service.sendAsync(SendMultiuseRequestTests.complete().build()).join())
			.withCauseInstanceOf(WechatPayApiException.class);
	}

}
