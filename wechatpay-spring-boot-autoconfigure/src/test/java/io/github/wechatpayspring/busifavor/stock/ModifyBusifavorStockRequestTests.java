package io.github.wechatpayspring.busifavor.stock;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.busifavor.BusifavorCustomEntrance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a stock tells can be sent back to modify it.
 */
class ModifyBusifavorStockRequestTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final BusifavorStockService service = this.wechatPay.service(BusifavorStockService.class);

	@Test
	void doesNotSendBackWhatThisVersionDoesNotKnow() {
		BusifavorCustomEntrance entrance = read("{\"hall_id\":\"h\",\"new\":1}");
		assertThat(entrance.additionalFields()).containsEntry("new", 1);
		this.wechatPay.answer(Answer.signed("{}"));
		this.service.modify(ModifyBusifavorStockRequest.builder()
			.stockId("98065001")
			.outRequestNo("m1")
			.customEntrance(entrance)
			.build());
		assertThat(this.wechatPay.received().get(1).body())
			.isEqualTo("{\"out_request_no\":\"m1\",\"custom_entrance\":{\"hall_id\":\"h\"}}");
	}

	@Test
	void readsWhatItsBuilderRefuses() {
		String hall = "h".repeat(65);
		assertThat(read("{\"hall_id\":\"" + hall + "\"}").hallId()).isEqualTo(hall);
		BusifavorCustomEntrance.Builder builder = BusifavorCustomEntrance.builder().hallId(hall);
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessage("'hallId' must have at most 64 characters, but has 65");
	}

	private BusifavorCustomEntrance read(String entrance) {
		this.wechatPay.answer(Answer.signed("{\"stock_id\":\"98065001\",\"custom_entrance\":" + entrance + "}"));
		BusifavorCustomEntrance read = this.service.get("98065001").customEntrance();
		assertThat(read).isNotNull();
		return read;
	}

}
