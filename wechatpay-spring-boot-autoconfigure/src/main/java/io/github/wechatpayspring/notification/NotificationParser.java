package io.github.wechatpayspring.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.WechatPayHeaders;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.platform.ResponseVerifier;

import org.springframework.http.HttpHeaders;

/**
 * Verifies, decrypts and reads what WeChat Pay sends to the URL for notifications. Keeps
 * no state: the same notification is parsed each time it arrives. Safe for use by several
 * threads.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">Verifying
 * notifications (如何验证签名)</a>
 */
public final class NotificationParser {

	private static final byte[] NO_BODY = {};

	private final ResponseVerifier verifier;

	private final NotificationReader reader;

	private final String merchant;

	/**
	 * Create a parser.
	 * @param verifier decides whether a notification comes from WeChat Pay
	 * @param cipher decrypts with the API v3 key
	 */
	public NotificationParser(ResponseVerifier verifier, AeadCipher cipher) {
		this(verifier, cipher, NotificationEnvelope.DEFAULT_MERCHANT);
	}

	/**
	 * Create a parser for one of several merchants.
	 * @param verifier decides whether a notification comes from WeChat Pay
	 * @param cipher decrypts with the API v3 key of the same merchant
	 * @param merchant the name of the merchant in its notifications
	 */
	public NotificationParser(ResponseVerifier verifier, AeadCipher cipher, String merchant) {
		this.verifier = verifier;
		this.reader = new NotificationReader(cipher, merchant);
		this.merchant = merchant;
	}

	/**
	 * Return the name of the merchant whose notifications it parses.
	 * @return the name
	 */
	public String merchant() {
		return this.merchant;
	}

	/**
	 * Refuse a message whose headers alone show that it is no notification, before its
	 * body is read.
	 * @param headers the headers of the request
	 * @throws WechatPaySecurityException if it cannot be trusted to come from WeChat Pay
	 */
	public void checkHeaders(HttpHeaders headers) {
		this.verifier.verifyHeaders(WechatPayHeaders.signedMessage(headers, NO_BODY));
	}

	/**
	 * Parse a notification.
	 * @param headers the headers of the request
	 * @param body the body, byte by byte as it was received
	 * @return a {@link CouponUsedNotification}, a {@link CouponSentNotification}, or a
	 * {@link GenericNotification} of any other event
	 * @throws WechatPaySecurityException if it cannot be trusted to come from WeChat Pay;
	 * respond with {@code 4xx}
	 * @throws UnreadableNotificationException if it comes from WeChat Pay but cannot be
	 * read; respond with {@code 5xx}
	 */
	public WechatPayNotification parse(HttpHeaders headers, byte[] body) {
		this.verifier.verify(WechatPayHeaders.signedMessage(headers, body));
		return this.reader.read(body);
	}

	/**
	 * Parse a notification that did not come through Spring.
	 * @param headers the headers of the request, their names in any case
	 * @param body the body, byte by byte as it was received
	 * @return a {@link CouponUsedNotification}, a {@link CouponSentNotification}, or a
	 * {@link GenericNotification} of any other event
	 * @throws WechatPaySecurityException if it cannot be trusted to come from WeChat Pay;
	 * respond with {@code 4xx}
	 * @throws UnreadableNotificationException if it comes from WeChat Pay but cannot be
	 * read; respond with {@code 5xx}
	 */
	public WechatPayNotification parse(Map<String, ? extends Collection<String>> headers, byte[] body) {
		HttpHeaders copy = new HttpHeaders();
		headers.forEach((name, values) -> copy.addAll(name, new ArrayList<>(values)));
		return parse(copy, body);
	}

}
