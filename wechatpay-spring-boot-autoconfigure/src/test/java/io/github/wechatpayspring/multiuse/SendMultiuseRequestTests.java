package io.github.wechatpayspring.multiuse;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SendMultiuseRequestTests {

	@Test
	void buildsWhatItsConstructorBuilds() {
		assertThat(complete().cardType("OTHER").build()).isEqualTo(new SendMultiuseRequest("oUpF8", "9856000",
				"8956000202407191254642", "张三", "110101199001011234", 10000L, "wx1", "OTHER"));
	}

	@Test
	void takesTheIdentityCardForDefault() {
		assertThat(complete().build().cardType()).isEqualTo("ID_CARD");
		assertThat(complete().cardType(null).build().cardType()).isEqualTo("ID_CARD");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void namesTheFieldThatIsWrong(String field, String problem, UnaryOperator<SendMultiuseRequest.Builder> mistake) {
		SendMultiuseRequest.Builder builder = mistake.apply(complete());
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("'" + field + "' ")
			.withMessageContaining(problem)
			.withMessageNotContaining("xxx");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake("openid", "missing", (builder) -> builder.openid(null)),
				mistake("openid", "128 bytes", (builder) -> builder.openid("x".repeat(129))),
				mistake("openid", "dots", (builder) -> builder.openid("..")),
				mistake("stockId", "missing", (builder) -> builder.stockId(null)),
				mistake("stockId", "20 bytes", (builder) -> builder.stockId("x".repeat(21))),
				mistake("outRequestNo", "missing", (builder) -> builder.outRequestNo("")),
				mistake("outRequestNo", "128 bytes", (builder) -> builder.outRequestNo("x".repeat(129))),
				mistake("outRequestNo", "another character", (builder) -> builder.outRequestNo("xxx/")),
				mistake("userName", "missing", (builder) -> builder.userName(null)),
				mistake("userName", "missing", (builder) -> builder.userName(" ")),
				mistake("idCardNumber", "missing", (builder) -> builder.idCardNumber(null)),
				mistake("idCardNumber", "missing", (builder) -> builder.idCardNumber("")),
				mistake("amount", "greater than 0", (builder) -> builder.amount(0L)),
				mistake("appid", "missing", (builder) -> builder.appid("")),
				mistake("cardType", "missing", (builder) -> builder.cardType("")));
	}

	@Test
	void masksOpenidNameAndIdentityCard() {
		assertThat(complete().build()).hasToString("SendMultiuseRequest[openid=******, stockId=9856000, "
				+ "outRequestNo=8956000202407191254642, userName=******, idCardNumber=******, amount=10000, "
				+ "appid=wx1, cardType=ID_CARD]");
	}

	static SendMultiuseRequest.Builder complete() {
		return SendMultiuseRequest.builder()
			.openid("oUpF8")
			.stockId("9856000")
			.outRequestNo("8956000202407191254642")
			.userName("张三")
			.idCardNumber("110101199001011234")
			.amount(10000L)
			.appid("wx1");
	}

	private static Object[] mistake(String field, String problem, UnaryOperator<SendMultiuseRequest.Builder> mistake) {
		return new Object[] { field, problem, mistake };
	}

}
