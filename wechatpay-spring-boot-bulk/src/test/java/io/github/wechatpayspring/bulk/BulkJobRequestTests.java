package io.github.wechatpayspring.bulk;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BulkJobRequestTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	static Stream<Arguments> mistakes() {
		return Stream.of(mistake((builder) -> builder.name(" "), "'name' must have text"),
				mistake((builder) -> builder.name("a/b"), "'name' must have 1 to 64 characters without slashes"),
				mistake((builder) -> builder.name("a".repeat(65)), "but has 65"),
				mistake((builder) -> builder.stockId(""), "'stockId' must have text"),
				mistake((builder) -> builder.canary(-1), "'canary' must be 0 or more, but is -1"),
				mistake((builder) -> builder.cap(0L), "'cap' must be at least 1, but is 0"),
				mistake((builder) -> builder.maxRefusalsInARow(0), "'maxRefusalsInARow' must be at least 1, but is 0"),
				mistake((builder) -> builder.maxRefusedShare(1.0), "'maxRefusedShare' must be between 0 and 1"));
	}

	private static Arguments mistake(UnaryOperator<BulkJobRequest.Builder> mistake, String message) {
		return Arguments.of(mistake, message);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void namesWhatIsWrong(UnaryOperator<BulkJobRequest.Builder> mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> mistake.apply(builder()).build())
			.withMessageContaining(message);
	}

	@Test
	void haltsAfterAHundredRefusalsInARowUnlessTold() {
		assertThat(builder().build().rules().maxRefusalsInARow()).isEqualTo(100);
		assertThat(builder().maxRefusalsInARow(null).build().rules().maxRefusalsInARow()).isNull();
	}

	@Test
	void neitherItNorItsLinesShowUsers() {
		assertThat(BulkLine.of(OPENID).with(BulkColumn.USER_NAME, "诸葛小明")).asString().doesNotContain(OPENID, "诸葛小明");
		assertThat(builder().value(BulkColumn.USER_NAME, "诸葛小明").build()).asString().doesNotContain("诸葛小明");
		assertThat(new BulkOutcome(1, OPENID, "n", BulkOutcome.Status.ISSUED, "1", null)).asString()
			.doesNotContain(OPENID);
	}

	private static BulkJobRequest.Builder builder() {
		return BulkJobRequest.builder().name("spring").stockId("9865000").lines(BulkLines.openids(List.of(OPENID)));
	}

}
