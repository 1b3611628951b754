package io.github.wechatpayspring.endtoend.calls;

import java.util.function.UnaryOperator;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Repeating requests, and what callers learn when WeChat Pay refuses one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureWechatPaySimulator
class RefusalTests {

	private static final String ISSUES_NOTHING = "LIST";

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

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ISSUES_NOTHING)
	void issuesTheSameCouponForTheSameRequest(Call call) {
		String first = call.make(this.application, CouponApplication.OPENID, "1");
		assertThat(call.make(this.application, CouponApplication.OPENID, "1")).isEqualTo(first);
		assertThat(call.makeAsync(this.application, CouponApplication.OPENID, "1").join()).isEqualTo(first);
		assertThat(this.wechatPay.requests()).hasSize(3);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(first);
		assertThat(call.make(this.application, CouponApplication.OPENID, "2")).isNotEqualTo(first);
	}

	@Test
	void refusesTheSameNumberForSomethingElse() {
		for (Call call : Call.values()) {
			call.make(this.application, CouponApplication.OPENID, "1");
		}
		check(() -> this.favorCoupons.send(CouponApplication.favor("1").couponValue(1L).build()), 400,
				"INVALID_REQUEST", 268498688L, "outRequestNo was used before");
		check(() -> this.multiuse.send(CouponApplication.multiuse("1").userName("另一个人").build()), 400,
				"INVALID_REQUEST", 268498688L, "outRequestNo was used before");
		check(() -> this.consumerCards.send(CouponApplication.card("1").openid("another").build()), 400,
				"INVALID_REQUEST", 268498688L, "outRequestNo was used before");
		check(() -> this.productCoupons.send(CouponApplication.product("1").memberCardId("card").build()), 400,
				"INVALID_REQUEST", 268498688L, "outRequestNo was used before");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(4);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ISSUES_NOTHING)
	void tellsThatTheBudgetIsUsedUp(Call call) {
		addStock(call, (stock) -> stock.budget(1));
		call.make(this.application, CouponApplication.OPENID, "1");
		check(() -> call.make(this.application, "another", "2"), 403, "NOT_ENOUGH", 270079534L, "budget is used up");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ISSUES_NOTHING)
	void tellsThatTheUserHasEnough(Call call) {
		addStock(call, (stock) -> stock.perUserLimit(1));
		call.make(this.application, CouponApplication.OPENID, "1");
		check(() -> call.make(this.application, CouponApplication.OPENID, "2"), 403, "REQUEST_BLOCKED", null,
				"Not permitted");
		assertThat(call.make(this.application, "another", "3")).isNotBlank();
	}

	@Test
	void tellsThatTheStockDoesNotExist() {
		check(() -> this.favorCoupons.send(CouponApplication.favor("1").stockId("1").build()), 404,
				"RESOURCE_NOT_EXISTS", 270079488L, "stock was not found");
		check(() -> this.multiuse.send(CouponApplication.multiuse("1").stockId("1").build()), 404,
				"RESOURCE_NOT_EXISTS", 270079488L, "stock was not found");
		check(() -> this.productCoupons.send(CouponApplication.product("1").stockId("1").build()), 404,
				"RESOURCE_NOT_EXISTS", 270079488L, "stock was not found");
		check(() -> this.consumerCards.send(CouponApplication.card("1").cardId("1").build()), 404,
				"RESOURCE_NOT_EXISTS", 270079488L, "stock was not found");
	}

	@Test
	void tellsThatTheAppidIsNotBound() {
		String appid = "wx0000000000000001";
		check(() -> this.favorCoupons.send(CouponApplication.favor("1").appid(appid).build()), 400,
				"APPID_MCHID_NOT_MATCH", 270079507L, "appid is not bound");
		check(() -> this.multiuse.send(CouponApplication.multiuse("1").appid(appid).build()), 400,
				"APPID_MCHID_NOT_MATCH", 270079507L, "appid is not bound");
		check(() -> this.productCoupons.send(CouponApplication.product("1").appid(appid).build()), 400,
				"APPID_MCHID_NOT_MATCH", 270079507L, "appid is not bound");
		check(() -> this.consumerCards.send(CouponApplication.card("1").appid(appid).build()), 400,
				"APPID_MCHID_NOT_MATCH", 270079507L, "appid is not bound");
		check(() -> this.favorCoupons.list(CouponApplication.list().appid(appid).build()), 400, "APPID_MCHID_NOT_MATCH",
				270079507L, "appid is not bound");
	}

	@Test
	void tellsWhichParameterIsWrong() {
		WechatPayApiException refusal = check(() -> this.favorCoupons.list(CouponApplication.list().limit(101).build()),
				400, "PARAM_ERROR", null, "A parameter is wrong");
		assertThat(refusal.detail()).isNull();
		assertThat(refusal.errorMessage()).isEqualTo("页大小超过阈值");
		assertThat(refusal).hasMessageContaining("页大小超过阈值");
	}

	@Test
	void tellsThatItIsNotAuthenticated() {
		try (ConfigurableApplicationContext stranger = CouponApplication.start(this.wechatPay,
				"wechatpay.merchant-serial-number=5157F09EFDC096DE15EBE81A47057A7232F1B8E1")) {
			assertThat(Call.values()).allSatisfy((call) -> assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> call.make(stranger, CouponApplication.OPENID, "1"))
				.withMessageContaining("wechatpay.merchant-serial-number")
				.satisfies((ex) -> {
					assertThat(ex.statusCode()).isEqualTo(401);
					assertThat(ex.code()).isEqualTo("SIGN_ERROR");
					assertThat(ex.errorNumber()).isEqualTo(269546507);
					assertThat(ex.isSignatureVerified()).isFalse();
					assertThat(ex.isOutcomeUnknown()).isFalse();
					assertThat(ex.isRetryable()).isFalse();
				}));
		}
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	private WechatPayApiException check(ThrowingCallable call, int status, String code, Long number,
			String explanation) {
		int issued = this.wechatPay.issuedCoupons().size();
		WechatPayApiException refusal = catchThrowableOfType(WechatPayApiException.class, call);
		assertThat(refusal).isNotNull();
		assertThat(refusal.statusCode()).isEqualTo(status);
		assertThat(refusal.code()).isEqualTo(code);
		assertThat(refusal.requestId()).matches("08[0-9A-F]+-\\d+").endsWith("-" + refusal.errorNumber());
		if (number != null) {
			assertThat(refusal.errorNumber()).isEqualTo(number);
		}
		assertThat(refusal.isRetryable()).isFalse();
		assertThat(refusal.isSignatureVerified()).isTrue();
		assertThat(refusal.isOutcomeUnknown()).isFalse();
		assertThat(refusal).hasMessageContaining(code)
			.hasMessageContaining(explanation)
			.hasMessageContaining(refusal.requestId())
			.hasMessageNotContaining(CouponApplication.OPENID)
			.hasNoCause();
		assertThat(this.wechatPay.issuedCoupons()).hasSize(issued);
		return refusal;
	}

	private void addStock(Call call, UnaryOperator<Stock> change) {
		Stock stock = switch (call) {
			case CONSUMER_CARD -> Stock.consumerCard(CouponApplication.CARD);
			case FAVOR -> Stock.favor(CouponApplication.FAVOR_STOCK);
			case MULTIUSE -> Stock.multiuse(CouponApplication.MULTIUSE_STOCK).withoutDenomination();
			case PRODUCT -> Stock.productCoupon(CouponApplication.PRODUCT_STOCK);
			case LIST -> throw new IllegalArgumentException("Issues nothing");
		};
		this.wechatPay.addStock(change.apply(stock));
	}

}
