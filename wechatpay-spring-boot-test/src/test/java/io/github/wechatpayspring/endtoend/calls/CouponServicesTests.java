package io.github.wechatpayspring.endtoend.calls;

import java.time.OffsetDateTime;
import java.util.List;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.consumercard.SendConsumerCardResponse;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.SendMultiuseResponse;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.productcoupon.ProductCouponType;
import io.github.wechatpayspring.productcoupon.SendProductCouponResponse;
import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Giving coupons of all kinds: what the merchant's code gets, what was on the wire and
 * what WeChat Pay issued.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureWechatPaySimulator
class CouponServicesTests {

	private static final JsonMapper mapper = JsonMapper.shared();

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@Autowired
	private FavorCouponService favorCoupons;

	@Autowired
	private MultiuseService multiuse;

	@Autowired
	private ProductCouponService productCoupons;

	@Autowired
	private ConsumerCardService consumerCards;

	@Test
	void issuesACashCoupon() {
		SendFavorCouponResponse response = this.favorCoupons.send(CouponApplication.favor("1").build());
		IssuedCoupon coupon = issued();
		assertThat(response.couponId()).isEqualTo(coupon.id());
		assertThat(response.requestId()).matches("08[0-9A-F]+-0");
		assertThat(response.additionalFields()).isEmpty();
		assertThat(coupon.stock().id()).isEqualTo(CouponApplication.FAVOR_STOCK);
		assertThat(coupon.outRequestNo()).isEqualTo("1");
		assertThat(coupon.openid()).isEqualTo(CouponApplication.OPENID);
		assertThat(coupon.value()).isEqualTo(500);
		assertThat(body(Operation.FAVOR_SEND)).isEqualTo(mapper.readTree("""
				{"stock_id":"9865000","out_request_no":"1","appid":"%s","stock_creator_mchid":"%s"}"""
			.formatted(this.wechatPay.merchant().appid(), CouponApplication.MERCHANT_ID)));
	}

	@Test
	void issuesACashCouponOfAValueThatTheSenderChooses() {
		this.wechatPay.addStock(Stock.favor("9865010").withoutDenomination());
		this.favorCoupons
			.send(CouponApplication.favor("1").stockId("9865010").couponValue(88L).couponMinimum(888L).build());
		assertThat(issued().value()).isEqualTo(88);
		assertThat(issued().minimum()).isEqualTo(888);
		assertThat(body(Operation.FAVOR_SEND).path("coupon_value").isIntegralNumber()).isTrue();
	}

	@Test
	void issuesACashCouponOfAnotherCreator() {
		this.wechatPay.addStock(Stock.favor("9865011").creator("1900000999").crossMerchant());
		this.favorCoupons.send(CouponApplication.favor("1").stockId("9865011").stockCreatorMchid("1900000999").build());
		assertThat(issued().stock().id()).isEqualTo("9865011");
		assertThat(body(Operation.FAVOR_SEND).path("stock_creator_mchid").asString()).isEqualTo("1900000999");
	}

	@Test
	void issuesMultiuseCreditWithNameAndNumberThatOnlyWeChatPayCanRead() {
		SendMultiuseResponse response = this.multiuse.send(CouponApplication.multiuse("1").build());
		assertThat(response.couponId()).isEqualTo(issued().id());
		assertThat(response.requestId()).isNotBlank();
		assertThat(issued().value()).isEqualTo(8800);
		JsonNode body = body(Operation.MULTIUSE_SEND);
		assertThat(body.propertyNames()).containsExactlyInAnyOrder("stock_id", "out_request_no", "appid", "amount",
				"card_type", "user_name", "id_card_number");
		assertThat(body.path("user_name").asString()).hasSize(344).isBase64();
		assertThat(body.path("id_card_number").asString()).hasSize(344).isBase64();
		RecordedRequest request = request(Operation.MULTIUSE_SEND);
		assertThat(request.bodyAsString()).doesNotContain(CouponApplication.USER_NAME,
				CouponApplication.ID_CARD_NUMBER);
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(this.wechatPay.merchant().platformPublicKeyId());
		// only who decrypts can tell the same name from another in a repetition
		assertThat(this.multiuse.send(CouponApplication.multiuse("1").build()).couponId()).isEqualTo(issued().id());
	}

	@Test
	void issuesAProductCoupon() {
		SendProductCouponResponse response = this.productCoupons.send(CouponApplication.product("1").build());
		assertThat(response.couponCode()).isEqualTo(issued().id());
		assertThat(response.stockId()).isEqualTo(CouponApplication.PRODUCT_STOCK);
		assertThat(response.outRequestNo()).isEqualTo("1");
		assertThat(response.requestId()).isNotBlank();
		assertThat(body(Operation.PRODUCT_COUPON_SEND)).isEqualTo(mapper.readTree("""
				{"openid":"%s","stock_id":"%s","out_request_no":"1","appid":"%s","coupon_type":"NORMAL"}"""
			.formatted(CouponApplication.OPENID, CouponApplication.PRODUCT_STOCK, this.wechatPay.merchant().appid())));
	}

