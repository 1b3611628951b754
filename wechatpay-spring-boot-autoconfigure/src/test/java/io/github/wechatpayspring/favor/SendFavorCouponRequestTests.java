package io.github.wechatpayspring.favor;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SendFavorCouponRequestTests {

	@Test
	void buildsWhatItsConstructorBuilds() {
		assertThat(complete().build()).isEqualTo(new SendFavorCouponRequest("oUpF8", "9856000", "89560002019101000121",
				"wx233544546545989", "8956000", 100L, 200L));
	}

	@Test
	void needsOnlyUserStockAndNumber() {
		SendFavorCouponRequest request = SendFavorCouponRequest.builder()
			.openid("oUpF8")
			.stockId("9856000")
			.outRequestNo("1")
			.build();
		assertThat(request).isEqualTo(new SendFavorCouponRequest("oUpF8", "9856000", "1", null, null, null, null));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void namesTheFieldThatIsWrong(String field, String problem, UnaryOperator<SendFavorCouponRequest.Builder> mistake) {
		SendFavorCouponRequest.Builder builder = mistake.apply(complete());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("'" + field + "' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake("openid", "missing", (builder) -> builder.openid(null)),
				mistake("openid", "128 bytes", (builder) -> builder.openid("x".repeat(129))),
				mistake("openid", "dots", (builder) -> builder.openid(".")),
				mistake("stockId", "missing", (builder) -> builder.stockId("")),
				mistake("stockId", "20 bytes", (builder) -> builder.stockId("x".repeat(21))),
				mistake("outRequestNo", "missing", (builder) -> builder.outRequestNo(null)),
				mistake("outRequestNo", "128 bytes", (builder) -> builder.outRequestNo("x".repeat(129))),
				mistake("outRequestNo", "another character", (builder) -> builder.outRequestNo("xxx.")),
				mistake("appid", "missing", (builder) -> builder.appid(" ")),
				mistake("appid", "128 bytes", (builder) -> builder.appid("x".repeat(129))),
				mistake("stockCreatorMchid", "missing", (builder) -> builder.stockCreatorMchid("")),
				mistake("stockCreatorMchid", "20 bytes", (builder) -> builder.stockCreatorMchid("x".repeat(21))),
				mistake("couponValue", "greater than 0", (builder) -> builder.couponValue(0L)),
				mistake("couponMinimum", "greater than 0", (builder) -> builder.couponMinimum(-1L)));
	}

	@Test
	void acceptsTheGreatestLengths() {
		SendFavorCouponRequest request = complete().openid("x".repeat(128))
			.stockId("x".repeat(20))
			.outRequestNo("x".repeat(128))
			.appid("x".repeat(128))
			.stockCreatorMchid("x".repeat(20))
			.couponValue(1L)
			.couponMinimum(1L)
			.build();
		assertThat(request.openid()).hasSize(128);
	}

	@Test
	void masksTheOpenid() {
		assertThat(complete().build().toString()).contains("openid=******", "stockId=9856000").doesNotContain("oUpF8");
	}

	static SendFavorCouponRequest.Builder complete() {
		return SendFavorCouponRequest.builder()
			.openid("oUpF8")
			.stockId("9856000")
			.outRequestNo("89560002019101000121")
			.appid("wx233544546545989")
			.stockCreatorMchid("8956000")
			.couponValue(100L)
			.couponMinimum(200L);
	}

	private static Object[] mistake(String field, String problem,
			UnaryOperator<SendFavorCouponRequest.Builder> mistake) {
		return new Object[] { field, problem, mistake };
	}

}
