package io.github.wechatpayspring.favor.bill;

import java.io.IOException;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.bill.Bill;
import io.github.wechatpayspring.bill.BillLine;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillOperations;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FavorBillServiceTests {

	private static final String FILE = "批次ID\n`1\n`2\n";

	private static final String SHA1 = "d8ab845ed4a24cdb90f7acee20e696ef52a082b8";

	private static final String URL = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=1";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final FavorBillService bills = new FavorBillService(this.wechatPay.service(FavorBillOperations.class),
			this.wechatPay.client());

	@Test
	void downloadsAllRedemptionsAndRefunds() throws IOException {
		answer("{\"url\":\"%s\",\"hash_value\":\"%s\",\"hash_type\":\"SHA1\"}");
		assertDownloaded(this.bills.downloadUseFlow("9865000"), "/v3/marketing/favor/stocks/9865000/use-flow");
		assertDownloaded(this.bills.downloadRefundFlow("9865000"), "/v3/marketing/favor/stocks/9865000/refund-flow");
	}

	@Test
	void downloadsThoseOfADay() throws IOException {
		LocalDate date = LocalDate.of(2026, 11, 20);
		answer("{\"url\":\"%s\",\"stock_useflow_hash\":\"%s\",\"stock_useflow_count\":\"2\"}");
		assertDownloaded(this.bills.downloadUseFlow("1", date),
				"/v3/marketing/favor/stocks/1/use-flow-by-day?bill_date=2026-11-20");
		answer("{\"url\":\"%s\",\"stock_refundflow_hash\":\"%s\",\"stock_refundflow_count\":\"2\"}");
		assertDownloaded(this.bills.downloadRefundFlow("1", date),
				"/v3/marketing/favor/stocks/1/refund-flow-by-day?bill_date=2026-11-20");
	}

	@Test
	void downloadsThoseOfMultiuseCredit() throws IOException {
		MultiuseBillService multiuse = new MultiuseBillService(this.wechatPay.service(MultiuseBillOperations.class),
				this.wechatPay.client());
		answer("{\"url\":\"%s\"}");
		assertDownloaded(multiuse.downloadSendFlow("1", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)),
				"/v3/multiuse/stocks/1/send-flow?begin_date=20261101&end_date=20261130");
		assertDownloaded(multiuse.downloadSendFlow("1"), "/v3/multiuse/stocks/1/send-flow");
		assertDownloaded(multiuse.downloadUseFlow("1"), "/v3/multiuse/stocks/1/use-flow");
		assertDownloaded(multiuse.downloadRefundFlow("1"), "/v3/multiuse/stocks/1/refund-flow");
	}

	private void answer(String link) {
		Function<Received, Answer> answers = (request) -> (request.uri().getPath().equals("/v3/billdownload/file"))
				? Answer.unsigned(200, FILE) : Answer.signed(link.formatted(URL, SHA1));
		this.wechatPay.answer(answers);
	}

	private void assertDownloaded(Bill bill, String target) throws IOException {
		try (bill; Stream<BillLine> lines = bill.lines()) {
			assertThat(lines.map(BillLine::stockId)).containsExactly("1", "2");
		}
		assertThat(this.wechatPay.received()).extracting(Received::uri)
			.map(Object::toString)
			.containsExactly("https://api.mch.weixin.qq.com" + target, URL);
		this.wechatPay.received().clear();
	}

}
