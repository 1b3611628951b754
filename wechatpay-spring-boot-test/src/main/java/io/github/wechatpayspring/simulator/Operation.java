package io.github.wechatpayspring.simulator;

/**
 * The calls that the simulator serves.
 */
public enum Operation {

	/**
	 * Issues a consumer card (发放消费卡).
	 */
	SEND_CONSUMER_CARD("POST", "/v3/marketing/busifavor/coupons/{card_id}/send"),

	/**
	 * Issues a cash coupon (发放代金券).
	 */
	SEND_FAVOR_COUPON("POST", "/v3/marketing/favor/users/{openid}/coupons"),

	/**
	 * Lists a user's coupons by merchant number (根据商户号查用户的券).
	 */
	LIST_FAVOR_COUPONS("GET", "/v3/marketing/favor/users/{openid}/coupons"),

	/**
	 * Issues multi-use credit (发放指定批次的消费金).
	 */
	SEND_MULTIUSE_COUPON("POST", "/v3/multiuse/users/{openid}/coupons"),

	/**
	 * Issues a product coupon (向用户发放商品券).
	 */
	SEND_PRODUCT_COUPON("POST", "/v3/marketing/busifavor/product-coupons/send"),

	/**
	 * Sets the URL for notifications of cash coupons (设置消息通知地址).
	 */
	SET_FAVOR_CALLBACK("POST", "/v3/marketing/favor/callbacks"),

	/**
	 * Queries the URL for notifications of cash coupons (查询消息通知地址).
	 */
	QUERY_FAVOR_CALLBACK("GET", "/v3/marketing/favor/callbacks"),

	/**
	 * Sets the URL for notifications of merchant coupons (设置商家券事件通知地址).
	 */
	SET_BUSIFAVOR_CALLBACK("POST", "/v3/marketing/busifavor/callbacks"),

	/**
	 * Queries the URL for notifications of merchant coupons (查询商家券事件通知地址).
	 */
	QUERY_BUSIFAVOR_CALLBACK("GET", "/v3/marketing/busifavor/callbacks"),

	/**
	 * Lists the platform certificates (获取平台证书列表).
	 */
	DOWNLOAD_CERTIFICATES("GET", "/v3/certificates"),

	/**
	 * Tests signatures and encryption (商户签名验签/加解密测试).
	 */
	SECURITY_ECHO("POST", "/v3/security/echo");

	private final String method;

	private final String pathTemplate;

	Operation(String method, String pathTemplate) {
		this.method = method;
		this.pathTemplate = pathTemplate;
	}

	/**
	 * Return the HTTP method.
	 * @return the method
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Return the path with its variables in braces.
	 * @return the path template
	 */
	public String pathTemplate() {
		return this.pathTemplate;
	}

}
