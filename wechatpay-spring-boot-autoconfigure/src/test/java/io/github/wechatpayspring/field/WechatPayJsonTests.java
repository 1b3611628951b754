package io.github.wechatpayspring.field;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.favor.stock.FavorStock;
import io.github.wechatpayspring.favor.stock.FavorTradeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WechatPayJsonTests {

	private static final ParameterizedTypeReference<Map<String, Object>> MAP = new ParameterizedTypeReference<>() {
	};

	private final JsonMapper mapper = WechatPayJson.createMapper();

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final RestClient client = this.wechatPay.restClient();

	@Test
	void writesSnakeCaseWithoutNulls() {
		record Stock(String stockId, Long couponAmount, Boolean noCash) {
		}
		assertThat(this.mapper.writeValueAsString(new Stock("1", null, false)))
			.isEqualTo("{\"stock_id\":\"1\",\"no_cash\":false}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2015-05-20T13:29:35.120+08:00", "2015-05-20T13:29:35+08:00", "2015-05-20T05:29:35Z" })
	void keepsTheOffsetOfTimesItReads(String time) {
		record Coupon(OffsetDateTime createTime) {
		}
		Coupon coupon = this.mapper.readValue("{\"create_time\":\"" + time + "\"}", Coupon.class);
		assertThat(coupon.createTime()).isEqualTo(OffsetDateTime.parse(time));
		assertThat(coupon.createTime().getOffset()).isEqualTo(OffsetDateTime.parse(time).getOffset());
	}

	@Test
	void isApartFromOtherMappers() {
		assertThat(WechatPayJson.createMapper()).isNotSameAs(this.mapper).isNotSameAs(JsonMapper.shared());
		RestClient customized = this.wechatPay
			.restClient((builder) -> builder.configureMessageConverters((converters) -> converters
				.withJsonConverter(new JacksonJsonHttpMessageConverter(JsonMapper.shared()))));
		record Stock(String stockId, Long amount) {
		}
		customized.post().uri("/v3/x").body(new Stock("1", null)).retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"stock_id\":\"1\"}");
	}

	@Test
	void encryptsSensitiveFieldsOfAnyRecordAndNamesTheKey() {
		post(new Person("张三 😀", "110101199001011234", "9856000"));
		Received request = this.wechatPay.onlyRequest();
		JsonNode json = JsonMapper.shared().readTree(request.body());
		assertThat(request.body()).doesNotContain("张三", "110101199001011234");
		assertThat(FakeWechatPay.decrypt(json.get("user_name").asString())).isEqualTo("张三 😀");
		assertThat(FakeWechatPay.decrypt(json.get("id").asString())).isEqualTo("110101199001011234");
		assertThat(json.get("stock_id").asString()).isEqualTo("9856000");
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
		assertThat(request.isSignedFor("/v3/x")).isTrue();
	}

	@Test
	void encryptsNestedRecordsAndListsOfRecords() {
		record Group(Person leader, List<Person> members, Map<String, Person> roles) {
		}
		post(new Group(new Person("a", "1", null), List.of(new Person("b", "2", null), new Person("c", "3", null)),
				Map.of("r", new Person("d", "4", null))));
		JsonNode json = JsonMapper.shared().readTree(this.wechatPay.onlyRequest().body());
		assertThat(FakeWechatPay.decrypt(json.at("/leader/user_name").asString())).isEqualTo("a");
		assertThat(FakeWechatPay.decrypt(json.at("/members/0/user_name").asString())).isEqualTo("b");
		assertThat(FakeWechatPay.decrypt(json.at("/members/1/id").asString())).isEqualTo("3");
		assertThat(FakeWechatPay.decrypt(json.at("/roles/r/id").asString())).isEqualTo("4");
	}

	@Test
	void encryptsSensitiveFieldsOfClasses() {
		post(new Owner());
		JsonNode json = JsonMapper.shared().readTree(this.wechatPay.onlyRequest().body());
		assertThat(FakeWechatPay.decrypt(json.get("field").asString())).isEqualTo("one");
		assertThat(FakeWechatPay.decrypt(json.get("getter").asString())).isEqualTo("two");
	}

	@Test
	void leavesEmptyAndMissingTextsAsTheyAre() {
		post(new Person("", null, null));
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"user_name\":\"\"}");
	}

	@Test
	void refusesTextsThatAreTooLongAndSendsNothing() {
		String tooLong = "字".repeat(72);
		assertThatIllegalArgumentException().isThrownBy(() -> post(new Person(tooLong, null, null)))
			.withMessage("'user_name' has 216 bytes in UTF-8, but at most 214 can be encrypted");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void refusesSensitiveFieldsThatAreNoText() {
		record Wrong(@Sensitive List<String> names) {
		}
		assertThatIllegalArgumentException().isThrownBy(() -> post(new Wrong(List.of("张三"))))
			.withMessage("'names' is @Sensitive and must be a String");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void writesNoPlainTextOutsideOfThePipeline() {
		assertThatIllegalStateException().isThrownBy(() -> this.mapper.writeValueAsString(new Person("张三", null, null)))
			.withMessage("'user_name' is @Sensitive and can be written for WeChat Pay only");
	}

	@Test
	void injectsTheRequestIdAndDoesNotReadItFromTheBody() {
		for (String body : List.of("{\"card_code\":\"1\"}", "{\"card_code\":\"1\",\"request_id\":\"forged\"}",
				"{\"card_code\":\"1\",\"requestId\":\"forged\"}")) {
			this.wechatPay.answer(Answer.signed(body));
			Sent sent = this.client.get().uri("/v3/x").retrieve().body(Sent.class);
			assertThat(sent).isEqualTo(new Sent("1", FakeWechatPay.REQUEST_ID));
		}
		this.wechatPay.answer(Answer.signed("{\"card_code\":\"1\",\"request_id\":\"forged\"}").without("Request-ID"));
		assertThat(this.client.get().uri("/v3/x").retrieve().body(Sent.class)).isEqualTo(new Sent("1", null));
	}

	@Test
	void readsRecordsMapsAndTrees() {
		this.wechatPay.answer((request) -> Answer.signed("{\"coupon_id\":\"1\",\"new_field\":{\"a\":null}}"));
		record Coupon(String couponId) {
		}
		assertThat(this.client.get().uri("/v3/x").retrieve().body(Coupon.class)).isEqualTo(new Coupon("1"));
		assertThat(this.client.get().uri("/v3/x").retrieve().body(MAP)).containsEntry("coupon_id", "1");
		assertThat(this.client.get().uri("/v3/x").retrieve().body(JsonNode.class).at("/new_field/a").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"MICROAPP\"", "[\"MICROAPP\"]" })
	void readsOneTextAsAListOfOne(String tradeType) {
		this.wechatPay
			.answer(Answer.signed("{\"stock_id\":\"1\",\"stock_use_rule\":{\"trade_type\":%s}}".formatted(tradeType)));
		FavorStock stock = this.client.get().uri("/v3/x").retrieve().body(FavorStock.class);
		assertThat(stock.stockUseRule().tradeType()).containsExactly(FavorTradeType.MICROAPP);
	}

	private void post(Object body) {
		this.client.post().uri("/v3/x").body(body).retrieve().toBodilessEntity();
	}

	record Person(@Sensitive String userName, @Sensitive @JsonProperty("id") String idCardNumber, String stockId) {

	}

	record Sent(String cardCode,
			@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) String requestId) {

	}

	static class Owner {

		@Sensitive
		@JsonProperty
		String field = "one";

		@Sensitive
		@JsonProperty("getter")
		String getter() {
			return "two";
		}

	}

}
