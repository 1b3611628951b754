package io.github.wechatpayspring.notification;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Sets and queries where WeChat Pay tells of merchant coupons (商家券) that users got, see
 * {@link CouponSentNotification}. Nothing is sent unless the merchant has set an API v3
 * key and has been given the permission to receive marketing events (营销事件推送); the user is
 * named only if the stock was created with a {@code notify_appid}. Safe for use by
 * several threads.
 */
public class BusifavorCallbackService {

	private static final String PATH = "/v3/marketing/busifavor/callbacks";

	private static final CallOptions SET = CallOptions.operation("busifavor-callback-set")
		.withRepetition(CallOptions.Repetition.IDEMPOTENT);

	private static final CallOptions QUERY = CallOptions.operation("busifavor-callback-query");

	private final WechatPayClient client;

	public BusifavorCallbackService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Return a service whose calls are not repeated after a failure.
	 * @return the service
	 */
	public BusifavorCallbackService withoutRetry() {
		return new BusifavorCallbackService(this.client.withoutRetry());
	}

	/**
	 * Set the URL (设置商家券事件通知地址), in place of the one before. Setting it again is safe.
	 * @param request where to send notifications
	 * @return what is on record now
	 * @throws WechatPayException if it was not set or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012465431">Set the URL for
	 * notifications (设置商家券事件通知地址)</a>
	 */
	public CallbackRegistration setCallback(SetBusifavorCallbackRequest request) {
		return this.client.post(SET, CallbackRegistration.class, request.withDefaultMchid(this.client.merchantId()),
				PATH);
	}

	/**
	 * Set the URL in the background.
	 * @param request where to send notifications
	 * @return the outcome of {@link #setCallback(SetBusifavorCallbackRequest)}
	 */
	public CompletableFuture<CallbackRegistration> setCallbackAsync(SetBusifavorCallbackRequest request) {
		return this.client.async(() -> setCallback(request));
	}

	/**
	 * Query the URL of the calling merchant (查询商家券事件通知地址).
	 * @return what is on record
	 * @throws WechatPayException if it could not be queried, or there is none
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012465507">Query the URL
	 * for notifications (查询商家券事件通知地址)</a>
	 */
	public CallbackRegistration queryCallback() {
		return queryCallback(this.client.merchantId());
	}

	/**
	 * Query the URL of a merchant (查询商家券事件通知地址).
	 * @param mchid merchant id, 8 to 15 bytes
	 * @return what is on record
	 * @throws IllegalArgumentException if {@code mchid} is missing, too short or too
	 * long; nothing was sent then
	 * @throws WechatPayException if it could not be queried, or there is none
	 */
	public CallbackRegistration queryCallback(String mchid) {
		checkMchid(RequestFields.required("mchid", mchid));
		return this.client.get(QUERY, CallbackRegistration.class, Map.of("mchid", mchid), PATH);
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
	 * @param mchid merchant id, 8 to 15 bytes
	 * @return the outcome of {@link #queryCallback(String)}
	 */
	public CompletableFuture<CallbackRegistration> queryCallbackAsync(String mchid) {
		return this.client.async(() -> queryCallback(mchid));
	}

	static void checkMchid(@Nullable String mchid) {
		if (mchid != null) {
			RequestFields.between("mchid", mchid, 8, 15);
		}
	}

}
