package io.github.wechatpayspring.favor.stock;

import java.util.stream.Stream;

import io.github.wechatpayspring.client.service.Pages;
import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Creates and runs stocks of cash coupons (代金券批次). Safe for use by several threads.
 */
public interface FavorStockService extends FavorStockOperations, WechatPayService<FavorStockService> {

	/**
	 * List all stocks, page by page as they are read.
	 * @param request which stocks to list; {@code offset} is of no account
	 * @return the stocks, to be read by one thread; reading them throws what
	 * {@link #list(ListFavorStocksRequest)} throws
	 */
	default Stream<FavorStock> stream(ListFavorStocksRequest request) {
		return Pages.stream((offset) -> list(request.withOffset(offset)), FavorStockPage::data,
				FavorStockPage::totalCount, FavorStock::stockId);
	}

}
