package io.github.wechatpayspring.client;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a request of {@link SignedProbe}, an error response included.
 *
 * @param status the HTTP status
 * @param code WeChat Pay's code of an error
 * @param message WeChat Pay's own words
 * @param explanation what the error means and what to do, without full stops at the ends
 * @param comparison what WeChat Pay verified, if it refused the signature and says so
 * @param signed whether the response carries a signature
 * @param serial the key that the response names
 * @param distrust why the signature of the response does not verify, {@code null} if it
 * does or if there is none and none is needed
 * @param body the body
 */
public record ProbeResponse(int status, @Nullable String code, @Nullable String message,
		@Nullable BilingualText explanation, @Nullable SignedTextComparison comparison, boolean signed,
		@Nullable String serial, @Nullable WechatPaySecurityException distrust, byte[] body) {

	/**
	 * Return status and code, as far as there are any.
	 * @return for instance {@code 401 SIGN_ERROR}
	 */
	public String outcome() {
		return (this.code != null) ? this.status + " " + this.code : String.valueOf(this.status);
	}

	@Override
	public String toString() {
		return "ProbeResponse[" + outcome() + "]";
	}

}
