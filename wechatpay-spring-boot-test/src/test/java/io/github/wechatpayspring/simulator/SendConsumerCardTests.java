package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendConsumerCardTests extends SimulatorTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

	private static final String CARD = "pIJMr5MMiIkO_93VtPyIiEk2DZ4w";

	private static final Map<String, Object> BODY = Map.of("appid", APPID, "openid", "obLatjhnqgy2syxrXVM3MJirbkdI",
			"out_request_no", "oTYhjfdsahnssddj_0136", "send_time", "2026-11-21T11:00:00.120+08:00");

	@Override
	WechatPaySimulator.Builder configure(WechatPaySimulator.Builder builder) {
		return builder.clock(CLOCK);
	}

	@BeforeEach
	void prepare() {
		this.client = new TestClient(this.simulator, CLOCK);
		this.simulator.addStock(Stock.consumerCard(CARD));
	}

	@Test
	void issuesACard() throws IOException {
		Reply reply = send(BODY);
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("card_code");
		assertThat(reply.text("card_code")).hasSizeBetween(1, 15);
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((card) -> {
			assertThat(card.id()).isEqualTo(reply.text("card_code"));
			assertThat(card.stock().type()).isEqualTo(StockType.CONSUMER_CARD);
			assertThat(card.openid()).isEqualTo("obLatjhnqgy2syxrXVM3MJirbkdI");
		});
	}

	@Test
	void issuesTheSameCardForTheSameNumberAndTime() throws IOException {
		assertThat(send(BODY).text("card_code")).isEqualTo(send(BODY).text("card_code"));
		assertThat(send(with(BODY, "send_time", "2026-11-21T03:00:00.12Z")).text("card_code"))
			.isEqualTo(send(BODY).text("card_code"));
		assertThat(this.simulator.issuedCoupons()).hasSize(1);
	}

	@Test
	void issuesAnotherCardForAnotherTime() throws IOException {
		send(BODY);
		assertSuccess(send(with(BODY, "send_time", "2026-11-21T11:00:01+08:00")));
		assertThat(this.simulator.issuedCoupons()).hasSize(2);
	}

	@Test
	void refusesTheSameNumberAndTimeForAnotherUser() throws IOException {
		send(BODY);
		assertRefused(send(with(BODY, "openid", "o-2")), 400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-20T11:00:00+08:00, 200", "2026-11-20T10:59:59+08:00, 400", "2026-11-22T11:00:00+08:00, 200" })
	void refusesATimeMoreThan24HoursAgo(String time, int status) throws IOException {
		Reply reply = send(with(BODY, "send_time", time));
		assertThat(reply.status()).isEqualTo(status);
		if (status == 400) {
			assertRefused(reply, 400, "PARAM_ERROR", "请求发卡时间不能早于当前时间24小时");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-21 11:00:00+08:00", "2026-11-21T11:00:00", "2026-11-21T11:00+08:00",
			"20261121110000", "1795230000" })
	void refusesATimeThatIsNotRfc3339(String time) throws IOException {
		assertThat(send(with(BODY, "send_time", time)).message())
			.startsWith("输入源“/body/send_time”映射到值字段“请求发卡时间”字符串规则校验失败");
	}

	@Test
	void refusesADayThatDoesNotExist() throws IOException {
		assertRefused(send(with(BODY, "send_time", "2026-11-31T11:00:00+08:00")), 400, "PARAM_ERROR", "时间格式错误");
	}

	@ParameterizedTest
	@CsvSource({ "appid, 公众号ID", "openid, 用户标识", "out_request_no, 商户单据号", "send_time, 请求发卡时间" })
	void refusesARequestWithoutARequiredField(String field, String label) throws IOException {
		assertBadParameter(send(with(BODY, field, null)), "body", "",
				"输入源“/body/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(field, label));
	}

	@ParameterizedTest
	@CsvSource({ "appid, 公众号ID, 18", "openid, 用户标识, 28", "out_request_no, 商户单据号, 32" })
	void refusesAFieldThatIsTooLong(String field, String label, int maximum) throws IOException {
		String value = "1".repeat(maximum + 1);
		assertBadParameter(send(with(BODY, field, value)), "body", value,
				"输入源“/body/%s”映射到值字段“%s”字符串规则校验失败，字节数 %d，大于最大值 %d".formatted(field, label, maximum + 1, maximum));
	}

	@Test
	void refusesACardIdThatIsTooLongOrRepeated() throws IOException {
		assertBadParameter(this.client.post(path(CARD + "1"), json(BODY)), "uri_template", CARD + "1",
				"输入源“/uri_template/card_id”映射到值字段“消费卡ID”字符串规则校验失败，字节数 29，大于最大值 28");
		assertBadParameter(send(with(BODY, "card_id", CARD)), "body", CARD,
				"无法将输入源“/body/card_id”映射到目标字段“消费卡ID”中，此字段并非多重字段但被输入源“/uri_template/card_id”映射过了。");
	}

	@Test
	void refusesAnUnknownCard() throws IOException {
		assertRefused(this.client.post(path("p-1"), json(BODY)), 404, "RESOURCE_NOT_EXISTS", "批次不存在");
	}

	private Reply send(Map<String, ?> body) throws IOException {
		return this.client.post(path(CARD), json(body));
	}

	private static String path(String cardId) {
		return "/v3/marketing/busifavor/coupons/" + cardId + "/send";
	}

}
