package io.github.wechatpayspring.endtoend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that is killed while it issues coupons, and begins again.
 */
class KilledProcessTests {

	private static final int COUPONS = 400;

	// how many there are when the program is killed
	private static final List<Integer> KILLS = List.of(60, 200);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void issuesEachUserExactlyOneCouponHoweverOftenItIsKilled() throws Exception {
		List<String> openids = IntStream.range(0, COUPONS).mapToObj((i) -> "oUpF8uMuAJO_M2pxb1Q9z-" + i).toList();
		Path file = Files.write(this.directory.resolve("openids.txt"), openids);
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.every(20));
		for (int kill : KILLS) {
			Process program = start(file);
			// looks often, so that some are left when it is killed
			Awaitility.await()
				.pollInterval(Duration.ofMillis(5))
				.atMost(Duration.ofMinutes(2))
				.until(() -> issued() >= kill);
			assertThat(program.isAlive()).as("alive until it is killed").isTrue();
			// kill -9
			program.destroyForcibly().waitFor();
			assertThat(issued()).isLessThan(COUPONS);
		}
		assertThat(start(file).waitFor()).as(this::lastLines).isZero();
		assertThat(this.wechatPay.issuedCoupons()).hasSize(COUPONS);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::openid)
			.containsExactlyInAnyOrderElementsOf(openids);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo)
			.containsExactlyInAnyOrderElementsOf(
					openids.stream().map((openid) -> OutRequestNo.of("double11", openid)).toList());
	}

	private String lastLines() {
		try {
			List<String> lines = Files.readAllLines(this.directory.resolve("log.txt"));
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int issued() {
		return this.wechatPay.issuedCoupons().size();
	}

	private Process start(Path file) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), CouponBatch.class.getName(), file.toString()));
		CouponApplication.properties(this.wechatPay).forEach((property) -> command.add("--" + property));
		command.add("--wechatpay.client.retry.max-share=1");
		// all coupons at once take their time on a busy machine
		command.addAll(List.of("--wechatpay.client.read-timeout=2m", "--wechatpay.client.retry.timeout=5m"));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(this.directory.resolve("log.txt").toFile()))
			.start();
	}

}
