package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendProductCouponTests extends SimulatorTests {

	private static final Map<String, Object> BODY = Map.of("openid", "xsd3434454567676", "appid", APPID, "stock_id",
			"1262260000000268", "out_request_no", "2335465", "coupon_type", "NORMAL");

	@BeforeEach
	void addStock() {
		this.simulator.addStock(Stock.productCoupon("1262260000000268"));
	}

	@Test
	void issuesACouponWithACodeOfItsOwn() throws IOException {
		Reply reply = send(BODY);
		assertSuccess(reply);
		assertThat(reply.json().propertyNames()).containsExactly("coupon_code", "out_request_no", "stock_id");
		assertThat(reply.text("stock_id")).isEqualTo("1262260000000268");
		assertThat(reply.text("out_request_no")).isEqualTo("2335465");
		assertThat(this.simulator.issuedCoupons()).singleElement()
			.satisfies((coupon) -> assertThat(coupon.id()).isEqualTo(reply.text("coupon_code")));
	}

	@Test
	void issuesACouponWithTheMerchantsCode() throws IOException {
		this.simulator.addStock(Stock.productCoupon("1262260000000268").couponCodeMode(CouponCodeMode.MERCHANT_API));
		assertBadParameter(send(BODY), "body", "", "输入源“/body/coupon_code”映射到字段“券code”必填性规则校验失败，此字段为必填项");
		Map<String, Object> body = with(BODY, "coupon_code", "202007019999");
		assertThat(send(body).text("coupon_code")).isEqualTo("202007019999");
		assertRefused(send(with(body, "out_request_no", "2")), 400, "RESOURCE_ALREADY_EXISTS", "券code已存在");
	}

	@Test
	void refusesACodeWhereNoneIsWanted() throws IOException {
		assertRefused(send(with(BODY, "coupon_code", "1")), 400, "INVALID_REQUEST", "发券模式不合法，批次不支持上传券code");
	}

	@Test
	void wantsACardOfMembers() throws IOException {
		Map<String, Object> body = with(BODY, "coupon_type", "MEMBER");
		assertBadParameter(send(body), "body", "", "输入源“/body/member_card_id”映射到字段“会员卡模板ID”必填性规则校验失败，此字段为必填项");
		assertSuccess(send(with(body, "member_card_id", "pbLatjvWOibDc5-TBnbUk1pD12o0")));
	}

	@Test
	void refusesAnotherType() throws IOException {
		assertBadParameter(send(with(BODY, "coupon_type", "VIP")), "body", "VIP",
				"输入源“/body/coupon_type”映射到值字段“券类型”枚举规则校验失败，取值必须是 NORMAL、MEMBER 之一");
	}

	@Test
	void issuesTheSameCouponForTheSameNumberStockAndUser() throws IOException {
		this.simulator.addStock(Stock.productCoupon("2"));
		Reply first = send(BODY);
		assertThat(send(BODY).text("coupon_code")).isEqualTo(first.text("coupon_code"));
		assertThat(send(with(BODY, "openid", "o-2")).text("coupon_code")).isNotEqualTo(first.text("coupon_code"));
		assertThat(send(with(BODY, "stock_id", "2")).text("coupon_code")).isNotEqualTo(first.text("coupon_code"));
		assertThat(this.simulator.issuedCoupons()).hasSize(3);
	}

	@Test
	void refusesTheSameNumberForSomethingElse() throws IOException {
		send(BODY);
		assertRefused(send(with(BODY, "appid", OTHER_APPID)), 400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
	}

	@ParameterizedTest
	@CsvSource({ "openid, 用户标识, 128", "appid, 公众号ID, 32", "stock_id, 批次号, 128", "out_request_no, 商户单据号, 128",
			"member_card_id, 会员卡模板ID, 32" })
	void checksPresenceAndLength(String field, String label, int maximum) throws IOException {
		Map<String, Object> body = with(with(BODY, "coupon_type", "MEMBER"), "member_card_id", "p-1");
		assertBadParameter(send(with(body, field, null)), "body", "",
				"输入源“/body/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(field, label));
		String value = "1".repeat(maximum + 1);
		assertBadParameter(send(with(body, field, value)), "body", value,
				"输入源“/body/%s”映射到值字段“%s”字符串规则校验失败，字节数 %d，大于最大值 %d".formatted(field, label, maximum + 1, maximum));
	}

	@Test
	void refusesAnotherTypeOfCoupon() throws IOException {
		assertBadParameter(send(with(BODY, "coupon_type", "OTHER")), "body", "OTHER",
				"输入源“/body/coupon_type”映射到值字段“券类型”枚举规则校验失败，取值必须是 NORMAL、MEMBER 之一");
	}

	private Reply send(Map<String, ?> body) throws IOException {
		return this.client.post("/v3/marketing/busifavor/product-coupons/send", json(body));
	}

}
