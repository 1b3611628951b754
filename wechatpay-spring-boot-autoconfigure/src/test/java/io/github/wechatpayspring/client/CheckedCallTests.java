package io.github.wechatpayspring.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.ResponseSpec;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls by {@code wechatPayRestClient} whose response is a success, but not what was
 * asked for.
 */
class CheckedCallTests {

	private static final String SECRET = "张三";

	private static final ParameterizedTypeReference<List<Coupon>> COUPONS = new ParameterizedTypeReference<>() {
	};

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final RestClient client = this.wechatPay.restClient();

	@ParameterizedTest
	@MethodSource
	void anAnswerThatIsNotOfTheTypeLeavesTheOutcomeUnknown(Function<ResponseSpec, Object> reading) {
		for (String body : List.of("<html>" + SECRET, "{\"count\":\"" + SECRET + "\"}", "[\"" + SECRET + "\"]", "",
				"\"" + SECRET)) {
			this.wechatPay.answer((request) -> Answer.signed(body));
			assertUnreadable(() -> reading.apply(call().retrieve()));
		}
	}

	static Stream<Function<ResponseSpec, Object>> anAnswerThatIsNotOfTheTypeLeavesTheOutcomeUnknown() {
		return Stream.of((response) -> response.body(Coupon.class), (response) -> response.body(COUPONS),
				(response) -> response.requiredBody(Coupon.class), (response) -> response.requiredBody(COUPONS),
				(response) -> response.toEntity(Coupon.class), (response) -> response.toEntity(COUPONS),
				(response) -> response.body(Runnable.class), (response) -> response.body(InputStream.class),
				(response) -> response.hint("a", "b").onStatus((status) -> false, (request, answer) -> {
				}).body(Coupon.class));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 204 })
	void anEmptyAnswerIsOfNoType(int status) {
		this.wechatPay.answer((request) -> Answer.signed(status, ""));
		assertUnreadable(() -> call().retrieve().body(JsonNode.class));
		assertUnreadable(() -> call().retrieve().toEntity(Coupon.class));
		assertUnreadable(() -> call().exchangeForRequiredValue((request, response) -> response.bodyTo(Coupon.class)));
	}

	@Test
	void anEmptyAnswerIsEnoughForWhoAsksForNoneOrForText() {
		this.wechatPay.answer((request) -> Answer.signed(204, ""));
		assertThat(call().retrieve().toBodilessEntity().getStatusCode().value()).isEqualTo(204);
		assertThat(call().retrieve().body(Void.class)).isNull();
		assertThat(call().retrieve().body(String.class)).isNull();
		assertThat(call().retrieve().body(byte[].class)).isNull();
		assertThat(call().retrieve().toEntity(String.class).getBody()).isNull();
		assertThat(call().<Coupon>exchange((request, response) -> response.bodyTo(Coupon.class))).isNull();
	}

	@Test
	void neitherTheContentTypeNorWhatWasReadIsQuoted() {
		this.wechatPay.answer((request) -> Answer.signed("{}").header("Content-Type", SECRET));
		assertUnreadable(() -> call().retrieve().body(Coupon.class));
		this.wechatPay.answer((request) -> Answer.signed("{\"count\":\"" + SECRET + "\"}"));
		assertUnreadable(() -> call().exchange((request, response) -> response.bodyTo(Coupon.class)));
		assertUnreadable(() -> call().retrieve().body(FileSystemResource.class));
	}

	@Test
	void textBytesAndResourcesAreReadAsTheyCame() {
		this.wechatPay.answer((request) -> Answer.signed(SECRET).header("Content-Type", "application/x-gzip"));
		assertThat(call().retrieve().body(String.class)).isEqualTo(SECRET);
		assertThat(call().retrieve().body(byte[].class)).asString().isEqualTo(SECRET);
		assertThat(call().retrieve().body(Resource.class))
			.satisfies((resource) -> assertThat(resource.getContentAsByteArray()).asString().isEqualTo(SECRET));
	}

	@Test
	void jsonIsReadWhateverItIsCalled() {
		this.wechatPay.answer((request) -> Answer.signed("{\"count\":1}").header("Content-Type", "text/html"));
		assertThat(call().retrieve().body(Coupon.class)).isEqualTo(new Coupon(1));
		assertThat(call().retrieve().body(Object.class)).isEqualTo(Map.of("count", 1));
		assertThat(call().retrieve().body(JsonNode.class)).isNotNull();
		assertThat(call().<Coupon>exchange((request, response) -> response.bodyTo(Coupon.class)))
			.isEqualTo(new Coupon(1));
	}

	@Test
	void aRequestThatCannotBeWrittenIsNoAnswer() {
		assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> this.client.post()
			.uri("/v3/x")
			.contentType(MediaType.APPLICATION_XML)
			.body(new Coupon(1))
			.retrieve()
			.body(Coupon.class));
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void whatTheApplicationItselfThrowsStaysAsItIs() {
		this.wechatPay.answer((request) -> Answer.signed("{\"count\":1}"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> call().exchange((request, response) -> {
				throw new UnsupportedOperationException();
			}));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> call().retrieve().onStatus((status) -> true, (request, response) -> {
				throw new UnsupportedOperationException();
			}).body(Coupon.class));
	}

	private RestClient.RequestHeadersSpec<?> call() {
		return this.client.get().uri("/v3/x").accept(MediaType.APPLICATION_JSON);
	}

	private static void assertUnreadable(ThrowingCallable call) {
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(call)
			.withNoCause()
			.withMessageContaining("GET /v3/x")
			.withMessageNotContaining(SECRET)
			.matches(WechatPayApiException::isOutcomeUnknown)
			.matches(WechatPayApiException::isSignatureVerified)
			.matches((ex) -> FakeWechatPay.REQUEST_ID.equals(ex.requestId()));
	}

	record Coupon(int count) {

	}

}
