package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.resilience.CallOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseEntity;
import org.springframework.util.StreamUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VerificationInterceptorTests {

	private static final String BODY = "{\"coupon_id\":\"9867041\",\"name\":\"券 😀\"}";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final RestClient client = this.wechatPay.restClient();

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 203, 299 })
	void passesOnWhatWechatPaySigned(int status) {
		this.wechatPay.answer(Answer.signed(status, BODY));
		ResponseEntity<byte[]> answer = get();
		assertThat(answer.getStatusCode().value()).isEqualTo(status);
		assertThat(answer.getBody()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
	}

	@Test
	void passesOnAnEmptyAnswerThatIsSigned() {
		this.wechatPay.answer(Answer.signed(204, ""));
		assertThat(get().getStatusCode().value()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "200, {}", "201, {}", "202, {}", "204, ''", "206, {}" })
	void refusesEverySuccessThatIsNotSigned(int status, String body) {
		Answer answer = Answer.unsigned(status, body);
		refuses(answer, Reason.HEADER_MISSING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/plain;charset=GBK", "application/x-gzip" })
	void judgesAnswersOfAnyContentTypeAlike(String contentType) {
		this.wechatPay.answer(Answer.signed(BODY).header("Content-Type", contentType));
		assertThat(getBytes()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
		refuses(Answer.unsigned(200, BODY).header("Content-Type", contentType), Reason.HEADER_MISSING);
	}

	@Test
	void judgesAnswersWithoutContentTypeAlike() {
		this.wechatPay.answer(Answer.signed(BODY).without("Content-Type"));
		assertThat(getBytes()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
		refuses(Answer.unsigned(200, BODY).without("Content-Type"), Reason.HEADER_MISSING);
	}

	@Test
	void readsHeadersInAnyCaseAndWithBlanksAround() {
		Answer answer = Answer.signed(BODY);
		for (String name : new String[] { "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce",
				"Wechatpay-Signature" }) {
			String value = answer.getHeaders().getFirst(name);
			answer.without(name).header(name.toLowerCase(Locale.ROOT), " " + value + " ");
		}
		this.wechatPay.answer(answer);
		assertThat(getBytes()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature" })
	void namesTheHeaderThatIsMissing(String header) {
		refuses(Answer.signed(BODY).without(header), Reason.HEADER_MISSING);
		refuses(Answer.signed(BODY).header(header, "  "), Reason.HEADER_MISSING);
	}

	@Test
	void refusesATimeThatIsNoNumber() {
		refuses(Answer.signed(BODY).header("Wechatpay-Timestamp", "today"), Reason.HEADER_MALFORMED);
	}

	@Test
	void refusesAnOldAnswer() {
		refuses(Answer.unsigned(200, BODY)
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, FakeWechatPay.NOW.minusSeconds(301)),
				Reason.CLOCK_SKEW);
	}

	@Test
	void refusesAnAnswerSignedByAnotherKey() {
		refuses(Answer.unsigned(200, BODY)
			.signedBy(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.PLATFORM_KEY_ID, FakeWechatPay.NOW),
				Reason.SIGNATURE_MISMATCH);
		refuses(Answer.unsigned(200, BODY).signedBy(FakeWechatPay.MERCHANT_KEYS, "PUB_KEY_ID_2", FakeWechatPay.NOW),
				Reason.SERIAL_UNKNOWN);
	}

	@Test
	void refusesASignatureOfAnotherLength() {
		refuses(Answer.signed(BODY).header("Wechatpay-Signature", Base64.getEncoder().encodeToString(new byte[10])),
				Reason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WECHATPAY/SIGNTEST/AAAA", "WECHATPAY/SIGNTEST/AAAAA", "***" })
	void refusesProbes(String signature) {
		refuses(Answer.signed(BODY).header("Wechatpay-Signature", signature), Reason.PROBE);
	}

	@Test
	void refusesASignatureOfAnotherBody() {
		String signature = Answer.signed("{\"coupon_id\":\"1\"}").getHeaders().getFirst("Wechatpay-Signature");
		refuses(Answer.signed(BODY).header("Wechatpay-Signature", signature), Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void judgesByTheFirstOfSeveralSignatures() {
		String valid = Answer.signed(BODY).getHeaders().getFirst("Wechatpay-Signature");
		refuses(Answer.signed(BODY).header("Wechatpay-Signature", "AAAA", valid), Reason.SIGNATURE_MISMATCH);
		this.wechatPay.answer(Answer.signed(BODY).header("Wechatpay-Signature", valid, "AAAA"));
		assertThat(getBytes()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
	}

	@Test
	void readsNoBodyOfAnAnswerThatItsHeadersAlreadyBetray() {
		for (Answer answer : List.of(Answer.unsigned(200, BODY), Answer.signed(BODY).without("Wechatpay-Nonce"),
				Answer.unsigned(200, BODY)
					.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID,
							FakeWechatPay.NOW.minusSeconds(301)),
				Answer.unsigned(200, BODY).signedBy(FakeWechatPay.PLATFORM_KEYS, "PUB_KEY_ID_2", FakeWechatPay.NOW))) {
			this.wechatPay.answer(answer);
			assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(this::get);
			assertThat(answer.isRead()).isFalse();
		}
	}

	@Test
	void doesNotKnowTheOutcomeOfAnAnswerThatIsTooLarge() {
		Answer answer = Answer.signed("\"" + "a".repeat(4 * 1024 * 1024) + "\"");
		this.wechatPay.answer(answer);
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(this::get)
			.withMessageContaining("with success, but with a body of more than 4096 KB")
			.withMessageContaining("CallOptions.withMaxBodySize")
			.matches(WechatPayApiException::isOutcomeUnknown)
			.matches((ex) -> !ex.isSignatureVerified() && FakeWechatPay.REQUEST_ID.equals(ex.requestId()));
		assertThat(answer.isClosed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readsAsMuchAsTheCallAsksFor(boolean announced) {
		String body = "\"" + "a".repeat(4 * 1024 * 1024) + "\"";
		Answer answer = Answer.signed(body);
		this.wechatPay.answer((announced) ? answer.header("Content-Length", Integer.toString(body.length())) : answer);
		assertThat(this.client.get()
			.uri("/v3/x")
			.attributes(CallOptions.operation("download").withMaxBodySize(DataSize.ofMegabytes(5)))
			.retrieve()
			.body(byte[].class)).hasSize(body.length());
	}

	@Test
	void readsABodyThatIsLongerThanAnnouncedOnceUnpackedUpToTheLimit() {
		CallOptions small = CallOptions.operation("small").withMaxBodySize(DataSize.ofBytes(10));
		this.wechatPay.answer(Answer.signed("0123456789").header("Content-Length", "3"));
		byte[] body = this.client.get()
			.uri("/v3/x")
			.attributes(small)
			.exchange((request, response) -> response.getBody().readAllBytes());
		assertThat(body).hasSize(10);
		this.wechatPay.answer(Answer.signed("0123456789+").header("Content-Length", "3"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.get().uri("/v3/x").attributes(small).retrieve().toBodilessEntity());
	}

	@Test
	void letsTheBodyBeReadAgain() {
		this.wechatPay.answer(Answer.signed(BODY));
		String twice = this.client.get().uri("/v3/x").exchange((request, response) -> {
			String first = StreamUtils.copyToString(response.getBody(), StandardCharsets.UTF_8);
			return first + StreamUtils.copyToString(response.getBody(), StandardCharsets.UTF_8);
		});
		assertThat(twice).isEqualTo(BODY + BODY);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 304, 307 })
	void takesNoRedirectForSuccess(int status) {
		this.wechatPay.answer(Answer.signed(status, BODY).header("Location", "https://evil.example/"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(this::get)
			.matches((ex) -> ex.statusCode() == status)
			.matches((ex) -> ex.isOutcomeUnknown());
	}

	@Test
	void showsCustomizersNoAnswerThatIsNotVerified() {
		StringBuilder seen = new StringBuilder();
		RestClient customized = this.wechatPay.answer(Answer.unsigned(200, BODY))
			.restClient((builder) -> builder.requestInterceptor((request, body, execution) -> {
				var response = execution.execute(request, body);
				seen.append(response.getStatusCode());
				return response;
			}));
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> customized.get().uri("/v3/x").retrieve().toBodilessEntity());
		assertThat(seen).isEmpty();
	}

	private void refuses(Answer answer, Reason reason) {
		this.wechatPay.answer(answer);
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(this::get)
			.matches((ex) -> ex.reason() == reason, "is for reason " + reason)
			.matches((ex) -> ex.isOutcomeUnknown())
			.withMessageNotContaining("9867041");
		assertThat(answer.isClosed()).isTrue();
	}

	private byte[] getBytes() {
		return get().getBody();
	}

	private ResponseEntity<byte[]> get() {
		return this.client.get().uri("/v3/x").retrieve().toEntity(byte[].class);
	}

}
