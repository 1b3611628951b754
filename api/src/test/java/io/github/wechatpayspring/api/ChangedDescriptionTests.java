package io.github.wechatpayspring.api;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A changed description changes the library, the simulator and the documentation alike.
 */
class ChangedDescriptionTests {

	private static final Path HAND_WRITTEN = Path.of("..", "wechatpay-spring-boot-autoconfigure", "src", "main",
			"java");

	@Test
	void aLimitChangesWhatRequestsAndSimulatorCheck() throws IOException {
		Descriptions changed = changed((favor) -> favor.replace(
				"stock_id: {type: string, description: id of the stock of cash coupons, x-max-bytes: 20}",
				"stock_id: {type: string, description: id of the stock of cash coupons, x-max-bytes: 12}"));
		assertThat(source(changed, "SendFavorCouponRequest.java")).contains("\"stockId\", stockId, 12)")
			.contains("at most 12 bytes");
		assertThat(new SimulatorGenerator(changed).calls()).contains("\"x-max-bytes\":12,\"label\":\"批次号\"");
	}

	@Test
	void aFieldChangesRecordsAndSimulator() throws IOException {
		Descriptions changed = changed((favor) -> favor.replace("        coupon_value:\n          type: integer",
				"        coupon_colour: {type: string, maxLength: 7, description: colour, x-label: 颜色}\n        coupon_value:\n          type: integer"));
		assertThat(source(changed, "SendFavorCouponRequest.java"))
			.contains("public Builder couponColour(@Nullable String couponColour)")
			.contains("\"couponColour\", couponColour, ");
		assertThat(new SimulatorGenerator(changed).calls())
			.contains("\"coupon_colour\":{\"type\":\"string\",\"maxLength\":7,\"label\":\"颜色\"}");
	}

	@Test
	void aCallChangesServiceSimulatorAndTable() throws IOException {
		Descriptions changed = changed(
				(favor) -> favor.replace("operationId: favor-stock-stop", "operationId: favor-stock-end")
					.replace("/stocks/{stock_id}/stop:", "/stocks/{stock_id}/end:")
					.replace("method: stop, request", "method: end, request")
					.replace("Stop a stock that was never started", "End a stock"));
		assertThat(source(changed, "FavorStockOperations.java")).contains(" end(StopFavorStockRequest request)")
			.contains("\"/v3/marketing/favor/stocks/{stock_id}/end\"")
			.contains("\"favor-stock-end\"");
		assertThat(source(changed, "DescribedCalls.java")).contains("\"favor-stock-end\"");
		assertThat(new SimulatorGenerator(changed).operations())
			.contains("FAVOR_STOCK_END(\"favor-stock-end\", \"POST\", \"/v3/marketing/favor/stocks/{stock_id}/end\")");
		assertThat(new SimulatorGenerator(changed).calls()).contains("\"favor-stock-end\":{");
		List<Operation> ofFavor = changed.operations()
			.stream()
			.filter((operation) -> operation.node().place().startsWith("favor.yaml"))
			.toList();
		assertThat(CallTablesTests.english(ofFavor))
			.contains("| `favor-stock-end` | End a stock | `POST /v3/marketing/favor/stocks/{stock_id}/end` |");
	}

	private static Descriptions changed(UnaryOperator<String> change) throws IOException {
		List<Node> documents = new ArrayList<>();
		for (Path file : DescriptionsTests.documents()) {
			String text = Files.readString(file);
			if (file.toString().equals("favor.yaml")) {
				assertThat(change.apply(text)).isNotEqualTo(text);
				text = change.apply(text);
			}
			documents.add(Descriptions.document(file.toString(), new StringReader(text)));
		}
		return Descriptions.of(documents);
	}

	private static String source(Descriptions descriptions, String file) {
		return new Generator(descriptions).files(HAND_WRITTEN)
			.entrySet()
			.stream()
			.filter((each) -> each.getKey().endsWith(file))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
	}

}
