package io.github.wechatpayspring.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.field.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Sets and queries the URL to which WeChat Pay sends the notifications of one product.
 * Not for subclasses of the application.
 *
 * @param <R> the request that sets it
 */
public abstract class CallbackService<R> {

	private final WechatPayClient client;

	private final String path;

	private final CallOptions set;

	private final CallOptions query;

	CallbackService(WechatPayClient client, String product) {
		this.client = client;
		this.path = "/v3/marketing/%s/callbacks".formatted(product);
		this.set = CallOptions.operation(product + "-callback-set").withRetry(CallOptions.Retry.IDEMPOTENT);
		this.query = CallOptions.operation(product + "-callback-query");
	}

	abstract R complete(R request, String merchantId);

	abstract void checkMchid(String mchid);

	WechatPayClient client() {
		return this.client;
	}

	/**
	 * Set the URL, in place of the one before. Setting it again is safe.
	 * @param request where to send notifications
	 * @return the registration on record now
	 * @throws WechatPayException if it was not set or the outcome is unknown
	 */
	public CallbackRegistration setCallback(R request) {
		return this.client.post(this.set, CallbackRegistration.class, complete(request, this.client.merchantId()),
				this.path);
	}

	/**
	 * Set the URL in the background.
	 * @param request where to send notifications
	 * @return the outcome of {@code setCallback}
	 */
	public CompletableFuture<CallbackRegistration> setCallbackAsync(R request) {
		return this.client.async(() -> setCallback(request));
	}

	/**
	 * Query the URL of the calling merchant.
	 * @return the registration on record
	 * @throws WechatPayException if it could not be queried, or there is none
	 */
	public CallbackRegistration queryCallback() {
		return queryCallback(this.client.merchantId());
	}

	/**
	 * Query the URL of a merchant.
	 * @param mchid merchant id, of the length that the request to set it allows
	 * @return the registration on record
	 * @throws IllegalArgumentException if {@code mchid} is missing, too short or too
	 * long; nothing was sent then
	 * @throws WechatPayException if it could not be queried, or there is none
	 */
	public CallbackRegistration queryCallback(String mchid) {
		checkMchid(RequestFields.required("mchid", mchid));
		return this.client.get(this.query, CallbackRegistration.class, Map.of("mchid", mchid), this.path);
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
	 * @param mchid merchant id
	 * @return the outcome of {@link #queryCallback(String)}
	 */
	public CompletableFuture<CallbackRegistration> queryCallbackAsync(String mchid) {
		return this.client.async(() -> queryCallback(mchid));
	}

	/**
	 * Check a URL for notifications. Messages do not repeat it, since its path may be
	 * secret.
	 * @param value the URL
	 * @throws IllegalArgumentException if WeChat Pay does not accept it
	 */
	static void checkNotifyUrl(@Nullable String value) {
		URI url;
		try {
			url = new URI(RequestFields.required("notifyUrl", value, 256));
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("'notifyUrl' is no URL: encode what is neither letter nor digit");
		}
		check("https".equals(url.getScheme()) && url.getHost() != null,
				"must be an absolute URL that begins with https://");
		check(url.getRawQuery() == null, "must have no query: put what you need into the path");
		check(url.getRawUserInfo() == null && url.getRawFragment() == null, "must have neither a user nor a fragment");
	}

	private static void check(boolean accepted, String rule) {
		if (!accepted) {
			throw new IllegalArgumentException("'notifyUrl' " + rule);
		}
	}

}
