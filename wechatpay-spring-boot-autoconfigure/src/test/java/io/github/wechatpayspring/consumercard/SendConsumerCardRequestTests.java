package io.github.wechatpayspring.consumercard;

import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SendConsumerCardRequestTests {

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2019-12-31T13:29:35.120+08:00");

	@Test
	void buildsWhatItsConstructorBuilds() {
		assertThat(complete().build()).isEqualTo(new SendConsumerCardRequest("pIJMr5MMiIkO_93VtPyIiEk2DZ4w",
				"wxc0b84a53ed8e8d29", "obLatjhnqgy2syxrXVM3MJirbkdI", "oTYhjfdsahnssddj_0136", TIME));
		assertThat(complete().appid(null).build().appid()).isNull();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void namesTheFieldThatIsWrong(String field, String problem,
			UnaryOperator<SendConsumerCardRequest.Builder> mistake) {
		SendConsumerCardRequest.Builder builder = mistake.apply(complete());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("'" + field + "' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake("cardId", "missing", (builder) -> builder.cardId(null)),
				mistake("cardId", "missing", (builder) -> builder.cardId(" ")),
				mistake("cardId", "28 bytes", (builder) -> builder.cardId("x".repeat(29))),
				mistake("cardId", "dots", (builder) -> builder.cardId("..")),
				mistake("appid", "missing", (builder) -> builder.appid("")),
				mistake("appid", "18 bytes", (builder) -> builder.appid("x".repeat(19))),
				mistake("openid", "missing", (builder) -> builder.openid(null)),
				mistake("openid", "28 bytes", (builder) -> builder.openid("x".repeat(29))),
				mistake("outRequestNo", "missing", (builder) -> builder.outRequestNo("")),
				mistake("outRequestNo", "32 bytes", (builder) -> builder.outRequestNo("x".repeat(33))),
				mistake("sendTime", "missing", (builder) -> builder.sendTime(null)));
	}

	@Test
	void acceptsTheGreatestLengths() {
		SendConsumerCardRequest request = complete().cardId("x".repeat(28))
			.appid("x".repeat(18))
			.openid("x".repeat(28))
			.outRequestNo("x".repeat(32))
			.build();
		assertThat(request.outRequestNo()).hasSize(32);
	}

	@ParameterizedTest
	@CsvSource({ "2019-12-31T05:29:35.120999Z, 2019-12-31T13:29:35.120+08:00",
			"2019-12-31T20:00:00-05:00, 2020-01-01T09:00:00+08:00",
			"2019-12-31T13:29:35+08:00, 2019-12-31T13:29:35+08:00" })
	void keepsTheTimeInChinaToTheMillisecond(OffsetDateTime given, OffsetDateTime kept) {
		assertThat(complete().sendTime(given).build().sendTime()).isEqualTo(kept)
			.matches((time) -> time.getOffset().equals(kept.getOffset()));
	}

	@Test
	void masksTheOpenid() {
		assertThat(complete().build().toString()).contains("cardId=pIJMr5MMiIkO_93VtPyIiEk2DZ4w", "openid=******")
			.doesNotContain("obLatjhnqgy2syxrXVM3MJirbkdI");
	}

	static SendConsumerCardRequest.Builder complete() {
		return SendConsumerCardRequest.builder()
			.cardId("pIJMr5MMiIkO_93VtPyIiEk2DZ4w")
			.appid("wxc0b84a53ed8e8d29")
			.openid("obLatjhnqgy2syxrXVM3MJirbkdI")
			.outRequestNo("oTYhjfdsahnssddj_0136")
			.sendTime(TIME);
	}

	private static Object[] mistake(String field, String problem,
			UnaryOperator<SendConsumerCardRequest.Builder> mistake) {
		return new Object[] { field, problem, mistake };
	}

}
