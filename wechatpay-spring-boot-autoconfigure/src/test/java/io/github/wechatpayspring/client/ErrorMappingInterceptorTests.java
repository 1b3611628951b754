package io.github.wechatpayspring.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayErrorDetail;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ErrorMappingInterceptorTests {

	private static final String PARAM_ERROR = """
			{"code":"PARAM_ERROR","message":"参数错误","detail":
			{"field":"/stock_id","value":"secret-value","issue":"字符串长度有误","location":"body"}}""";

	private static final String SIGN_ERROR = """
			{"code":"SIGN_ERROR","detail":{"detail":{"issue":"sign not match"},"field":"signature",
			"location":"authorization","sign_information":{"method":"GET","sign_message_length":85,
			"truncated_sign_message":"GET\\n/v3/users/oUpF8\\n1\\nN\\n\\n","url":"/v3/users/oUpF8"}},
			"message":"错误的签名，验签失败"}""";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final RestClient client = this.wechatPay.restClient();

	@Test
	void readsCodeMessageAndDetail() {
		WechatPayApiException exception = exception(Answer.signed(400, PARAM_ERROR));
		assertThat(exception.statusCode()).isEqualTo(400);
		assertThat(exception.code()).isEqualTo("PARAM_ERROR");
		assertThat(exception.errorMessage()).isEqualTo("参数错误");
		assertThat(exception.detail())
			.isEqualTo(new WechatPayErrorDetail("/stock_id", "secret-value", "字符串长度有误", "body"));
		assertThat(exception.isSignatureVerified()).isTrue();
		assertThat(exception).hasMessageStartingWith(
				"WeChat Pay responded to GET /v3/users/{openid}/coupons with 400 PARAM_ERROR: 参数错误, field /stock_id, 字符串长度有误. A parameter is wrong")
			.hasMessageEndingWith("[Request-ID " + FakeWechatPay.REQUEST_ID + "]");
	}

	@Test
	void readsTheIssueOfASignErrorOneLevelDeeper() {
		WechatPayApiException exception = exception(Answer.unsigned(401, SIGN_ERROR));
		assertThat(exception.code()).isEqualTo("SIGN_ERROR");
		assertThat(exception.detail())
			.isEqualTo(new WechatPayErrorDetail("signature", null, "sign not match", "authorization"));
		assertThat(exception).hasMessageContaining("sign not match");
		assertThat(exception.isOutcomeUnknown()).isFalse();
		assertThat(exception.isRetryable()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "-61, 61 seconds behind, 慢 61 秒", "600, 600 seconds ahead of, 快 600 秒" })
	void tellsHowWrongTheClockIsWhenTheRequestIsNotAuthenticated(long seconds, String english, String chinese) {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(FakeWechatPay.NOW.minusSeconds(seconds).atOffset(ZoneOffset.UTC));
		assertThat(exception(Answer.unsigned(401, SIGN_ERROR).header("Date", date)))
			.hasMessageContaining("The clock of this machine is " + english + " the Date of the response")
			.hasMessageContaining(chinese);
		assertThat(exception(Answer.unsigned(400, PARAM_ERROR).header("Date", date)))
			.hasMessageNotContaining("clock of this machine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Fri, 20 Nov 2026 04:00:59 GMT", "Fri, 20 Nov 2026 03:59:01 GMT", "yesterday", "" })
	void saysNothingOfAClockThatIsRightOrADateThatCannotBeRead(String date) {
		assertThat(exception(Answer.unsigned(401, SIGN_ERROR).header("Date", date)))
			.hasMessageNotContaining("clock of this machine is");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"code\":\"NOT_ENOUGH\",\"message\":\"m\"}|NOT_ENOUGH|m",
					"{\"code\":\"NOT_ENOUGH\"}|NOT_ENOUGH|", "{\"message\":\"m\"}||m",
					"{\"code\":null,\"message\":null}||", "{\"code\":\"NOT_ENOUGH\",\"detail\":\"text\"}|NOT_ENOUGH|",
					"{\"code\":\"NOT_ENOUGH\",\"detail\":[1]}|NOT_ENOUGH|",
					"{\"code\":268435456,\"message\":{\"a\":1}}|268435456|{\"a\":1}" })
	void readsErrorsWithoutDetail(String body, String code, String message) {
		WechatPayApiException exception = exception(Answer.unsigned(403, body));
		assertThat(exception.code()).isEqualTo(code);
		assertThat(exception.errorMessage()).isEqualTo(message);
		assertThat(exception.detail()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "``|an empty body", "<html><body>502</body></html>|an HTML page",
					"  <!DOCTYPE HTML><p>|an HTML page", "{\"code\":\"NOT_EN|a body that is not JSON or cut short",
					"[{\"code\":\"NOT_ENOUGH\"}]|a body that is not JSON or cut short",
					"upstream timed out|a body that is not JSON or cut short", "{}|JSON that is no error of WeChat Pay",
					"null|a body that is not JSON or cut short" })
	void tellsWhatOtherBodiesAre(String body, String shape) {
		WechatPayApiException exception = exception(Answer.unsigned(502, body));
		assertThat(exception.statusCode()).isEqualTo(502);
		assertThat(exception.code()).isNull();
		assertThat(exception).hasMessageContaining("with 502 with " + shape);
		assertThat(exception.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "nonsense", "" })
	void readsErrorsOfAnyContentType(String contentType) {
		WechatPayApiException exception = exception(
				Answer.unsigned(400, PARAM_ERROR).header("Content-Type", contentType));
		assertThat(exception.code()).isEqualTo("PARAM_ERROR");
	}

	@Test
	void cutsLongTexts() {
		WechatPayApiException exception = exception(
				Answer.unsigned(400, "{\"code\":\"PARAM_ERROR\",\"message\":\"" + "长".repeat(20_000) + "\"}"));
		assertThat(exception.errorMessage()).isEqualTo("长".repeat(300) + "…");
		assertThat(exception.getMessage()).hasSizeLessThan(600);
	}

	@Test
	void readsTheFirst64KilobytesOfAnError() {
		Answer answer = Answer.unsigned(500, "<html>" + "a".repeat(1024 * 1024));
		assertThat(exception(answer).getMessage()).contains("an HTML page").hasSizeLessThan(600);
		assertThat(answer.isClosed()).isTrue();
	}

	@Test
	void cutsNoCharacterInHalf() {
		WechatPayApiException exception = exception(
				Answer.unsigned(400, "{\"code\":\"PARAM_ERROR\",\"message\":\"a" + "😀".repeat(300) + "\"}"));
		assertThat(exception.errorMessage()).isEqualTo("a" + "😀".repeat(149) + "…");
	}

	@Test
	void replacesControlCharacters() {
		WechatPayApiException exception = exception(Answer.unsigned(400,
				"{\"code\":\"A\\u0000B\",\"message\":\"one\\r\\ntwo\\u001b[31m\\u0085three\\u2028four\"}"));
		assertThat(exception.code()).isEqualTo("A B");
		assertThat(exception.errorMessage()).isEqualTo("one two [31m three four");
	}

	@Test
	void replacesCharactersThatMoveOthersOrAreNone() {
		WechatPayApiException exception = exception(
				Answer.unsigned(400, "{\"code\":\"A\",\"message\":\"\\u202etxt.exe\\u2066two\\ud800three\\uffff😀\"}"));
		assertThat(exception.errorMessage()).isEqualTo("txt.exe two three 😀");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405, 413, 415, 429, 431 })
	void believesAPageOfWhoAnswersBeforeAnythingIsProcessed(int status) {
		for (String page : List.of("<html><h1>Refused</h1></html>", "Refused by the gateway", "\t<!DOCTYPE html>拒绝")) {
			WechatPayApiException exception = exception(Answer.unsigned(status, page));
			assertThat(exception.isOutcomeUnknown()).as(page).isFalse();
		}
		assertThat(exception(Answer.unsigned(status, "").header("Content-Length", "0")).isOutcomeUnknown()).isFalse();
		assertThat(exception(Answer.unsigned(status, "{\"error\":\"refused\"}")).isOutcomeUnknown()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 402, 406, 407, 408, 409, 410, 411, 412, 414, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428,
			451, 460, 499 })
	void doesNotBelieveAnyOtherRefusalOfAGateway(int status) {
		for (String page : List.of("", "<html>", "timed out", "{\"code\":\"GATEWAY_TIMEOUT\"}", "{\"code\":504}",
				"{\"error\":\"timed out\"}", "{\"code\":\"NOT_ENOUGH\"")) {
			WechatPayApiException exception = exception(Answer.unsigned(status, page));
			assertThat(exception.isOutcomeUnknown()).as(page).isTrue();
			assertThat(exception).hasMessageContaining("The outcome is unknown");
		}
		assertThat(exception(Answer.unsigned(status, "{\"code\":\"NOT_ENOUGH\"}")).isOutcomeUnknown()).isFalse();
		assertThat(exception(Answer.signed(status, "{\"code\":\"NEW\"}")).isOutcomeUnknown()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统繁忙\"", "{\"code\":\"SYSTEM_", "{",
			" \r\n{\"co", "\ufeff{\"code\":\"PARAM_ERROR\"", "[", "\"SYSTEM", "{\"code\":\"PARAM_ERROR\"}{",
			"{\"code\":\"PARAM_ERROR\"} x", "{\"code\":\"system_error\"}", "{\"code\":\" SYSTEM_ERROR \"}",
			"{\"code\":\"\\u0053YSTEM_ERROR\"}", "{\"error\":{\"code\":\"SYSTEM_ERROR\"}}",
			"{\"code\":\"PARAM_ERROR\",\"code\":\"SYSTEM_ERROR\"}", "<xml><code>SYSTEM_ERROR</code></xml>",
			"\u001f\u008b\b\u0000", "" })
	void doesNotTakeWhatMayBeASystemErrorForARefusal(String body) {
		WechatPayApiException exception = exception(Answer.unsigned(400, body));
		assertThat(exception.isOutcomeUnknown()).isTrue();
		assertThat(exception).hasMessageNotContaining("did not reach the API");
	}

	@Test
	void doesNotTakeABodyThatIsShorterThanAnnouncedForARefusal() {
		assertThat(exception(Answer.unsigned(400, PARAM_ERROR).header("Content-Length", "10000")).isOutcomeUnknown())
			.isTrue();
		assertThat(exception(Answer.unsigned(403, "<html>").header("Content-Length", "x")).isOutcomeUnknown()).isTrue();
		assertThat(exception(Answer.unsigned(403, "squeezed").header("Content-Encoding", "br")).isOutcomeUnknown())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 429, 499 })
	void doesNotTakeABodyThatBreaksOffForARefusal(int status) {
		ErrorMappingInterceptor interceptor = interceptor();
		MockClientHttpResponse response = new MockClientHttpResponse(brokenStream(), status);
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> interceptor.intercept(request(), new byte[0], (request, body) -> response))
			.matches((ex) -> ex.isOutcomeUnknown());
	}

	@Test
	void doesNotBelieveARefusalWhoseSignatureIsWrong() {
		WechatPayApiException exception = exception(Answer.signed(400, PARAM_ERROR)
			.signedBy(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.PLATFORM_KEY_ID, FakeWechatPay.NOW));
		assertThat(exception.isSignatureVerified()).isFalse();
		assertThat(exception.isOutcomeUnknown()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce" })
	void doesNotBelieveARefusalWhoseSignatureIsIncomplete(String missing) {
		WechatPayApiException exception = exception(Answer.signed(403, PARAM_ERROR).without(missing));
		assertThat(exception.isSignatureVerified()).isFalse();
		assertThat(exception.isOutcomeUnknown()).isTrue();
	}

	@Test
	void believesARefusalThatIsNotSigned() {
		WechatPayApiException exception = exception(Answer.unsigned(400, PARAM_ERROR));
		assertThat(exception.isSignatureVerified()).isFalse();
		assertThat(exception.isOutcomeUnknown()).isFalse();
	}

	@ParameterizedTest(name = "{0} {1}: retryable {2}, outcome unknown {3}")
	@CsvSource({ "202, '', true, true", "301, '', false, true", "302, '', false, true", "304, '', false, true",
			"400, PARAM_ERROR, false, false", "400, SYSTEM_ERROR, true, true", "401, SIGN_ERROR, false, false",
			"403, RULE_LIMIT, false, false", "404, RESOURCE_NOT_EXISTS, false, false",
			"409, RESOURCE_ALREADY_EXISTS, false, false", "429, FREQUENCY_LIMIT_EXCEED, true, false",
			"429, SYSTEM_ERROR, true, true", "429, '', true, false", "500, SYSTEM_ERROR, true, true",
			"500, '', true, true", "502, '', true, true", "503, '', true, true", "504, '', true, true" })
	void tellsWhetherToRetryAndWhetherTheOutcomeIsKnown(int status, String code, boolean retryable,
			boolean outcomeUnknown) {
		String body = code.isEmpty() ? "" : "{\"code\":\"" + code + "\"}";
		// an unsigned success is a matter of security, whatever it says
		List<Answer> answers = (status != 202) ? List.of(Answer.unsigned(status, body), Answer.signed(status, body))
				: List.of(Answer.signed(status, body));
		for (Answer answer : answers) {
			WechatPayApiException exception = exception(answer);
			assertThat(exception.statusCode()).isEqualTo(status);
			assertThat(exception.isRetryable()).isEqualTo(retryable);
			assertThat(exception.isOutcomeUnknown()).isEqualTo(outcomeUnknown);
			assertThat(answer.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "08F78BC2A40610D8061891B7EF58-268435456|268435456", "a-b-7|7", "12|12",
			"08F78BC2-|", "08F78BC2-x9|", "08F78BC2-99999999999999999999|" })
	void readsTheNumberAtTheEndOfTheRequestId(String requestId, Long number) {
		WechatPayApiException exception = exception(Answer.unsigned(400, "{}").header("Request-ID", requestId));
		assertThat(exception.requestId()).isEqualTo(requestId);
		assertThat(exception.errorNumber()).isEqualTo(number);
	}

	@Test
	void doesWithoutARequestId() {
		WechatPayApiException exception = exception(Answer.unsigned(400, "{}").without("Request-ID"));
		assertThat(exception.requestId()).isNull();
		assertThat(exception.errorNumber()).isNull();
		assertThat(exception).hasMessageNotContaining("Request-ID");
	}

	@Test
	void explainsByTheNumberFirst() {
		WechatPayApiException exception = exception(Answer.unsigned(400, "{\"code\":\"INVALID_REQUEST\"}")
			.header("Request-ID", "08F78BC2A40610D8061891B7EF58-270079501"));
		assertThat(exception).hasMessageContaining("The openid does not belong to the appid");
	}

	@Test
	void keepsPersonalDataOutOfItsMessage() {
		for (Answer answer : List.of(Answer.signed(400, PARAM_ERROR), Answer.unsigned(401, SIGN_ERROR),
				Answer.unsigned(502, "<html>oUpF8 secret-value"), Answer.unsigned(400, "{\"openid\":\"oUpF8\"}"))) {
			WechatPayApiException exception = exception(answer);
			assertThat(exception).hasMessageNotContainingAny("oUpF8", "secret-value", "WECHATPAY2",
					"truncated_sign_message");
			assertThat(exception.toString()).doesNotContain("oUpF8", "secret-value");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\":404,\"message\":\"No resource v3/users/oUpF8%2F%C3%A9/coupons\"}",
			"{\"code\":\"PARAM_ERROR\",\"message\":\"oUpF8/é 有误\",\"detail\":{\"field\":\"oUpF8/é\",\"issue\":\"oUpF8/é\"}}" })
	void masksAnOpenidOfThePathThatTheAnswerRepeats(String body) {
		this.wechatPay.answer(Answer.unsigned(404, body));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(
					() -> this.client.get().uri("/v3/users/{openid}/coupons", "oUpF8/é").retrieve().toBodilessEntity())
			.withMessageContaining("******")
			.withMessageNotContaining("oUpF8")
			.satisfies((ex) -> assertThat(ex.errorMessage()).contains("******").doesNotContain("oUpF8"));
	}

	@Test
	void masksAnOpenidOfBodyOrQueryThatTheAnswerRepeats() {
		this.wechatPay.answer(Answer.signed(400, "{\"code\":\"PARAM_ERROR\",\"message\":\"oUpF8、oXyZ9 有误，a 无误\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.post()
				.uri("/v3/x?sub_openid={openid}&openid=a", "oXyZ9")
				.body(Map.of("openid", "oUpF8"))
				.retrieve()
				.toBodilessEntity())
			.withMessageContaining("******、****** 有误，a 无误");
	}

	@Test
	void masksAnOpenidInCodeAndRequestId() {
		WechatPayApiException exception = exception(
				Answer.unsigned(404, "{\"code\":\"oUpF8\"}").header("Request-ID", "oUpF8-1"));
		assertThat(exception.code()).isEqualTo("******");
		assertThat(exception.requestId()).isEqualTo("******-1");
		assertThat(exception).hasMessageNotContaining("oUpF8");
	}

	@Test
	void masksAnOpenidBeforeItCutsTheText() {
		WechatPayApiException exception = exception(
				Answer.unsigned(404, "{\"code\":\"A\",\"message\":\"" + "x".repeat(296) + "oUpF8\"}"));
		assertThat(exception.errorMessage()).isEqualTo("x".repeat(296) + "****…");
	}

	@Test
	void namesACallWithoutTemplateByItsMethod() {
		this.wechatPay.answer(Answer.unsigned(404, ""));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.get()
				.uri(URI.create("https://api.mch.weixin.qq.com/v3/users/oUpF8?openid=oUpF8"))
				.retrieve()
				.toBodilessEntity())
			.withMessageStartingWith("WeChat Pay responded to GET request with 404")
			.withMessageNotContaining("oUpF8");
	}

	@Test
	void leavesTheQueryOutOfTheNameOfACall() {
		this.wechatPay.answer(Answer.unsigned(404, ""));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.get().uri("/v3/users?openid=oUpF8").retrieve().toBodilessEntity())
			.withMessageStartingWith("WeChat Pay responded to GET /v3/users with 404")
			.withMessageNotContaining("oUpF8");
	}

	@Test
	void masksAnOpenidThatWasWrittenIntoTheTemplate() {
		this.wechatPay.answer(Answer.unsigned(404, ""));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.client.get().uri("/v3/users/oUpF8/coupons").retrieve().toBodilessEntity())
			.withMessageStartingWith("WeChat Pay responded to GET /v3/users/******/coupons with 404");
	}

	@Test
	void readsNoLessFromAnErrorWhoseBodyBreaksOff() {
		ErrorMappingInterceptor interceptor = interceptor();
		MockClientHttpResponse response = new MockClientHttpResponse(brokenStream(), 500);
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> interceptor.intercept(request(), new byte[0], (request, body) -> response))
			.matches((ex) -> ex.statusCode() == 500)
			.withMessageContaining("an empty body");
	}

	@Test
	void turnsAnIoExceptionIntoATransportException() {
		ErrorMappingInterceptor interceptor = interceptor();
		IOException failure = new SocketTimeoutException("Read timed out");
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> interceptor.intercept(request(), new byte[0], (request, body) -> {
				throw failure;
			}))
			.withCause(failure)
			.withMessageContaining("SocketTimeoutException")
			.matches((ex) -> ex.isOutcomeUnknown());
	}

	@Test
	void keepsWhatAnHttpClientQuotesOutOfMessageAndCause() {
		ErrorMappingInterceptor interceptor = interceptor();
		IOException failure = new IOException("Cannot read: oUpF8", new ProtocolException("Invalid header: oUpF8"));
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> interceptor.intercept(request(), new byte[0], (request, body) -> {
				throw failure;
			}))
			.matches((ex) -> ex.isOutcomeUnknown())
			.satisfies((ex) -> {
				assertThat(ex).hasStackTraceContaining("java.net.ProtocolException");
				assertThat(stackTrace(ex)).doesNotContain("oUpF8");
				assertThat(ex.getCause().getStackTrace()).isEqualTo(failure.getStackTrace());
			});
	}

	private static String stackTrace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

	@Test
	void leavesExceptionsOfOthersAlone() {
		ErrorMappingInterceptor interceptor = interceptor();
		IllegalArgumentException failure = new IllegalArgumentException("wrong");
		ThrowingCallable call = () -> interceptor.intercept(request(), new byte[0], (request, body) -> {
			throw failure;
		});
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(call).isSameAs(failure);
	}

	private WechatPayApiException exception(Answer answer) {
		this.wechatPay.answer(answer);
		WechatPayApiException exception = catchThrowableOfType(WechatPayApiException.class,
				() -> this.client.get().uri("/v3/users/{openid}/coupons", "oUpF8").retrieve().toBodilessEntity());
		assertThat(exception).isNotNull();
		return exception;
	}

	private static ErrorMappingInterceptor interceptor() {
		return new ErrorMappingInterceptor(new PlatformKeyVerifier(FakeWechatPay.platformKeys(), FakeWechatPay.CLOCK),
				WechatPayJson.createMapper(), FakeWechatPay.CLOCK);
	}

	private static MockClientHttpRequest request() {
		return new MockClientHttpRequest(HttpMethod.GET, "/v3/x");
	}

	private static InputStream brokenStream() {
		return new InputStream() {
			@Override
			public int read() throws IOException {
				throw new IOException("Premature end");
			}
		};
	}

}
