package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendMultiuseCouponTests extends SimulatorTests {

	private static final String PATH = "/v3/multiuse/users/o-1/coupons";

	@BeforeEach
	void addStock() {
		this.simulator.addStock(Stock.multiuse("9856000").value(10000));
	}

	@Test
	void issuesMultiuseCredit() throws IOException {
		Reply reply = send(body());
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("coupon_id");
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(reply.text("coupon_id"));
			assertThat(coupon.stock().type()).isEqualTo(StockType.MULTIUSE);
			assertThat(coupon.value()).isEqualTo(10000);
		});
	}

	@Test
	void issuesTheSameThoughItIsEncryptedAnew() throws IOException {
		Reply first = send(body());
		Reply second = send(body());
		assertThat(this.simulator.requests()).extracting(RecordedRequest::bodyAsString).doesNotHaveDuplicates();
		assertThat(second.text("coupon_id")).isEqualTo(first.text("coupon_id"));
		assertThat(this.simulator.issuedCoupons()).hasSize(1);
	}

	@Test
	void refusesTheSameNumberForAnotherPerson() throws IOException {
		send(body());
		assertRefused(send(with(body(), "user_name", this.client.encrypt("李四"))), 400, "INVALID_REQUEST",
				"请求重入时，参数与首次请求时不一致");
	}

	@Test
	void keepsItsNumbersApartFromThoseOfCashCoupons() throws IOException {
		this.simulator.addStock(Stock.favor("1"));
		assertSuccess(send(body()));
		assertSuccess(this.client.post("/v3/marketing/favor/users/o-1/coupons", json(Map.of("stock_id", "1",
				"out_request_no", "8956000202407191254642", "appid", APPID, "stock_creator_mchid", MCHID))));
	}

	@Test
	void wantsToKnowTheKey() throws IOException {
		assertRefused(this.client.post(PATH, json(body())), 400, "PARAM_ERROR",
				"HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)");
		assertRefused(this.client.postUnderSerial("PUB_KEY_ID_1", PATH, json(body())), 400, "PARAM_ERROR",
				"平台证书序列号Wechatpay-Serial错误");
	}

	@ParameterizedTest
	@CsvSource({ "user_name, 张三", "user_name, c2VjcmV0", "id_card_number, 110101199001011234",
			"id_card_number, 757b340b45ebef54" })
	void refusesWhatItCannotDecrypt(String field, String value) throws IOException {
		assertRefused(send(with(body(), field, value)), 400, "PARAM_ERROR", "平台私钥解密失败");
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_name", "id_card_number" })
	void refusesNothingEncrypted(String field) throws IOException {
		assertRefused(send(with(body(), field, this.client.encrypt(" "))), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
	}

	@Test
	void refusesCiphertextThatIsTooLong() throws IOException {
		assertThat(send(with(body(), "user_name", "A".repeat(2049))).message())
			.isEqualTo("输入源“/body/user_name”映射到值字段“用户姓名”字符串规则校验失败，字节数 2049，大于最大值 2048");
	}

	@ParameterizedTest
	@CsvSource({ "stock_id, 批次号", "out_request_no, 商户单据号", "user_name, 用户姓名", "id_card_number, 证件号码", "appid, 公众号ID",
			"card_type, 证件类型" })
	void refusesARequestWithoutARequiredField(String field, String label) throws IOException {
		assertBadParameter(send(with(body(), field, null)), "body", "",
				"输入源“/body/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(field, label));
	}

	@Test
	void refusesAnotherTypeOfCard() throws IOException {
		assertRefused(send(with(body(), "card_type", "PASSPORT")), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
	}

	@Test
	void wantsAnAmountForAStockWithoutDenomination() throws IOException {
		this.simulator.addStock(Stock.multiuse("9856000").withoutDenomination());
		assertBadParameter(send(body()), "body", "", "输入源“/body/amount”映射到字段“面额”必填性规则校验失败，此字段为必填项");
		assertThat(send(with(body(), "amount", 0)).message()).contains("数值 0，小于最小值 1");
		assertSuccess(send(with(body(), "amount", 12345)));
		assertThat(this.simulator.issuedCoupons()).singleElement()
			.satisfies((coupon) -> assertThat(coupon.value()).isEqualTo(12345));
	}

	@Test
	void refusesAnAmountThatIsNotTheDenomination() throws IOException {
		assertRefused(send(with(body(), "amount", 1)), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
		assertSuccess(send(with(body(), "amount", 10000)));
	}

	@Test
	void refusesAPathVariableInTheBody() throws IOException {
		assertThat(send(with(body(), "openid", "o-1")).message()).contains("/uri_template/openid");
	}

	private Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("stock_id", "9856000");
		body.put("out_request_no", "8956000202407191254642");
		body.put("user_name", this.client.encrypt("张三"));
		body.put("id_card_number", this.client.encrypt("110101199001011234"));
		body.put("appid", APPID);
		body.put("card_type", "ID_CARD");
		return body;
	}

	private Reply send(Map<String, ?> body) throws IOException {
		return this.client.postUnderSerial(this.simulator.merchant().platformPublicKeyId(), PATH, json(body));
	}

}
