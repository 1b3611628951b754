package io.github.wechatpayspring.endtoend.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that issues a coupon to each user in a file and keeps no record of its own.
 * The number of a request follows from the user, so that no user gets two coupons,
 * however often the program is restarted.
 */
public final class CouponBatch {

	private CouponBatch() {
	}

	/**
	 * Issue the coupons.
	 * @param args a file with one openid in each line, then arguments of Spring Boot
	 * @throws IOException if the file cannot be read
	 */
	public static void main(String[] args) throws IOException {
		List<String> openids = Files.readAllLines(Path.of(args[0]));
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CouponApplication.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(Arrays.copyOfRange(args, 1, args.length))) {
			FavorCouponService favorCoupons = application.getBean(FavorCouponService.class);
			CompletableFuture
				.allOf(openids.stream()
					.map((openid) -> favorCoupons.sendAsync(SendFavorCouponRequest.builder()
						.openid(openid)
						.stockId(CouponApplication.FAVOR_STOCK)
						.outRequestNo(OutRequestNo.of("double11", openid))
						.build()))
					.toArray(CompletableFuture[]::new))
				.join();
		}
	}

}
