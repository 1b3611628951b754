package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ListFavorCouponsTests extends SimulatorTests {

	private static final String CREATED = "creator_mchid=" + MCHID;

	private static final String AVAILABLE = "available_mchid=" + MCHID;

	@Override
	WechatPaySimulator.Builder configure(WechatPaySimulator.Builder builder) {
		return builder.stocks(Stock.favor("1").name("满十减五").value(500).minimum(1000), Stock.favor("2"),
				Stock.multiuse("3"));
	}

	@Test
	void showsACouponAsWeChatPayDoes() throws IOException {
		String id = issue("1", "1");
		Reply reply = list(CREATED);
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("data", "limit", "offset", "total_count");
		assertThat(reply.json().path("limit").intValue()).isEqualTo(20);
		assertThat(reply.json().path("offset").intValue()).isZero();
		assertThat(reply.json().path("total_count").intValue()).isEqualTo(1);
		JsonNode coupon = reply.json().path("data").path(0);
		assertThat(coupon.path("coupon_id").stringValue()).isEqualTo(id);
		assertThat(coupon.path("stock_id").stringValue()).isEqualTo("1");
		assertThat(coupon.path("stock_creator_mchid").stringValue()).isEqualTo(MCHID);
		assertThat(coupon.path("coupon_name").stringValue()).isEqualTo("满十减五");
		assertThat(coupon.path("status").stringValue()).isEqualTo("SENDED");
		assertThat(coupon.path("create_time").stringValue())
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00");
		assertThat(coupon.path("singleitem").isNull()).isTrue();
		assertThat(coupon.path("normal_coupon_information").path("coupon_amount").intValue()).isEqualTo(500);
		assertThat(coupon.path("normal_coupon_information").path("transaction_minimum").intValue()).isEqualTo(1000);
		assertThat(coupon.has("business_type")).isFalse();
	}

	@Test
	void showsMultiuseCreditInsteadIfAskedTo() throws IOException {
		issue("1", "1");
		String gold = issueMultiuseCredit();
		Reply reply = list(CREATED + "&business_type=MULTIUSE");
		assertThat(ids(reply)).containsExactly(gold);
		assertThat(reply.json().path("data").path(0).path("business_type").stringValue()).isEqualTo("MULTIUSE");
		assertThat(reply.json().path("data").path(0).path("available_balance").intValue()).isEqualTo(10000);
		this.simulator.markUsed(gold);
		assertThat(list(CREATED + "&business_type=MULTIUSE").json()
			.path("data")
			.path(0)
			.path("available_balance")
			.intValue()).isZero();
	}

	@Test
	void showsEverythingOfACreatorButWhatHasExpired() throws IOException {
		String usable = issue("1", "1");
		String used = issue("1", "2");
		this.simulator.markUsed(used);
		this.simulator.expire(issue("1", "3"));
		assertThat(ids(list(CREATED))).containsExactly(usable, used);
		assertThat(ids(list(CREATED + "&status=SENDED"))).containsExactly(usable);
		assertThat(ids(list(CREATED + "&status=USED"))).containsExactly(usable, used);
		assertThat(ids(list("creator_mchid=1"))).isEmpty();
	}

	@Test
	void showsWhatIsUsableAtAMerchantWhateverElseIsAsked() throws IOException {
		String usable = issue("1", "1");
		this.simulator.markUsed(issue("1", "2"));
		String other = issue("2", "3");
		Reply reply = list(AVAILABLE + "&stock_id=1&status=USED&offset=5&limit=1");
		assertThat(ids(reply)).containsExactly(usable, other);
		assertThat(reply.json().path("total_count").intValue()).isEqualTo(2);
		this.simulator.addStock(Stock.favor("4").availableAt("1", "2"));
		String elsewhere = issue("4", "4");
		assertThat(ids(list("available_mchid=2"))).containsExactly(elsewhere);
		assertThat(ids(list(AVAILABLE))).containsExactly(usable, other);
	}

	@Test
	void letsTheCreatorWinOverTheMerchantWhereItIsUsable() throws IOException {
		String used = issue("1", "1");
		this.simulator.markUsed(used);
		assertThat(ids(list(CREATED + "&available_mchid=1"))).containsExactly(used);
	}

	@Test
	void showsWhatAMerchantSent() throws IOException {
		this.simulator.addStock(Stock.favor("4").creator("8956000").crossMerchant());
		String coupon = issue("4", "1", "8956000");
		assertThat(ids(list("sender_mchid=" + MCHID))).containsExactly(coupon);
		assertThat(ids(list("sender_mchid=8956000"))).isEmpty();
		assertThat(ids(list("creator_mchid=8956000"))).containsExactly(coupon);
	}

	@Test
	void showsOneStock() throws IOException {
		issue("1", "1");
		String coupon = issue("2", "2");
		assertThat(ids(list(CREATED + "&stock_id=2"))).containsExactly(coupon);
	}

	@Test
	void showsOneUserOfOneAppid() throws IOException {
		issue("1", "1");
		assertThat(ids(this.client.get("/v3/marketing/favor/users/o-2/coupons?appid=" + APPID + "&" + CREATED)))
			.isEmpty();
		assertThat(ids(this.client.get("/v3/marketing/favor/users/o-1/coupons?appid=" + OTHER_APPID + "&" + CREATED)))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PAGES, 2", "ROWS, 1" })
	void countsTheOffsetInPagesOrRows(OffsetCounting counting, int skipped) throws IOException {
		try (WechatPaySimulator other = WechatPaySimulator.builder()
			.merchantId(MCHID)
			.appids(APPID)
			.stocks(Stock.favor("1"))
			.offsetCounting(counting)
			.start()) {
			TestClient client = new TestClient(other);
			for (int i = 0; i < 5; i++) {
				assertSuccess(client.post("/v3/marketing/favor/users/o-1/coupons", json(Map.of("stock_id", "1",
						"out_request_no", "n" + i, "appid", APPID, "stock_creator_mchid", MCHID))));
			}
			Reply reply = client.get(target(CREATED + "&offset=1&limit=2"));
			assertThat(ids(reply))
				.isEqualTo(other.issuedCoupons().subList(skipped, skipped + 2).stream().map(IssuedCoupon::id).toList());
			assertThat(reply.json().path("offset").intValue()).isEqualTo(1);
			assertThat(reply.json().path("limit").intValue()).isEqualTo(2);
			assertThat(reply.json().path("total_count").intValue()).isEqualTo(5);
			assertThat(ids(client.get(target(CREATED + "&offset=999999999&limit=2")))).isEmpty();
		}
	}

	@Test
	void wantsAMerchant() throws IOException {
		assertBadParameter(list("status=SENDED"), "query", "",
				"输入源“/query/creator_mchid”映射到字段“创建批次的商户号”必填性规则校验失败，此字段为必填项");
	}

	@Test
	void wantsAnAppidOfTheMerchant() throws IOException {
		assertBadParameter(this.client.get("/v3/marketing/favor/users/o-1/coupons?" + CREATED), "query", "",
				"输入源“/query/appid”映射到字段“公众号ID”必填性规则校验失败，此字段为必填项");
		assertRefused(this.client.get("/v3/marketing/favor/users/o-1/coupons?appid=" + FOREIGN_APPID + "&" + CREATED),
				400, "APPID_MCHID_NOT_MATCH", "商户号与appid不匹配");
	}

	@ParameterizedTest
	@CsvSource({ "101, 页大小超过阈值", "0, '输入源“/query/limit”映射到数值字段“分页大小”数值规则校验失败，数值 0，小于最小值 1'" })
	void refusesALimitOutOfRange(int limit, String message) throws IOException {
		assertRefused(list(CREATED + "&limit=" + limit), 400, "PARAM_ERROR", message);
		assertSuccess(list(CREATED + "&limit=100"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "ten", "1.0", "12345678901234567890" })
	void refusesAnOffsetThatIsNotANumber(String offset) throws IOException {
		assertBadParameter(list(CREATED + "&offset=" + offset), "query", offset,
				"无法将输入源“/query/offset”映射到目标字段“分页页码”中，此字段需要一个合法的非负整数");
	}

	@Test
	void refusesAnotherBusinessType() throws IOException {
		assertBadParameter(list(CREATED + "&business_type=FAVOR"), "query", "FAVOR",
				"输入源“/query/business_type”映射到值字段“业务类型”枚举规则校验失败，取值必须是 MULTIUSE 之一");
	}

	@Test
	void refusesAParameterThatIsThereTwice() throws IOException {
		assertThat(list(CREATED + "&" + CREATED).message()).contains("此字段并非多重字段");
	}

	private String issue(String stockId, String number) throws IOException {
		return issue(stockId, number, MCHID);
	}

	private String issue(String stockId, String number, String creator) throws IOException {
		Reply reply = this.client.post("/v3/marketing/favor/users/o-1/coupons", json(
				Map.of("stock_id", stockId, "out_request_no", number, "appid", APPID, "stock_creator_mchid", creator)));
		assertSuccess(reply);
		return reply.text("coupon_id");
	}

	private String issueMultiuseCredit() throws IOException {
		Reply reply = this.client.postUnderSerial(this.simulator.merchant().platformPublicKeyId(),
				"/v3/multiuse/users/o-1/coupons",
				json(Map.of("stock_id", "3", "out_request_no", "1", "appid", APPID, "card_type", "ID_CARD", "user_name",
						this.client.encrypt("张三"), "id_card_number", this.client.encrypt("1"))));
		assertSuccess(reply);
		return reply.text("coupon_id");
	}

	private Reply list(String query) throws IOException {
		return this.client.get(target(query));
	}

	private static String target(String query) {
		return "/v3/marketing/favor/users/o-1/coupons?appid=" + APPID + "&" + query;
	}

	private static List<String> ids(Reply reply) {
		assertSuccess(reply);
		List<String> ids = new ArrayList<>();
		reply.json().path("data").forEach((coupon) -> ids.add(coupon.path("coupon_id").stringValue()));
		return ids;
	}

}
