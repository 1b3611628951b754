package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LedgerTests {

	@Test
	void usesMultiuseCreditUpAndCashCouponsOnce() {
		IssuedCoupon cash = coupon(Stock.favor("1"));
		assertThat(Ledger.redeemed(cash, null))
			.matches((coupon) -> coupon.status() == CouponStatus.USED && coupon.balance() == 0);
		assertThatIllegalArgumentException().isThrownBy(() -> Ledger.redeemed(cash, 50L))
			.withMessage("A cash coupon such as '7' is used as a whole");
		assertThatIllegalStateException().isThrownBy(() -> Ledger.redeemed(Ledger.redeemed(cash, null), null))
			.withMessage("Coupon '7' is USED");
		assertThatIllegalStateException()
			.isThrownBy(() -> Ledger.redeemed(coupon(Stock.favor("1"), CouponStatus.EXPIRED), null));
		IssuedCoupon gold = Ledger.redeemed(coupon(Stock.multiuse("1")), 30L);
		assertThat(gold).matches((coupon) -> coupon.status() == CouponStatus.SENDED && coupon.balance() == 70);
		assertThatIllegalArgumentException().isThrownBy(() -> Ledger.redeemed(gold, 71L))
			.withMessage("Of '7' 1 to 70 fen can be used, not 71");
		assertThatIllegalArgumentException().isThrownBy(() -> Ledger.redeemed(gold, 0L));
		assertThat(Ledger.redeemed(gold, 70L)).isEqualTo(Ledger.redeemed(gold, null))
			.matches((coupon) -> coupon.status() == CouponStatus.USED && coupon.balance() == 0);
		assertThatIllegalArgumentException().isThrownBy(() -> Ledger.redeemed(coupon(Stock.productCoupon("1")), null))
			.withMessageContaining("Only cash coupons and multi-use credit");
	}

	private static IssuedCoupon coupon(Stock stock) {
		return coupon(stock, CouponStatus.SENDED);
	}

	private static IssuedCoupon coupon(Stock stock, CouponStatus status) {
		return new IssuedCoupon("7", stock, "o-1", "wx1", "1", 100, 0, Instant.EPOCH, status, 100);
	}

}
