package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * A merchant and what calls WeChat Pay with its keys. Immutable and safe for use by
 * several threads.
 */
public final class WechatPayMerchant {

	private final String name;

	private final String merchantId;

	private final MerchantServices services;

	/**
	 * Create a merchant.
	 * @param name the name of the merchant in this application
	 * @param merchantId the merchant id (mchid)
	 * @param services make its calls
	 */
	public WechatPayMerchant(String name, String merchantId, MerchantServices services) {
		this.name = name;
		this.merchantId = merchantId;
		this.services = services;
	}

	/**
	 * Return the name of the merchant in this application.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the merchant id (mchid).
	 * @return the id
	 */
	public String merchantId() {
		return this.merchantId;
	}

	/**
	 * Return a service by its type.
	 * @param <T> the type of the service
	 * @param type the type of the service
	 * @return the service
	 * @throws IllegalArgumentException if a merchant has no service of that type
	 */
	public <T> T service(Class<T> type) {
		T service = this.services.find(type);
		if (service == null) {
			throw new IllegalArgumentException(
					"Merchant \"%s\" has no service of type %s".formatted(this.name, type.getName()));
		}
		return service;
	}

	/**
	 * Return what sends and lists cash coupons (代金券).
	 * @return the service
	 */
	public FavorCouponService favorCoupons() {
		return service(FavorCouponService.class);
	}

	/**
	 * Return what sends multi-use credit (消费金).
	 * @return the service
	 */
	public MultiuseService multiuse() {
		return service(MultiuseService.class);
	}

	/**
	 * Return what sends product coupons (商品券).
	 * @return the service
	 */
	public ProductCouponService productCoupons() {
		return service(ProductCouponService.class);
	}

	/**
	 * Return what sends consumer cards (消费卡).
	 * @return the service
	 */
	public ConsumerCardService consumerCards() {
		return service(ConsumerCardService.class);
	}

	/**
	 * Return what sets the URL for notifications of cash coupons that were redeemed.
	 * @return the service
	 */
	public FavorCallbackService favorCallbacks() {
		return service(FavorCallbackService.class);
	}

	/**
	 * Return what sets the URL for notifications of merchant and product coupons.
	 * @return the service
	 */
	public BusifavorCallbackService busifavorCallbacks() {
		return service(BusifavorCallbackService.class);
	}

	/**
	 * Return what signs and verifies any other call.
	 * @return the client
	 */
	public RestClient restClient() {
		return service(RestClient.class);
	}

	/**
	 * Return what verifies, decrypts and reads notifications.
	 * @return the parser, {@code null} without an API v3 key
	 */
	public @Nullable NotificationParser notifications() {
		return this.services.find(NotificationParser.class);
	}

	/**
	 * Return what finds out why calls do not work.
	 * @return the diagnostics
	 */
	public WechatPayDiagnostics diagnostics() {
		return service(WechatPayDiagnostics.class);
	}

	@Override
	public String toString() {
		return "WechatPayMerchant[%s, %s]".formatted(this.name, this.merchantId);
	}

}
