package io.github.wechatpayspring.field;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.Sensitive;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.util.StdConverter;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A value that is {@link Sensitive} is encrypted whatever way it takes into a request, or
 * nothing is sent.
 */
class SensitiveTests {

	private static final String NAME = "诸葛小明";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> Answer.signed("{}"));

	private final RestClient client = this.wechatPay.restClient();

	@ParameterizedTest
	@MethodSource
	void isEncryptedWhereverItIs(Object body) {
		post(body);
		FakeWechatPay.Received received = this.wechatPay.onlyRequest();
		assertThat(received.body()).doesNotContain(NAME);
		String ciphertext = received.body().replaceFirst(".*\"([A-Za-z0-9+/]{300,}=*)\".*", "$1");
		assertThat(FakeWechatPay.decrypt(ciphertext)).isEqualTo(NAME);
		assertThat(received.header("Wechatpay-Serial")).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
	}

	static Stream<Object> isEncryptedWhereverItIs() {
		return Stream.of(new Component(NAME), new Outer(new Component(NAME)), Map.of("user", new Component(NAME)),
				List.of(new Component(NAME)), new Component[] { new Component(NAME) },
				Map.of("all", List.of(Map.of("one", new Component(NAME)))), new PrivateField(NAME),
				new AnnotatedGetter(NAME), new AnnotatedSetter(NAME), new Inherited(NAME), new Overriding(NAME),
				new Implementing(NAME), new Renamed(NAME), new Unwrapping(new Component(NAME)), new AsArray(NAME),
				new RawButSensitive(NAME), new WithOwnSerializer(NAME), new AnyValue(new Component(NAME)),
				new Value(NAME), new OddCapitals(NAME));
	}

	@ParameterizedTest
	@MethodSource
	void isRefusedWhereItWouldNotBe(Object body) {
		assertThatIllegalArgumentException().isThrownBy(() -> post(body))
			.withMessageContaining("@Sensitive")
			.withMessageNotContaining(NAME);
		assertThat(this.wechatPay.received()).isEmpty();
	}

	static Stream<Object> isRefusedWhereItWouldNotBe() {
		return Stream.of(new GetterOfAnotherName(NAME), new ValueOfField(NAME), new OwnTypeSerializer(NAME),
				new OwnTypeConverter(NAME), new Holder(new Component(NAME)), new NotText(List.of(NAME)),
				new AnyGetter(Map.of("name", NAME)), Map.of(new Component(NAME), "1"),
				Map.of("deep", List.of(new GetterOfAnotherName(NAME))));
	}

	@Test
	void isNoConcernOfWhatIsNotWritten() {
		post(new Ignored(NAME));
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"id\":1}");
	}

	@ParameterizedTest
	@MethodSource
	void isWrittenAsJsonOnly(MediaType type) {
		assertThatExceptionOfType(RestClientException.class)
			.isThrownBy(() -> this.client.post()
				.uri("/v3/x")
				.contentType(type)
				.body(new Component(NAME))
				.retrieve()
				.toBodilessEntity())
			.withMessageNotContaining(NAME);
		assertThat(this.wechatPay.received()).isEmpty();
	}

	static Stream<MediaType> isWrittenAsJsonOnly() {
		return Stream.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_XML, MediaType.APPLICATION_CBOR,
				MediaType.APPLICATION_YAML, MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA);
	}

	@Test
	void isRefusedInAUri() {
		Component name = new Component(NAME);
		for (Object value : new Object[] { name, List.of(name), new Object[] { name } }) {
			assertRefused(() -> this.client.get().uri("/v3/{name}", value));
			assertRefused(() -> this.client.get().uri("/v3/x?name={name}", Map.of("name", value)));
			assertRefused(() -> this.client.get().uri((uri) -> uri.path("/v3/x").queryParam("name", value).build()));
			assertRefused(() -> this.client.get().uri("/v3/{name}", (uri) -> uri.build(value)));
		}
		this.client.get()
			.uri((uri) -> uri.path("/v3/{id}").queryParam("name", "{name}").build("1", "2"))
			.retrieve()
			.toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().uri())
			.isEqualTo(URI.create("https://api.mch.weixin.qq.com/v3/1?name=2"));
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatIllegalArgumentException().isThrownBy(call)
			.withMessageContaining("@Sensitive")
			.withMessageNotContaining(NAME);
	}

	private void post(Object body) {
		this.client.post().uri("/v3/x").body(body).retrieve().toBodilessEntity();
	}

	record Component(@Sensitive String userName) {

	}

	record Outer(Component user) {

	}

	record Unwrapping(@JsonUnwrapped Component user) {

	}

	record Renamed(@Sensitive @JsonProperty("nameOfTheUser") String userName) {

	}

	record RawButSensitive(@Sensitive @JsonRawValue String userName) {

	}

	record WithOwnSerializer(@Sensitive @JsonSerialize(using = ToStringSerializer.class) String userName) {

	}

	record Value(@Sensitive @JsonValue String userName) {

	}

	record AnyValue(@JsonIgnore Component user) {

		@JsonAnyGetter
		Map<String, Object> all() {
			return Map.of("user", this.user);
		}

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record AsArray(@Sensitive String userName) {

	}

	public static class PrivateField {

		@Sensitive
		private final String userName;

		PrivateField(String userName) {
			this.userName = userName;
		}

		public String getUserName() {
			return this.userName;
		}

	}

	public static class AnnotatedGetter {

		private final String userName;

		AnnotatedGetter(String userName) {
			this.userName = userName;
		}

		@Sensitive
		public String getUserName() {
			return this.userName;
		}

	}

	public static class AnnotatedSetter {

		private String userName;

		AnnotatedSetter(String userName) {
			this.userName = userName;
		}

		public String getUserName() {
			return this.userName;
		}

		@Sensitive
		public void setUserName(String userName) {
			this.userName = userName;
		}

	}

	public static class Inherited extends PrivateField {

		Inherited(String userName) {
			super(userName);
		}

	}

	public static class Overriding extends AnnotatedGetter {

		Overriding(String userName) {
			super(userName);
		}

		@Override
		public String getUserName() {
			return super.getUserName();
		}

	}

	interface Named {

		@Sensitive
		String getUserName();

	}

	record Implementing(@JsonIgnore String value) implements Named {

		@Override
		public String getUserName() {
			return this.value;
		}

	}

	public static class GetterOfAnotherName {

		@Sensitive
		private final String userName;

		GetterOfAnotherName(String userName) {
			this.userName = userName;
		}

		public String getName() {
			return this.userName;
		}

	}

	// as Lombok writes the getter
	public static class OddCapitals {

		@Sensitive
		private final String uName;

		OddCapitals(String uName) {
			this.uName = uName;
		}

		public String getUName() {
			return this.uName;
		}

	}

	public static class ValueOfField {

		@Sensitive
		private final String userName;

		ValueOfField(String userName) {
			this.userName = userName;
		}

		@JsonValue
		public String text() {
			return this.userName;
		}

	}

	@JsonSerialize(using = ToStringSerializer.class)
	record OwnTypeSerializer(@Sensitive String userName) {

	}

	@JsonSerialize(converter = ToText.class)
	record OwnTypeConverter(@Sensitive String userName) {

	}

	static class ToText extends StdConverter<OwnTypeConverter, String> {

		@Override
		public String convert(OwnTypeConverter value) {
			return value.userName();
		}

	}

	record Holder(@JsonSerialize(using = ToStringSerializer.class) Component user) {

	}

	record NotText(@Sensitive List<String> names) {

	}

	record AnyGetter(@Sensitive @JsonAnyGetter Map<String, String> fields) {

	}

	record Ignored(@Sensitive @JsonIgnore String userName) {

		@JsonProperty
		int id() {
			return 1;
		}

	}

}
