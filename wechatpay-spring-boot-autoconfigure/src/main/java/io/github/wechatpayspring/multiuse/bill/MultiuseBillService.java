package io.github.wechatpayspring.multiuse.bill;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.bill.Bill;
import io.github.wechatpayspring.bill.BillDownload;
import io.github.wechatpayspring.bill.BillLink;
import io.github.wechatpayspring.client.WechatPayClient;

/**
 * Downloads the bills of stocks of multi-use credit (消费金账单). WeChat Pay tells no hash of
 * them: compare the number of lines with your own records. Only the creator of a stock
 * gets them. Safe for use by several threads.
 */
public class MultiuseBillService {

	private final MultiuseBillOperations links;

	private final BillDownload download;

	/**
	 * Create a service.
	 * @param links asks for the links
	 * @param client downloads what they lead to
	 */
	public MultiuseBillService(MultiuseBillOperations links, WechatPayClient client) {
		this.links = links;
		this.download = new BillDownload(client);
	}

	/**
	 * Download what was issued from a stock (下载批次发放明细).
	 * @param stockId id of the stock
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none
	 */
	public Bill downloadSendFlow(String stockId) {
		return this.download.download(() -> link(this.links.sendFlow(stockId)));
	}

	/**
	 * Download what was issued from a stock in a period (下载批次发放明细).
	 * @param stockId id of the stock
	 * @param begin the first day, in China
	 * @param end the last day, at most 31 days in all
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none
	 */
	public Bill downloadSendFlow(String stockId, LocalDate begin, LocalDate end) {
		return this.download.download(() -> link(this.links.sendFlow(MultiuseSendFlowRequest.builder()
			.stockId(stockId)
			.beginDate(DateTimeFormatter.BASIC_ISO_DATE.format(begin))
			.endDate(DateTimeFormatter.BASIC_ISO_DATE.format(end))
			.build())));
	}

	/**
	 * Download the redemptions of a stock (下载核销明细).
	 * @param stockId id of the stock
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none
	 */
	public Bill downloadUseFlow(String stockId) {
		return this.download.download(() -> link(this.links.useFlow(stockId)));
	}

	/**
	 * Download the refunds of a stock (下载批次退款明细).
	 * @param stockId id of the stock
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none
	 */
	public Bill downloadRefundFlow(String stockId) {
		return this.download.download(() -> link(this.links.refundFlow(stockId)));
	}

	private static BillLink link(MultiuseBillLink link) {
		return new BillLink(link.url(), null, null);
	}

}
