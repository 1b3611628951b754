package io.github.wechatpayspring.favor.bill;

import java.time.LocalDate;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.bill.Bill;
import io.github.wechatpayspring.bill.BillDownload;
import io.github.wechatpayspring.bill.BillLink;
import io.github.wechatpayspring.client.WechatPayClient;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the bills of stocks of cash coupons (代金券账单): from ten o'clock on the day
 * after the stock ended, or day by day. Only the creator of a stock gets them. Safe for
 * use by several threads.
 */
public class FavorBillService {

	private final FavorBillOperations links;

	private final BillDownload download;

	/**
	 * Create a service.
	 * @param links asks for the links
	 * @param client downloads what they lead to
	 */
	public FavorBillService(FavorBillOperations links, WechatPayClient client) {
		this.links = links;
		this.download = new BillDownload(client);
	}

	/**
	 * Download all redemptions of a stock (下载批次核销明细).
	 * @param stockId id of the stock
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none, or another file came than WeChat Pay
	 * offered
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012463585">Download
	 * redemptions (下载批次核销明细)</a>
	 */
	public Bill downloadUseFlow(String stockId) {
		return this.download.download(() -> link(this.links.useFlow(stockId)));
	}

	/**
	 * Download all refunds of a stock (下载批次退款明细).
	 * @param stockId id of the stock
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none, or another file came than WeChat Pay
	 * offered
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012463523">Download
	 * refunds (下载批次退款明细)</a>
	 */
	public Bill downloadRefundFlow(String stockId) {
		return this.download.download(() -> link(this.links.refundFlow(stockId)));
	}

	/**
	 * Download the redemptions of a stock on one day.
	 * @param stockId id of the stock
	 * @param date the day, in China
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none, or another file came than WeChat Pay
	 * offered
	 */
	public Bill downloadUseFlow(String stockId, LocalDate date) {
		return this.download.download(() -> {
			FavorUseFlowByDayResponse link = this.links
				.useFlowByDay(FavorUseFlowByDayRequest.builder().stockId(stockId).billDate(date.toString()).build());
			return new BillLink(link.url(), link.stockUseflowHash(), count(link.stockUseflowCount()));
		});
	}

	/**
	 * Download the refunds of a stock on one day.
	 * @param stockId id of the stock
	 * @param date the day, in China
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is none, or another file came than WeChat Pay
	 * offered
	 */
	public Bill downloadRefundFlow(String stockId, LocalDate date) {
		return this.download.download(() -> {
			FavorRefundFlowByDayResponse link = this.links.refundFlowByDay(
					FavorRefundFlowByDayRequest.builder().stockId(stockId).billDate(date.toString()).build());
			return new BillLink(link.url(), link.stockRefundflowHash(), count(link.stockRefundflowCount()));
		});
	}

	private static BillLink link(FavorBillLink link) {
		return new BillLink(link.url(), link.hashValue(), null);
	}

	private static @Nullable Long count(@Nullable String count) {
		try {
			return (count != null) ? Long.valueOf(count) : null;
		}
		catch (NumberFormatException ex) {
			// the hash decides
			return null;
		}
	}

}
