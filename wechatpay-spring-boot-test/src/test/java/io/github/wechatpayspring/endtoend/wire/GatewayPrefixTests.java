package io.github.wechatpayspring.endtoend.wire;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.TestGateway;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls by way of a gateway that strips a prefix off the path, which thus is not signed.
 */
class GatewayPrefixTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void signsWhatArrivesBehindTheGateway(String end) {
		String openid = "o/../é +?%";
		try (WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(CouponApplication.stocks()).start();
				TestGateway gateway = new TestGateway(wechatPay.baseUrl(), "/gateway/wechat%20pay");
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.client.base-url=" + gateway.url() + end)) {
			for (Call call : Call.values()) {
				call.make(application, call.issuesACoupon() ? openid : CouponApplication.OPENID, "1");
			}
			assertThat(wechatPay.requests()).hasSize(Call.values().length)
				.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200))
				.extracting(RecordedRequest::path)
				.allSatisfy((path) -> assertThat(path).startsWith("/v3/"));
			assertThat(wechatPay.issuedCoupons()).hasSize(4)
				.extracting(IssuedCoupon::openid)
				.allSatisfy((user) -> assertThat(user).isEqualTo(openid));
		}
	}

}
