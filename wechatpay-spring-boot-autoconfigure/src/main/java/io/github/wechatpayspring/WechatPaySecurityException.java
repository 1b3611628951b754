package io.github.wechatpayspring;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A response or a callback that cannot be trusted to come from WeChat Pay. Its content is
 * dropped; the outcome of the call is unknown, since WeChat Pay may have processed it.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">Verifying responses
 * (如何验证签名)</a>
 */
public class WechatPaySecurityException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Reason reason;

	public WechatPaySecurityException(Reason reason, String message) {
		this(reason, message, null);
	}

	public WechatPaySecurityException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause, true);
		this.reason = reason;
	}

	/**
	 * Return why the message is not trusted.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a message is not trusted.
	 */
	public enum Reason {

		/**
		 * One of the headers that carry the signature is missing.
		 */
		HEADER_MISSING,

		/**
		 * A header that carries the signature cannot be read.
		 */
		HEADER_MALFORMED,

		/**
		 * The message was signed more than five minutes away from the clock of this
		 * machine.
		 */
		CLOCK_SKEW,

		/**
		 * The message names a key that is not configured.
		 */
		SERIAL_UNKNOWN,

		/**
		 * The message was signed with another algorithm than the key that it names is
		 * for.
		 */
		ALGORITHM_MISMATCH,

		/**
		 * There is no key to verify with, since none could be downloaded.
		 */
		KEY_UNAVAILABLE,

		/**
		 * The signature does not belong to the message.
		 */
		SIGNATURE_MISMATCH,

		/**
		 * A file that was downloaded is not the one whose hash WeChat Pay signed.
		 */
		HASH_MISMATCH,

		/**
		 * A link leads to a host that is not WeChat Pay's.
		 */
		FOREIGN_LINK,

		/**
		 * The signature is not one at all. WeChat Pay sends such ones on purpose
		 * ({@code WECHATPAY/SIGNTEST/}) to see whether they are refused.
		 */
		PROBE

	}

}
