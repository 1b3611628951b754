package io.github.wechatpayspring.bulk.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.bulk.command.BulkCommand;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs given on the command line, of applications in processes of their own.
 */
class CommandTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(BulkApplication.stocks()).start();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void issuesCouponsToTheUsersOfAFile() throws Exception {
		Path file = write(BulkApplication.openids(40));
		Instance command = command(file);
		assertThat(command.awaitExit()).as(command::lastLines).isEqualTo(BulkCommand.ISSUED);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(40);
		assertThat(this.directory.resolve("users.report.csv")).content()
			.contains(this.wechatPay.issuedCoupons().get(0).id());
		assertThat(command.lastLines()).contains("Stock \"新人立减券\"", "40 of 40 issued");
	}

	@Test
	void goesOnWhereItWasWhenItIsRunAgain() throws Exception {
		Path file = write(BulkApplication.openids(400));
		this.wechatPay.inject(Fault.delay(Duration.ofMillis(50)).always());
		Instance command = command(file);
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> this.wechatPay.issuedCoupons().size() > 50);
		command.kill();
		assertThat(this.wechatPay.issuedCoupons()).hasSizeLessThan(400);
		command.restart();
		assertThat(command.awaitExit()).as(command::lastLines).isEqualTo(BulkCommand.ISSUED);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::openid)
			.containsExactlyInAnyOrderElementsOf(BulkApplication.openids(400));
	}

	@Test
	void sendsNothingOfAListWithBadLines() throws Exception {
		List<String> openids = new ArrayList<>(BulkApplication.openids(5));
		openids.add("13800138000");
		Instance command = command(write(openids));
		assertThat(command.awaitExit()).isEqualTo(BulkCommand.BAD_LIST);
		assertThat(command.lastLines()).contains("Line 7: openid:").doesNotContain("13800138000");
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	@Test
	void tellsByItsExitCodeThatLinesWereRefused() throws Exception {
		this.wechatPay.addStock(Stock.favor(BulkApplication.STOCK).budget(3));
		Instance command = command(write(BulkApplication.openids(5)));
		assertThat(command.awaitExit()).as(command::lastLines).isEqualTo(BulkCommand.REFUSED);
		assertThat(command.lastLines()).contains("2 refused: NOT_ENOUGH");
	}

	private Path write(List<String> openids) throws IOException {
		List<String> lines = new ArrayList<>(List.of("openid"));
		lines.addAll(openids);
		return Files.write(this.directory.resolve("users.csv"), lines);
	}

	private Instance command(Path file) throws IOException {
		return Instance.start(this.wechatPay, this.directory.resolve("log.txt"),
				"wechatpay.bulk.file=" + this.directory.resolve("jobs"), "wechatpay.bulk.send=" + file,
				"wechatpay.bulk.name=spring-2027", "wechatpay.bulk.stock=" + BulkApplication.STOCK);
	}

}
