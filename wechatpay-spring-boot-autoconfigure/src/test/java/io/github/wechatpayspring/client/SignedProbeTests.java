package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

class SignedProbeTests {

	private static final URI BASE_URL = URI.create("https://gateway.example.com/prefix");

	private static final String PATH = "/v3/certificates?algorithm_type=RSA";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final SignedProbe probe = new SignedProbe(FakeWechatPay.credentials(), FakeWechatPay.platformKeys(),
			FakeWechatPay.platformKeys(), new WechatPayHosts(BASE_URL, null, FakeWechatPay.CLOCK), FakeWechatPay.CLOCK,
			RestClient.builder().requestFactory(this.wechatPay),
			(builder) -> builder.defaultHeader("X-Gateway", "token"));

	@Test
	void signsLikeAnyOtherCall() {
		this.wechatPay.answer(Answer.signed("{\"data\":[]}"));
		ProbeResponse answer = this.probe.get(PATH);
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString(BASE_URL + PATH);
		assertThat(this.wechatPay.onlyRequest().isSignedFor(PATH)).isTrue();
		assertThat(this.wechatPay.onlyRequest().header("Wechatpay-Serial")).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
		assertThat(this.wechatPay.onlyRequest().header("X-Gateway")).isEqualTo("token");
		assertThat(answer.outcome()).isEqualTo("200");
		assertThat(answer.distrust()).isNull();
		assertThat(answer.serial()).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
		assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"data\":[]}");
	}

	@Test
	void sendsTheBytesThatItSigned() {
		this.probe.post("/v3/security/echo", "{\"echo_message\":\"你好\"}");
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"echo_message\":\"你好\"}");
		assertThat(this.wechatPay.onlyRequest().isSignedFor("/v3/security/echo")).isTrue();
		assertThat(this.wechatPay.onlyRequest().header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void asksOnce() {
		this.wechatPay.answer(Answer.unsigned(500, "{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统繁忙\"}"));
		ProbeResponse answer = this.probe.get(PATH);
		assertThat(this.wechatPay.received()).hasSize(1);
		assertThat(answer.outcome()).isEqualTo("500 SYSTEM_ERROR");
		assertThat(answer.message()).isEqualTo("系统繁忙");
		assertThat(answer.signed()).isFalse();
		assertThat(answer.distrust()).as("as nothing of it is believed").isNull();
	}

	@Test
	void tellsWhySuccessIsNotBelieved() {
		this.wechatPay.answer(Answer.unsigned(200, "{}"));
		assertThat(this.probe.get(PATH).distrust().reason()).isEqualTo(Reason.HEADER_MISSING);
		this.wechatPay.answer(Answer.signed("{}")
			.signedBy(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.PLATFORM_KEY_ID, FakeWechatPay.NOW));
		assertThat(this.probe.get(PATH).distrust().reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
		this.wechatPay.answer(Answer.unsigned(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}"));
		assertThat(this.probe.get(PATH).distrust().reason()).isEqualTo(Reason.HEADER_MISSING);
	}

	@Test
	void tellsWhichLineDiffers() {
		assertThat(comparison("POST", PATH, "")).isEqualTo(new SignedTextComparison(1, "GET", "POST"));
		assertThat(comparison("GET", "/v3/certificates", ""))
			.isEqualTo(new SignedTextComparison(2, PATH, "/v3/certificates"));
		assertThat(comparison("GET", PATH, "{}")).isEqualTo(new SignedTextComparison(5, "0 bytes", "2 bytes"));
		assertThat(comparison("GET", PATH, "")).matches(SignedTextComparison::isSame);
	}

	@Test
	void comparesNothingWithATextThatIsNone() {
		this.wechatPay.answer(Answer.unsigned(401, "{\"code\":\"SIGN_ERROR\"}"));
		assertThat(this.probe.get(PATH).comparison()).isNull();
		this.wechatPay.answer(refusal("GET", PATH, 3, "no lines"));
		assertThat(this.probe.get(PATH).comparison()).isNull();
	}

	private SignedTextComparison comparison(String method, String url, String body) {
		String text = "%s\\n%s\\n1554208460\\nNONCE\\n%s\\n".formatted(method, url, body);
		this.wechatPay.answer(refusal(method, url, text.replace("\\n", "\n").length(), text));
		return this.probe.get(PATH).comparison();
	}

	private static Answer refusal(String method, String url, int length, String text) {
		return Answer.unsigned(401,
				"{\"code\":\"SIGN_ERROR\",\"detail\":{\"sign_information\":{\"method\":\"%s\",\"url\":\"%s\",\"sign_message_length\":%d,\"truncated_sign_message\":\"%s\"}}}"
					.formatted(method, url, length, text));
	}

}
