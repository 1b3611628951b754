package io.github.wechatpayspring.multiuse;

import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;

/**
 * Issues multi-use credit (消费金). What a user holds of it is listed by
 * {@code FavorCouponService} with {@code businessType} {@code MULTIUSE}. Safe for use by
 * several threads.
 */
public class MultiuseService {

	private final WechatPayClient client;

	public MultiuseService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Return a service whose calls are not retried after a failure.
	 * @return the service
	 */
	public MultiuseService withoutRetry() {
		return new MultiuseService(this.client.withoutRetry());
	}

	/**
	 * Issue multi-use credit of a stock (发放指定批次的消费金). A retry with the same
	 * {@code outRequestNo} issues nothing a second time.
	 * @param request what to issue to whom
	 * @return the multi-use credit issued
	 * @throws IllegalArgumentException if there is no appid, or the name or the number of
	 * the identity card is too long to be encrypted; nothing was sent then
	 * @throws WechatPayException if nothing was issued or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012539766">Send multi-use
	 * credit (发放指定批次的消费金)</a>
	 */
	public SendMultiuseResponse send(SendMultiuseRequest request) {
		return this.client.post(
				CallOptions.sending("multiuse-send", request.outRequestNo(), request.openid(), request.stockId()),
				SendMultiuseResponse.class, request.withAppid(this.client.appid(request.appid())),
				"/v3/multiuse/users/{openid}/coupons", request.openid());
	}

	/**
	 * Issue multi-use credit in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendMultiuseRequest)}
	 */
	public CompletableFuture<SendMultiuseResponse> sendAsync(SendMultiuseRequest request) {
		return this.client.async(() -> send(request));
	}

}