	@Test
	void issuesAMemberAProductCouponWithACodeOfTheMerchant() {
		this.wechatPay.addStock(Stock.productCoupon("1262260000000269").couponCodeMode(CouponCodeMode.MERCHANT_API));
		SendProductCouponResponse response = this.productCoupons.send(CouponApplication.product("1")
			.stockId("1262260000000269")
			.couponCode("code-1")
			.couponType(ProductCouponType.MEMBER)
			.memberCardId("pbLatjvFdsLDNeoNKNVLLYVPr8mI")
			.build());
		assertThat(response.couponCode()).isEqualTo("code-1").isEqualTo(issued().id());
		assertThat(body(Operation.PRODUCT_COUPON_SEND).path("coupon_type").asString()).isEqualTo("MEMBER");
	}

	@Test
	void issuesAConsumerCard() {
		SendConsumerCardResponse response = this.consumerCards.send(CouponApplication.card("1").build());
		assertThat(response.cardCode()).isEqualTo(issued().id());
		assertThat(response.requestId()).isNotBlank();
		assertThat(issued().stock().id()).isEqualTo(CouponApplication.CARD);
		JsonNode body = body(Operation.CONSUMER_CARD_SEND);
		assertThat(body.propertyNames()).containsExactlyInAnyOrder("appid", "openid", "out_request_no", "send_time");
		String sendTime = body.path("send_time").asString();
		assertThat(sendTime).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+08:00");
		assertThat(OffsetDateTime.parse(sendTime).toInstant().toEpochMilli())
			.isEqualTo(CouponApplication.SEND_TIME.toInstant().toEpochMilli());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIST")
	void issuesEachKindAsynchronouslyAsWell(Call call) {
		String id = call.makeAsync(this.application, CouponApplication.OPENID, "1").join();
		assertThat(issued().id()).isEqualTo(id);
		assertThat(request(call.operation()).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void sendsWhatWeChatPayAsksFor(Call call) {
		call.make(this.application, CouponApplication.OPENID, "1");
		RecordedRequest request = request(call.operation());
		assertThat(request.header("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\"");
		assertThat(request.header("Accept")).contains("application/json");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("User-Agent")).startsWith("wechatpay-spring-boot/");
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(this.wechatPay.merchant().platformPublicKeyId());
		assertThat(request.bodyAsString()).doesNotContain("null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "o/../é +?%", "a;b=c", "%2F", "a#b", "a\\b", "{openid}", "用户", "a&b=c", "...", "😀" })
	void usesAnyOpenidAsItIs(String openid) {
		for (Call call : List.of(Call.FAVOR, Call.MULTIUSE, Call.PRODUCT, Call.CONSUMER_CARD)) {
			call.make(this.application, openid, "1");
		}
		assertThat(this.wechatPay.issuedCoupons()).hasSize(4)
			.extracting(IssuedCoupon::openid)
			.allSatisfy((user) -> assertThat(user).isEqualTo(openid));
		assertThat(Call.LIST.make(this.application, openid, "1")).isEqualTo(this.wechatPay.issuedCoupons().get(0).id());
	}

	@Test
	void sendsTheAppidOfTheRequestRatherThanTheConfiguredOne() {
		String other = "wx0000000000000001";
		try (WechatPaySimulator simulator = WechatPaySimulator.builder()
			.appids("wxd678efh567hg6787", other)
			.stocks(CouponApplication.stocks())
			.start(); var several = CouponApplication.start(simulator)) {
			several.getBean(FavorCouponService.class).send(CouponApplication.favor("1").appid(other).build());
			several.getBean(MultiuseService.class).send(CouponApplication.multiuse("2").appid(other).build());
			several.getBean(ProductCouponService.class).send(CouponApplication.product("3").appid(other).build());
			several.getBean(ConsumerCardService.class).send(CouponApplication.card("4").appid(other).build());
			several.getBean(FavorCouponService.class).list(CouponApplication.list().appid(other).build());
			assertThat(simulator.issuedCoupons()).hasSize(4)
				.allSatisfy((coupon) -> assertThat(coupon.appid()).isEqualTo(other));
			assertThat(simulator.requests().get(4).query()).contains("appid=" + other);
			several.getBean(FavorCouponService.class).send(CouponApplication.favor("5").build());
			assertThat(simulator.issuedCoupons().get(4).appid()).isEqualTo("wxd678efh567hg6787");
		}
	}

	private IssuedCoupon issued() {
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
		return this.wechatPay.issuedCoupons().get(0);
	}

	private RecordedRequest request(Operation operation) {
		RecordedRequest request = this.wechatPay.requests().get(0);
		assertThat(request.operation()).isEqualTo(operation);
		return request;
	}

	private JsonNode body(Operation operation) {
		return mapper.readTree(request(operation).bodyAsString());
	}

}
