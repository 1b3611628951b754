package io.github.wechatpayspring.favor;

import java.time.Clock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.client.service.CallingMerchant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ListFavorCouponsRequestTests {

	@Test
	void buildsWhatItsConstructorBuilds() {
		assertThat(complete().build()).isEqualTo(new ListFavorCouponsRequest("oUpF8", "wx1", "9856000",
				FavorCouponStatus.SENDED, "1", "2", "3", 4, 5, FavorBusinessType.MULTIUSE));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void namesTheFieldThatIsWrong(String field, String problem,
			UnaryOperator<ListFavorCouponsRequest.Builder> mistake) {
		ListFavorCouponsRequest.Builder builder = mistake.apply(complete());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("'" + field + "' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake("openid", "missing", (builder) -> builder.openid(null)),
				mistake("openid", "128 bytes", (builder) -> builder.openid("x".repeat(129))),
				mistake("openid", "dots", (builder) -> builder.openid("..")),
				mistake("appid", "missing", (builder) -> builder.appid("")),
				mistake("appid", "128 bytes", (builder) -> builder.appid("x".repeat(129))),
				mistake("stockId", "20 bytes", (builder) -> builder.stockId("x".repeat(21))),
				mistake("creatorMchid", "20 bytes", (builder) -> builder.creatorMchid("x".repeat(21))),
				mistake("senderMchid", "20 bytes", (builder) -> builder.senderMchid("x".repeat(21))),
				mistake("availableMchid", "20 bytes", (builder) -> builder.availableMchid("x".repeat(21))),
				mistake("status", "half", (builder) -> builder.status(new FavorCouponStatus("xxx\ud83d"))),
				mistake("businessType", "half", (builder) -> builder.businessType(new FavorBusinessType("xxx\ud83d"))),
				mistake("offset", "negative", (builder) -> builder.offset(-1)),
				mistake("limit", "greater than 0", (builder) -> builder.limit(0)));
	}

	@Test
	void listsWhatTheCallingMerchantCreatedUnlessAnotherMerchantIsNamed() {
		assertThat(complete(ListFavorCouponsRequest.builder())).isEqualTo(
				ListFavorCouponsRequest.builder().openid("oUpF8").appid("wx1").creatorMchid("1900009191").build());
		assertThat(complete(ListFavorCouponsRequest.builder().creatorMchid("1")).creatorMchid()).isEqualTo("1");
		assertThat(complete(ListFavorCouponsRequest.builder().senderMchid("1")).creatorMchid()).isNull();
		assertThat(complete(ListFavorCouponsRequest.builder().availableMchid("1")).creatorMchid()).isNull();
	}

	private static ListFavorCouponsRequest complete(ListFavorCouponsRequest.Builder request) {
		return request.openid("oUpF8")
			.build()
			.withDefaults(new CallingMerchant("1900009191", "wx1", Clock.systemUTC()));
	}

	@Test
	void acceptsTheFirstPageOfOneCoupon() {
		ListFavorCouponsRequest request = complete().offset(0).limit(1).build();
		assertThat(request.offset()).isZero();
		assertThat(request.limit()).isOne();
	}

	@Test
	void masksTheOpenid() {
		assertThat(complete().build().toString()).contains("openid=******", "stockId=9856000").doesNotContain("oUpF8");
	}

	private static ListFavorCouponsRequest.Builder complete() {
		return ListFavorCouponsRequest.builder()
			.openid("oUpF8")
			.appid("wx1")
			.stockId("9856000")
			.status(FavorCouponStatus.SENDED)
			.creatorMchid("1")
			.senderMchid("2")
			.availableMchid("3")
			.offset(4)
			.limit(5)
			.businessType(FavorBusinessType.MULTIUSE);
	}

	private static Object[] mistake(String field, String problem,
			UnaryOperator<ListFavorCouponsRequest.Builder> mistake) {
		return new Object[] { field, problem, mistake };
	}

}
