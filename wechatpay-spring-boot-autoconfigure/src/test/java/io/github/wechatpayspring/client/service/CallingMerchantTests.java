package io.github.wechatpayspring.client.service;

import io.github.wechatpayspring.FakeWechatPay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CallingMerchantTests {

	@Test
	void fillsInTheDefaultAppid() {
		CallingMerchant merchant = new CallingMerchant("1", FakeWechatPay.APPID, FakeWechatPay.CLOCK);
		assertThat(merchant.appid(null)).isEqualTo(FakeWechatPay.APPID);
		assertThat(merchant.appid("wx1")).isEqualTo("wx1");
	}

	@Test
	void saysWhereToSetAnAppidThatIsMissing() {
		CallingMerchant merchant = new CallingMerchant("1", null, FakeWechatPay.CLOCK);
		assertThat(merchant.appid("wx1")).isEqualTo("wx1");
		assertThatIllegalArgumentException().isThrownBy(() -> merchant.appid(null))
			.withMessage("'appid' is missing: set it on the request or set wechatpay.appid");
	}

}
