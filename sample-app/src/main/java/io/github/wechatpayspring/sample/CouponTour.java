package io.github.wechatpayspring.sample;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.favor.FavorCoupon;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Issues one coupon of each kind to a user when the application starts, lists what the
 * user holds then, and writes both to the log.
 */
@Component
@Order(1)
@ConditionalOnBooleanProperty("sample.tour")
class CouponTour implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(CouponTour.class);

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private final CouponDesk desk;

	private final SampleProperties properties;

	CouponTour(CouponDesk desk, SampleProperties properties) {
		this.desk = desk;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments args) {
		List<CouponKind> kinds = List.of(CouponKind.values());
		List<String> lines = new ArrayList<>();
		int issued = 0;
		for (CouponKind kind : kinds) {
			try {
				GivenCoupon coupon = this.desk.give(order(kind));
				lines.add("%-17s %-33s %-20s %-50s %5d".formatted(coupon.kind(), coupon.outRequestNo(), coupon.id(),
						Objects.requireNonNullElse(coupon.requestId(), "-"), coupon.milliseconds()));
				issued++;
			}
			catch (WechatPayException ex) {
				lines.add(ex.getMessage());
			}
		}
		List<FavorCoupon> held = this.desk.list(OPENID);
		logger
			.info("%n%n%d of %d coupons issued%n%-17s %-33s %-20s %-50s %5s%n%s%n%n%s%n".formatted(issued, kinds.size(),
					"kind", "number", "id or code", "request id", "ms", String.join("\n", lines), describe(held)));
	}

	private CouponOrder order(CouponKind kind) {
		String stockId = this.properties.stocks().usual(kind);
		String number = CouponOrder.newNumber();
		OffsetDateTime now = OffsetDateTime.now();
		return (kind != CouponKind.MULTIUSE) ? new CouponOrder(kind, OPENID, stockId, number, now)
				: new CouponOrder(kind, OPENID, stockId, number, now, 10000L, "张三", "11010519491231002X");
	}

	private static String describe(List<FavorCoupon> held) {
		List<String> lines = new ArrayList<>();
		lines.add("The user holds %d of them in the list of cash coupons and multi-use credit".formatted(held.size()));
		for (FavorCoupon coupon : held) {
			lines.add("%-17s %-33s %-20s %s".formatted((coupon.businessType() != null) ? coupon.businessType() : "CASH",
					coupon.status(), coupon.couponId(), coupon.couponName()));
		}
		return String.join("\n", lines);
	}

}
