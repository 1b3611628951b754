package io.github.wechatpayspring.productcoupon;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SendProductCouponRequestTests {

	@Test
	void buildsWhatItsConstructorBuilds() {
		assertThat(complete().build()).isEqualTo(new SendProductCouponRequest("oUpF8", "wx1234567889999", "12312354",
				"2335465", "202007019999", ProductCouponType.MEMBER, "pbLatjvWOibDc5-TBnbUk1pD12o0"));
	}

	@Test
	void needsNoMemberCardForOrdinaryCoupons() {
		SendProductCouponRequest request = complete().couponType(ProductCouponType.NORMAL).memberCardId(null).build();
		assertThat(request.memberCardId()).isNull();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void namesTheFieldThatIsWrong(String field, String problem,
			UnaryOperator<SendProductCouponRequest.Builder> mistake) {
		SendProductCouponRequest.Builder builder = mistake.apply(complete());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("'" + field + "' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake("openid", "missing", (builder) -> builder.openid(null)),
				mistake("openid", "128 bytes", (builder) -> builder.openid("x".repeat(129))),
				mistake("appid", "missing", (builder) -> builder.appid("")),
				mistake("appid", "32 bytes", (builder) -> builder.appid("x".repeat(33))),
				mistake("stockId", "missing", (builder) -> builder.stockId(null)),
				mistake("stockId", "128 bytes", (builder) -> builder.stockId("x".repeat(129))),
				mistake("outRequestNo", "missing", (builder) -> builder.outRequestNo("")),
				mistake("outRequestNo", "128 bytes", (builder) -> builder.outRequestNo("x".repeat(129))),
				mistake("outRequestNo", "another character", (builder) -> builder.outRequestNo("xxx xxx")),
				mistake("couponCode", "missing", (builder) -> builder.couponCode("")),
				mistake("couponType", "missing", (builder) -> builder.couponType(null)),
				mistake("memberCardId", "a 'couponType' of MEMBER needs it", (builder) -> builder.memberCardId(null)),
				mistake("memberCardId", "missing", (builder) -> builder.memberCardId("")),
				mistake("memberCardId", "32 bytes", (builder) -> builder.memberCardId("x".repeat(33))));
	}

	@Test
	void masksTheOpenid() {
		assertThat(complete().build().toString()).contains("openid=******", "stockId=12312354").doesNotContain("oUpF8");
	}

	static SendProductCouponRequest.Builder complete() {
		return SendProductCouponRequest.builder()
			.openid("oUpF8")
			.appid("wx1234567889999")
			.stockId("12312354")
			.outRequestNo("2335465")
			.couponCode("202007019999")
			.couponType(ProductCouponType.MEMBER)
			.memberCardId("pbLatjvWOibDc5-TBnbUk1pD12o0");
	}

	private static Object[] mistake(String field, String problem,
			UnaryOperator<SendProductCouponRequest.Builder> mistake) {
		return new Object[] { field, problem, mistake };
	}

}
