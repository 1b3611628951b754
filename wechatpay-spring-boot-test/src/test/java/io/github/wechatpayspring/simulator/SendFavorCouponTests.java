package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendFavorCouponTests extends SimulatorTests {

	private static final String PATH = "/v3/marketing/favor/users/o-1/coupons";

	private static final Map<String, Object> BODY = Map.of("stock_id", "9856000", "out_request_no",
			"89560002019101000121", "appid", APPID, "stock_creator_mchid", MCHID);

	@BeforeEach
	void addStock() {
		this.simulator.addStock(Stock.favor("9856000").value(500).minimum(1000));
	}

	@Test
	void issuesACoupon() throws IOException {
		Reply reply = send(BODY);
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("coupon_id");
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(reply.text("coupon_id"));
			assertThat(coupon.openid()).isEqualTo("o-1");
			assertThat(coupon.outRequestNo()).isEqualTo("89560002019101000121");
			assertThat(coupon.value()).isEqualTo(500);
			assertThat(coupon.minimum()).isEqualTo(1000);
			assertThat(coupon.status()).isEqualTo(CouponStatus.SENDED);
			assertThat(coupon.toString()).doesNotContain("o-1");
		});
		assertThat(this.simulator.requests()).singleElement().satisfies((request) -> {
			assertThat(request.operation()).isEqualTo(Operation.FAVOR_SEND);
			assertThat(request.processed()).isTrue();
			assertThat(request.status()).isEqualTo(200);
			assertThat(request.bodyAsString()).isEqualTo(json(BODY));
			assertThat(request).hasToString(
					"RecordedRequest[POST /v3/marketing/favor/users/{openid}/coupons, status=200, processed=true]");
		});
	}

	@Test
	void takesOneSegmentOfThePathAsOpenid() throws IOException {
		String openid = "o/../é +?%";
		assertSuccess(
				this.client.post("/v3/marketing/favor/users/" + TestClient.segment(openid) + "/coupons", json(BODY)));
		assertThat(this.simulator.issuedCoupons()).singleElement()
			.satisfies((coupon) -> assertThat(coupon.openid()).isEqualTo(openid));
	}

	@Test
	void leavesAPlusSignInThePathAlone() throws IOException {
		assertSuccess(this.client.post("/v3/marketing/favor/users/a+b/coupons", json(BODY)));
		assertThat(this.simulator.issuedCoupons()).singleElement()
			.satisfies((coupon) -> assertThat(coupon.openid()).isEqualTo("a+b"));
	}

	@Test
	void issuesTheSameCouponForTheSameNumber() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").budget(1));
		Reply first = send(BODY);
		Reply second = send(BODY);
		assertSuccess(second);
		assertThat(second.text("coupon_id")).isEqualTo(first.text("coupon_id"));
		assertThat(this.simulator.issuedCoupons()).hasSize(1);
	}

	@Test
	void issuesAnotherCouponForAnotherNumber() throws IOException {
		send(BODY);
		assertSuccess(send(with(BODY, "out_request_no", "2")));
		assertThat(this.simulator.issuedCoupons()).hasSize(2).extracting(IssuedCoupon::id).doesNotHaveDuplicates();
	}

	@Test
	void refusesTheSameNumberForSomethingElse() throws IOException {
		send(BODY);
		Reply appid = send(with(BODY, "appid", OTHER_APPID));
		assertRefused(appid, 400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
		assertThat(appid.number()).isEqualTo("268498688");
		Reply user = this.client.post("/v3/marketing/favor/users/o-2/coupons", json(BODY));
		assertRefused(user, 400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
		assertThat(this.simulator.issuedCoupons()).hasSize(1);
	}

	@Test
	void forgetsNumbersOfRefusedRequests() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").state(StockState.STOPPED));
		assertThat(send(BODY).status()).isEqualTo(400);
		this.simulator.addStock(Stock.favor("9856000"));
		assertSuccess(send(BODY));
	}

	@ParameterizedTest
	@CsvSource({ "stock_id, 批次号", "out_request_no, 商户单据号", "appid, 公众号ID", "stock_creator_mchid, 创建批次的商户号" })
	void refusesARequestWithoutARequiredField(String field, String label) throws IOException {
		String message = "输入源“/body/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(field, label);
		assertBadParameter(send(with(BODY, field, null)), "body", "", message);
		assertBadParameter(send(with(BODY, field, "")), "body", "", message);
		assertThat(this.simulator.issuedCoupons()).isEmpty();
	}

	@Test
	void refusesAnEmptyOpenid() throws IOException {
		assertBadParameter(this.client.post("/v3/marketing/favor/users//coupons", json(BODY)), "uri_template", "",
				"输入源“/uri_template/openid”映射到字段“用户标识”必填性规则校验失败，此字段为必填项");
	}

	@ParameterizedTest
	@CsvSource({ "stock_id, 批次号, 20", "out_request_no, 商户单据号, 128", "appid, 公众号ID, 128",
			"stock_creator_mchid, 创建批次的商户号, 20" })
	void refusesAFieldThatIsTooLong(String field, String label, int maximum) throws IOException {
		String value = "1".repeat(maximum + 1);
		assertBadParameter(send(with(BODY, field, value)), "body", value,
				"输入源“/body/%s”映射到值字段“%s”字符串规则校验失败，字节数 %d，大于最大值 %d".formatted(field, label, maximum + 1, maximum));
	}

	@Test
	void countsTheBytesOfTheOpenid() throws IOException {
		String openid = "é".repeat(64);
		assertSuccess(
				this.client.post("/v3/marketing/favor/users/" + TestClient.segment(openid) + "/coupons", json(BODY)));
		assertBadParameter(
				this.client.post("/v3/marketing/favor/users/" + TestClient.segment(openid + "1") + "/coupons",
						json(BODY)),
				"uri_template", openid + "1", "输入源“/uri_template/openid”映射到值字段“用户标识”字符串规则校验失败，字节数 129，大于最大值 128");
	}

	@ParameterizedTest
	@ValueSource(strings = { "with space", "a.b", "券", "a/b", "a\n" })
	void refusesOtherCharactersInTheNumber(String number) throws IOException {
		assertBadParameter(send(with(BODY, "out_request_no", number)), "body", number,
				"输入源“/body/out_request_no”映射到值字段“商户单据号”字符串规则校验失败，字符串必须匹配正则表达式“^[0-9A-Za-z|_*-]*$”");
	}

	@Test
	void takesAllCharactersOfTheNumberThatAreAllowed() throws IOException {
		assertSuccess(send(with(BODY, "out_request_no", "aZ09|_*-")));
	}

	@Test
	void refusesTheWrongJsonType() throws IOException {
		assertBadParameter(send(with(BODY, "stock_id", 9856000)), "body", 9856000,
				"无法将 JSON 输入源“/body/stock_id”映射到目标字段“批次号”中，此字段需要一个 string 类型的 Json 值");
		assertBadParameter(send(with(BODY, "coupon_value", "1")), "body", "1",
				"无法将 JSON 输入源“/body/coupon_value”映射到目标字段“指定面额”中，此字段需要一个 integer 类型的 Json 值");
		assertBadParameter(send(with(BODY, "coupon_value", 1.5)), "body", 1.5,
				"无法将 JSON 输入源“/body/coupon_value”映射到目标字段“指定面额”中，此字段需要一个 integer 类型的 Json 值");
		assertThat(post("{\"stock_id\":\"1\",\"out_request_no\":\"1\",\"appid\":\"1\",\"stock_creator_mchid\":null}")
			.message())
			.isEqualTo("无法将 JSON 输入源“/body/stock_creator_mchid”映射到目标字段“创建批次的商户号”中，此字段需要一个 string 类型的 Json 值");
	}

	@Test
	void refusesAPathVariableInTheBody() throws IOException {
		assertBadParameter(send(with(BODY, "openid", "o-1")), "body", "o-1",
				"无法将输入源“/body/openid”映射到目标字段“用户标识”中，此字段并非多重字段但被输入源“/uri_template/openid”映射过了。");
	}

	@Test
	void refusesFieldsThatAreNotDescribed() throws IOException {
		Reply reply = send(with(BODY, "something", "else"));
		assertRefused(reply, 400, "PARAM_ERROR", "请求中含有未在API文档中定义的参数");
		assertThat(reply.json().path("detail")).hasToString("{\"location\":null,\"value\":[\"/body/something\"]}");
		Reply query = this.client.get("/v3/marketing/favor/users/o-1/coupons?appid=" + APPID + "&something=else");
		assertThat(query.json().path("detail")).hasToString("{\"location\":null,\"value\":[\"/query/something\"]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"stock_id\"", "[]", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}", "not json" })
	void refusesABodyThatIsNotAJsonObject(String body) throws IOException {
		Reply reply = post(body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.code()).isEqualTo("PARAM_ERROR");
		assertThat(reply.message()).startsWith("解析 Json 出错 (位置: /body): * Line 1, Column ");
		assertThat(reply.json().path("detail").path("location").isNull()).isTrue();
		assertThat(reply.verified()).isTrue();
	}

	@Test
	void refusesAnEmptyBody() throws IOException {
		assertThat(post("").message()).isEqualTo("输入源“/body/stock_id”映射到字段“批次号”必填性规则校验失败，此字段为必填项");
	}

	@ParameterizedTest
	@CsvSource({ "application/json, 200", "application/json; charset=utf-8, 200", "Application/JSON;charset=UTF-8, 200",
			"text/plain, 400", "application/x-www-form-urlencoded, 400", "application/jsonp, 400" })
	void wantsJson(String contentType, int status) throws IOException {
		assertThat(this.client.postAs(contentType, PATH, json(BODY)).status()).isEqualTo(status);
	}

	@Test
	void refusesAnAppidOfAnotherMerchant() throws IOException {
		Reply reply = send(with(BODY, "appid", FOREIGN_APPID));
		assertRefused(reply, 400, "APPID_MCHID_NOT_MATCH", "商户号与appid不匹配");
		assertThat(reply.number()).isEqualTo("270079507");
	}

	@Test
	void refusesAnAppidThatTheStockIsNotBoundTo() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").appids(OTHER_APPID));
		assertThat(send(BODY).code()).isEqualTo("APPID_MCHID_NOT_MATCH");
		assertSuccess(send(with(BODY, "appid", OTHER_APPID)));
	}

	@Test
	void refusesABodyOfAnotherMerchant() throws IOException {
		assertRefused(send(with(BODY, "mchid", "1")), 400, "PARAM_ERROR", "http header中的mchid与post payload中的mchid不匹配");
		assertRefused(send(with(BODY, "mchid", MCHID)), 400, "PARAM_ERROR", "请求中含有未在API文档中定义的参数");
	}

	@Test
	void refusesAnUnknownStock() throws IOException {
		Reply reply = send(with(BODY, "stock_id", "1"));
		assertRefused(reply, 404, "RESOURCE_NOT_EXISTS", "批次不存在");
		assertThat(reply.number()).isEqualTo("270079488");
	}

	@Test
	void refusesAStockOfAnotherKind() throws IOException {
		this.simulator.addStock(Stock.multiuse("9856000"));
		assertRefused(send(BODY), 400, "PARAM_ERROR", "批次类型与接口不匹配");
	}

	@Test
	void refusesAStoppedStock() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").state(StockState.STOPPED));
		Reply reply = send(BODY);
		assertRefused(reply, 400, "INVALID_REQUEST", "活动已结束或未激活");
		assertThat(reply.number()).isEqualTo("270079533");
	}

	@Test
	void refusesTheWrongCreator() throws IOException {
		assertRefused(send(with(BODY, "stock_creator_mchid", "1")), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
	}

	@Test
	void issuesFromAnotherMerchantsStockOnlyIfThatIsAllowed() throws IOException {
		Map<String, Object> body = with(BODY, "stock_creator_mchid", "8956000");
		this.simulator.addStock(Stock.favor("9856000").creator("8956000"));
		Reply reply = send(body);
		assertRefused(reply, 403, "REQUEST_BLOCKED", "批次不支持跨商户发放");
		assertThat(reply.number()).isEqualTo("270079508");
		this.simulator.addStock(Stock.favor("9856000").creator("8956000").crossMerchant());
		assertSuccess(send(body));
	}

	@Test
	void keepsTheBudget() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").budget(1));
		assertSuccess(send(BODY));
		Reply reply = send(with(BODY, "out_request_no", "2"));
		assertRefused(reply, 403, "NOT_ENOUGH", "批次预算不足");
		assertThat(reply.number()).isEqualTo("270079534");
	}

	@Test
	void keepsTheLimitOfAUser() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").perUserLimit(1));
		assertSuccess(send(BODY));
		Map<String, Object> second = with(BODY, "out_request_no", "2");
		assertRefused(send(second), 403, "REQUEST_BLOCKED", "用户已达到该批次的领取上限");
		assertSuccess(this.client.post("/v3/marketing/favor/users/o-2/coupons", json(second)));
	}

	@Test
	void refusesAValueForAStockThatHasOne() throws IOException {
		assertRefused(send(with(BODY, "coupon_value", 1)), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
		assertRefused(send(with(BODY, "coupon_minimum", 100)), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
		assertThat(send(with(BODY, "coupon_value", -1)).message()).contains("数值 -1，小于最小值 1");
	}

	@Test
	void wantsAValueForAStockWithout() throws IOException {
		this.simulator.addStock(Stock.favor("9856000").withoutDenomination());
		assertRefused(send(BODY), 400, "PARAM_ERROR", "参数错误,请核对文档要求");
		assertSuccess(send(with(with(BODY, "coupon_value", 100), "coupon_minimum", 200)));
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.value()).isEqualTo(100);
			assertThat(coupon.minimum()).isEqualTo(200);
		});
	}

	@Test
	void issuesOneCouponANumberTo32ThreadsAtOnce() throws Exception {
		List<Reply> replies = sendAtOnce(320, (i) -> "n" + i % 160);
		assertThat(replies).allSatisfy(SimulatorTests::assertSuccess);
		assertThat(new HashSet<>(replies.stream().map((reply) -> reply.text("coupon_id")).toList())).hasSize(160);
		assertThat(this.simulator.issuedCoupons()).hasSize(160);
		assertThat(this.simulator.requests()).hasSize(320);
	}

	@Test
	void keepsTheBudgetWhen32ThreadsAskAtOnce() throws Exception {
		this.simulator.addStock(Stock.favor("9856000").budget(50));
		List<Reply> replies = sendAtOnce(100, (i) -> "n" + i);
		assertThat(replies).filteredOn((reply) -> reply.status() == 200).hasSize(50);
		assertThat(replies).filteredOn((reply) -> reply.status() == 403).hasSize(50);
		assertThat(this.simulator.issuedCoupons()).hasSize(50);
	}

	private List<Reply> sendAtOnce(int count, IntFunction<String> number) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(32);
		try {
			List<Callable<Reply>> calls = IntStream.range(0, count)
				.<Callable<Reply>>mapToObj((i) -> () -> send(with(BODY, "out_request_no", number.apply(i))))
				.toList();
			List<Reply> replies = new ArrayList<>();
			for (Future<Reply> reply : threads.invokeAll(calls)) {
				replies.add(reply.get());
			}
			return replies;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Reply send(Map<String, ?> body) throws IOException {
		return post(json(body));
	}

	private Reply post(String body) throws IOException {
		return this.client.post(PATH, body);
	}

}
