package io.github.wechatpayspring.bill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BillDownloadTests {

	private static final String URL = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Fb";

	private static final String FILE = "\uFEFF批次ID,优惠ID,优惠类型,优惠金额(元),订单总金额(元),交易类型,支付单号,消耗时间,消耗商户号,设备号\r\n"
			+ "`9865000,`98674556,全场代金券,1.00,\"1,010.50\",支付,`4200000000,2026-11-20 08:00:00,`1900007291,\r\n"
			+ "\r\n`9865000,`98674557,\"全场\"\"代金券\",0.5,10,支付,`4200000001,2026-11-20 09:00:00,`1900007291,7\r\n";

	// of FILE, by sha1sum
	private static final String SHA1 = "e90993d413cee7bdeeb23adf7d4b2b0cdacadf4f";

	@TempDir
	Path directory;

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final BillDownload download = new BillDownload(this.wechatPay.client());

	@Test
	void followsTheLinkWithASignedRequestAndBelievesTheHash() throws IOException {
		this.wechatPay.answer(Answer.unsigned(200, FILE).header("Content-Type", "text/plain"));
		try (Bill bill = download(URL, SHA1.toUpperCase(), 2L)) {
			assertThat(bill.size()).isEqualTo(FILE.getBytes(StandardCharsets.UTF_8).length);
			assertThat(bill.copyTo(this.directory.resolve("bill.csv"))).hasContent(FILE);
		}
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.uri()).hasToString(URL);
		assertThat(request.isSignedFor("/v3/billdownload/file?token=a%2Fb")).isTrue();
	}

	@Test
	void readsTheLines() throws IOException {
		this.wechatPay.answer(Answer.unsigned(200, FILE));
		try (Bill bill = download(URL, SHA1, null); Stream<BillLine> lines = bill.lines()) {
			List<BillLine> all = lines.toList();
			assertThat(all).hasSize(2);
			BillLine first = all.get(0);
			assertThat(first.stockId()).isEqualTo("9865000");
			assertThat(first.couponId()).isEqualTo("98674556");
			assertThat(first.couponType()).isEqualTo("全场代金券");
			assertThat(first.couponAmount()).isEqualTo(100);
			assertThat(first.transactionType()).isEqualTo("支付");
			assertThat(first.transactionId()).isEqualTo("4200000000");
			assertThat(first.consumeTime()).isEqualTo(OffsetDateTime.parse("2026-11-20T08:00:00+08:00"));
			assertThat(first.consumeMchid()).isEqualTo("1900007291");
			assertThat(first.value("设备号")).isNull();
			assertThat(first.value("没有的列")).isNull();
			assertThat(first).hasToString("BillLine" + first.values().keySet());
			assertThatIllegalStateException().isThrownBy(first::orderAmount)
				.withMessage("'订单总金额' is no amount of yuan: read it with value()");
			assertThat(all.get(1).couponType()).isEqualTo("全场\"代金券");
			assertThat(all.get(1).couponAmount()).isEqualTo(50);
			assertThat(all.get(1).orderAmount()).isEqualTo(1000);
			assertThat(all.get(1).value("设备号")).isEqualTo("7");
		}
	}

	@Test
	void deletesTheTemporaryFile() throws IOException {
		this.wechatPay.answer(Answer.unsigned(200, FILE));
		Bill bill = download(URL, SHA1, null);
		bill.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(bill::size);
	}

	@Test
	void doesNotBelieveAnotherFileAndTriesAgain() {
		this.wechatPay.answer((request) -> Answer.unsigned(200, "forged"));
		AtomicInteger links = new AtomicInteger();
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> this.download.download(() -> {
			links.incrementAndGet();
			return new BillLink(URL, SHA1, null);
		})).matches((ex) -> ex.reason() == Reason.HASH_MISMATCH).withMessageNotContaining("token");
		assertThat(links).hasValue(3);
	}

	@Test
	void doesNotBelieveAFileWithAnotherNumberOfLines() {
		this.wechatPay.answer((request) -> Answer.unsigned(200, FILE));
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> download(URL, SHA1, 3L))
			.matches((ex) -> ex.reason() == Reason.HASH_MISMATCH)
			.withMessageStartingWith("The bill has 2 lines, but WeChat Pay offered one with 3");
	}

	@Test
	void takesWhatComesAfterAFailure() throws IOException {
		AtomicInteger attempts = new AtomicInteger();
		this.wechatPay
			.answer((request) -> Answer.unsigned(200, (attempts.getAndIncrement() == 0) ? FILE.substring(5) : FILE));
		try (Bill bill = download(URL, SHA1, null)) {
			assertThat(bill.size()).isPositive();
		}
		assertThat(attempts).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com/v3/billdownload/file?token=secret",
			"http://download-service.wechatpay.cn/file?token=secret",
			"https://user@download-service.wechatpay.cn/file?token=secret",
			"https://evilwechatpay.cn/file?token=secret", "https://api.mch.weixin.qq.com.evil.com/file?token=secret",
			"no url secret" })
	void goesNowhereElse(String url) {
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> download(url, SHA1, null))
			.matches((ex) -> ex.reason() == Reason.FOREIGN_LINK)
			.withMessageNotContaining("secret");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void goesToTheHostThatWechatPayHasForFiles() throws IOException {
		this.wechatPay.answer(Answer.unsigned(200, FILE));
		try (Bill bill = download("https://download-service.wechatpay.cn/files/1?t=2", SHA1, null)) {
			assertThat(bill.size()).isPositive();
		}
		assertThat(this.wechatPay.onlyRequest().isSignedFor("/files/1?t=2")).isTrue();
	}

	@Test
	void goesThroughAGateway() throws IOException {
		FakeWechatPay gateway = new FakeWechatPay("https://gateway.example.com/wechatpay");
		gateway.answer(Answer.unsigned(200, FILE));
		try (Bill bill = new BillDownload(gateway.client()).download(() -> new BillLink(URL, SHA1, null))) {
			assertThat(bill.size()).isPositive();
		}
		assertThat(gateway.onlyRequest().uri())
			.hasToString("https://gateway.example.com/wechatpay/v3/billdownload/file?token=a%2Fb");
		assertThat(gateway.onlyRequest().isSignedFor("/v3/billdownload/file?token=a%2Fb")).isTrue();
	}

	@Test
	void failsIfThereIsNoFile() {
		this.wechatPay.answer(Answer.signed(404, "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"账单文件不存在\"}"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> download(URL, SHA1, null))
			.matches((ex) -> ex.statusCode() == 404);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void leavesNothingBehindWhenItFails() throws IOException {
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		List<Path> before = bills(temporary);
		this.wechatPay.answer((request) -> Answer.unsigned(200, "forged"));
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> download(URL, SHA1, null));
		assertThat(bills(temporary)).isSubsetOf(before);
	}

	private static List<Path> bills(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("wechatpay-bill-")).toList();
		}
	}

	private Bill download(String url, String sha1, Long lines) {
		return this.download.download(() -> new BillLink(url, sha1, lines));
	}

}
