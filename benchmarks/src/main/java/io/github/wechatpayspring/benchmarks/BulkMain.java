package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An instance of an application that issues in bulk, with a merchant whose calls cost
 * nothing. Each line of standard input is a command and has one line of standard output
 * for a response.
 */
public final class BulkMain {

	private static final String JOB = "benchmark";

	private BulkMain() {
	}

	/**
	 * Run until standard input ends.
	 * @param args the number of lines, the file of the embedded database and the URL of
	 * another one, empty for none
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		int lines = Integer.parseInt(args[0]);
		Credentials credentials = Credentials.generate();
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("wechatpay.bulk.file=" + args[1], "wechatpay.bulk.jdbc.initialize-schema=always",
					"wechatpay.client.rate-limit.enabled=false", "wechatpay.merchant-id=" + Credentials.MERCHANT_ID,
					"wechatpay.merchant-serial-number=" + Credentials.SERIAL_NUMBER,
					"wechatpay.merchant-private-key=" + credentials.merchantPrivateKeyPem(),
					"wechatpay.platform-public-key-id=" + Credentials.PLATFORM_KEY_ID,
					"wechatpay.platform-public-key=" + credentials.platformPublicKeyPem());
		if (!args[2].isEmpty()) {
			builder.properties("spring.datasource.url=" + args[2]);
		}
		try (ConfigurableApplicationContext context = builder.run();
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			BulkIssuing bulk = context.getBean(BulkIssuing.class);
			System.out.println("ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(switch (line) {
					case "create" -> timed(lines, () -> create(bulk, lines));
					case "issue" -> timed(lines, () -> issue(bulk, lines));
					default -> heap();
				});
			}
		}
	}

	private static String timed(int lines, Work work) throws Exception {
		Usage start = Usage.now();
		work.run();
		Usage end = Usage.now();
		double seconds = (end.time() - start.time()) / 1e9;
		return "%.1f s, %.0f lines/s, %.1f us of CPU a line in this process".formatted(seconds, lines / seconds,
				(end.cpuNanos() - start.cpuNanos()) / 1e3 / lines);
	}

	private static void create(BulkIssuing bulk, int lines) {
		bulk.create(BulkJobRequest.builder()
			.name(JOB)
			.stockId(CouponClient.STOCK_ID)
			.appid(Credentials.APPID)
			.lines(BulkLines.of(() -> IntStream.range(0, lines)
				.mapToObj((i) -> BulkLine.of("oUpF8uMuAJO_M2pxb1Q9%08d".formatted(i)))))
			.build());
	}

	private static void issue(BulkIssuing bulk, int lines) throws InterruptedException {
		bulk.start(JOB);
		BulkProgress progress = bulk.progress(JOB);
		while (progress.state() == BulkJobState.RUNNING) {
			Thread.sleep(200);
			progress = bulk.progress(JOB);
		}
		if (progress.issued() != lines) {
			throw new IllegalStateException("Not all lines were issued: " + progress);
		}
	}

	private static String heap() {
		long peak = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToLong((pool) -> pool.getPeakUsage().getUsed())
			.sum();
		System.gc();
		return "%d MB of heap at the end, pools peaked at %d MB together"
			.formatted(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20, peak >> 20);
	}

	private interface Work {

		void run() throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		WechatPay wechatPay() {
			WechatPayMerchant merchant = new WechatPayMerchant(WechatPay.DEFAULT_NAME, Credentials.MERCHANT_ID,
					new FreeCalls());
			return new WechatPay() {

				@Override
				public WechatPayMerchant merchant() {
					return merchant;
				}

				@Override
				public WechatPayMerchant merchant(String name) {
					return merchant;
				}

				@Override
				public Set<String> names() {
					return Set.of(WechatPay.DEFAULT_NAME);
				}

				@Override
				public void refresh() {
				}

				@Override
				public void refresh(String name) {
				}

			};
		}

	}

	/**
	 * Calls that issue a coupon without doing anything.
	 */
	private static final class FreeCalls implements MerchantServices {

		private final FavorCouponService favorCoupons = (FavorCouponService) Proxy.newProxyInstance(
				FavorCouponService.class.getClassLoader(), new Class<?>[] { FavorCouponService.class },
				(proxy, method, arguments) -> (method.getName().equals("send"))
						? new SendFavorCouponResponse("98674556") : proxy);

		@Override
		public <T> T find(Class<T> type) {
			return type.cast(this.favorCoupons);
		}

	}

}
