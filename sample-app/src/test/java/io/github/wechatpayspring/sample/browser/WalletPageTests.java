package io.github.wechatpayspring.sample.browser;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class WalletPageTests {

	private static final String OPENID = "oWalletAJO_M2pxb1Q9zNjWeS6o1";

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private FavorCouponService favorCoupons;

	@Test
	void showsACouponAsItIsGivenAndAsItIsUsed(Browser browser) {
		browser.open("/wallet?openid=" + OPENID);
		String id = give("wallet-page-1");
		browser.reload();
		browser.find("#card-" + id + "[data-status=SENDED]");
		this.wechatPay.redeem(id);
		browser.find("#card-" + id + "[data-status=USED]");
		browser.awaitText("#card-" + id, "COUPON.USE");
	}

	@Test
	void usesACouponWithAClick(Browser browser) {
		String id = give("wallet-page-2");
		browser.open("/wallet?openid=" + OPENID);
		browser.click("#use-" + id);
		browser.find("#card-" + id + "[data-status=USED]");
		assertThat(this.wechatPay.issuedCoupons()).filteredOn((coupon) -> coupon.id().equals(id))
			.extracting(IssuedCoupon::status)
			.containsExactly(CouponStatus.USED);
	}

	private String give(String outRequestNo) {
		return this.favorCoupons
			.send(SendFavorCouponRequest.builder().openid(OPENID).stockId("9865000").outRequestNo(outRequestNo).build())
			.couponId();
	}

}
