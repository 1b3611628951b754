package io.github.wechatpayspring.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The calls that the simulator serves.
 */
public enum Operation {

	/**
	 * Gives a consumer card (发放消费卡).
	 */
	SEND_CONSUMER_CARD("POST", "/v3/marketing/busifavor/coupons/{card_id}/send"),

	/**
	 * Gives a cash coupon (发放代金券).
	 */
	SEND_FAVOR_COUPON("POST", "/v3/marketing/favor/users/{openid}/coupons"),

	/**
	 * Lists a user's coupons by merchant number (根据商户号查用户的券).
	 */
	LIST_FAVOR_COUPONS("GET", "/v3/marketing/favor/users/{openid}/coupons"),

	/**
	 * Gives multi-use credit (发放指定批次的消费金).
	 */
	SEND_MULTIUSE_COUPON("POST", "/v3/multiuse/users/{openid}/coupons"),

	/**
	 * Gives a product coupon (向用户发放商品券).
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

	private final String[] segments;

	Operation(String method, String pathTemplate) {
		this.method = method;
		this.pathTemplate = pathTemplate;
		this.segments = pathTemplate.split("/", -1);
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

	static @Nullable Operation find(String method, String rawPath) {
		for (Operation operation : values()) {
			if (operation.method.equals(method) && operation.matches(rawPath)) {
				return operation;
			}
		}
		return null;
	}

	static boolean isKnownPath(String rawPath) {
		for (Operation operation : values()) {
			if (operation.matches(rawPath)) {
				return true;
			}
		}
		return false;
	}

	private boolean matches(String rawPath) {
		String[] actual = rawPath.split("/", -1);
		if (actual.length != this.segments.length) {
			return false;
		}
		for (int i = 0; i < actual.length; i++) {
			if (!isVariable(this.segments[i]) && !this.segments[i].equals(actual[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return the path's variables as they are on the wire. A variable is one segment:
	 * what was not encoded as one does not match this operation at all.
	 * @param rawPath a path of this operation
	 * @return the variables, percent-encoded
	 */
	Map<String, String> pathVariables(String rawPath) {
		String[] actual = rawPath.split("/", -1);
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < actual.length; i++) {
			String segment = this.segments[i];
			if (isVariable(segment)) {
				variables.put(segment.substring(1, segment.length() - 1), actual[i]);
			}
		}
		return variables;
	}

	private static boolean isVariable(String segment) {
		return segment.startsWith("{");
	}

}
