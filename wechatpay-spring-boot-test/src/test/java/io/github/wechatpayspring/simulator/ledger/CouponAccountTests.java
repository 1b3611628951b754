package io.github.wechatpayspring.simulator.ledger;

import java.time.Instant;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CouponAccountTests {

	@Test
	void usesACashCouponOnceAndAsAWhole() {
		CouponAccount cash = account(Stock.favor("1"));
		assertThatIllegalArgumentException().isThrownBy(() -> cash.redeem(50L))
			.withMessage("A cash coupon such as '7' is used as a whole");
		assertThat(cash.redeem(null)).isEqualTo(100);
		assertThat(cash.coupon()).matches((coupon) -> coupon.status() == CouponStatus.USED && coupon.balance() == 0);
		assertThatIllegalStateException().isThrownBy(() -> cash.redeem(null)).withMessage("Coupon '7' is USED");
	}

	@Test
	void usesNoCouponThatHasExpired() {
		CouponAccount expired = account(Stock.favor("1"));
		expired.setStatus(CouponStatus.EXPIRED);
		assertThatIllegalStateException().isThrownBy(() -> expired.redeem(null));
	}

	@Test
	void usesMultiuseCreditUp() {
		CouponAccount credit = account(Stock.multiuse("1"));
		assertThat(credit.redeem(30L)).isEqualTo(30);
		assertThat(credit.coupon())
			.matches((coupon) -> coupon.status() == CouponStatus.SENDED && coupon.balance() == 70);
		assertThatIllegalArgumentException().isThrownBy(() -> credit.redeem(71L))
			.withMessage("Of '7' 1 to 70 fen can be used, not 71");
		assertThatIllegalArgumentException().isThrownBy(() -> credit.redeem(0L));
		assertThat(credit.redeem(null)).isEqualTo(70);
		assertThat(credit.coupon()).matches((coupon) -> coupon.status() == CouponStatus.USED && coupon.balance() == 0);
	}

	@Test
	void refundsWhatWasUsed() {
		CouponAccount credit = account(Stock.multiuse("1"));
		assertThatIllegalStateException().isThrownBy(credit::refund).withMessage("Coupon '7' was not used");
		credit.redeem(30L);
		assertThat(credit.refund()).isEqualTo(30);
		assertThat(credit.coupon())
			.matches((coupon) -> coupon.status() == CouponStatus.SENDED && coupon.balance() == 100);
	}

	@Test
	void redeemsAndRefundsNothingThatMerchantsRedeem() {
		CouponAccount product = account(Stock.productCoupon("1"));
		assertThatIllegalArgumentException().isThrownBy(() -> product.redeem(null))
			.withMessageContaining("Only cash coupons and multi-use credit can be redeemed");
		assertThatIllegalArgumentException().isThrownBy(product::refund)
			.withMessageContaining("Only cash coupons and multi-use credit can be refunded");
	}

	private static CouponAccount account(Stock stock) {
		return new CouponAccount(new IssuedCoupon("7", stock, "o-1", "wx1", "1", 100, 0, Instant.EPOCH, Instant.EPOCH,
				Instant.MAX, CouponStatus.SENDED, 100));
	}

}
