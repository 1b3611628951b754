package io.github.wechatpayspring.notification;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.field.RequestFields;

/**
 * Sets and queries where WeChat Pay tells of cash coupons (代金券) and multi-use credit
 * (消费金) that were used, see {@link CouponUsedNotification}. Nothing is sent unless the
 * merchant has set an API v3 key and has been given the permission to receive marketing
 * events (营销事件推送). Safe for use by several threads.
 */
public class FavorCallbackService {

	private static final String PATH = "/v3/marketing/favor/callbacks";

	private static final CallOptions SET = CallOptions.operation("favor-callback-set")
		.withRepetition(CallOptions.Repetition.IDEMPOTENT);

	private static final CallOptions QUERY = CallOptions.operation("favor-callback-query");

	private final WechatPayClient client;

	public FavorCallbackService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Return a service whose calls are not repeated after a failure.
	 * @return the service
	 */
	public FavorCallbackService withoutRetry() {
		return new FavorCallbackService(this.client.withoutRetry());
	}

	/**
	 * Set the URL (设置消息通知地址), in place of the one before. Setting it again is safe.
	 * @param request where to send notifications
	 * @return what is on record now
	 * @throws WechatPayException if it was not set or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012464070">Set the URL for
	 * notifications (设置消息通知地址)</a>
	 */
	public CallbackRegistration setCallback(SetFavorCallbackRequest request) {
		return this.client.post(SET, CallbackRegistration.class, request.withDefaultMchid(this.client.merchantId()),
				PATH);
	}

	/**
	 * Set the URL in the background.
	 * @param request where to send notifications
	 * @return the outcome of {@link #setCallback(SetFavorCallbackRequest)}
	 */
	public CompletableFuture<CallbackRegistration> setCallbackAsync(SetFavorCallbackRequest request) {
		return this.client.async(() -> setCallback(request));
	}

	/**
	 * Query the URL of the calling merchant (查询消息通知地址).
	 * @return what is on record
	 * @throws WechatPayException if it could not be queried, or there is none
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012464198">Query the URL
	 * for notifications (查询消息通知地址)</a>
	 */
	public CallbackRegistration queryCallback() {
		return queryCallback(this.client.merchantId());
	}

	/**
	 * Query the URL of a merchant (查询消息通知地址).
	 * @param mchid merchant id, at most 20 bytes
	 * @return what is on record
	 * @throws IllegalArgumentException if {@code mchid} is missing or too long; nothing
	 * was sent then
	 * @throws WechatPayException if it could not be queried, or there is none
	 */
	public CallbackRegistration queryCallback(String mchid) {
		return this.client.get(QUERY, CallbackRegistration.class,
				Map.of("mchid", RequestFields.required("mchid", mchid, 20)), PATH);
	}

	/**
	 * Query the URL of the calling merchant in the background.
	 * @return the outcome of {@link #queryCallback()}
	 */
	public CompletableFuture<CallbackRegistration> queryCallbackAsync() {
		return this.client.async(this::queryCallback);
	}

	/**
	 * Query the URL of a merchant in the background.
	 * @param mchid merchant id, at most 20 bytes
	 * @return the outcome of {@link #queryCallback(String)}
	 */
	public CompletableFuture<CallbackRegistration> queryCallbackAsync(String mchid) {
		return this.client.async(() -> queryCallback(mchid));
	}

}
