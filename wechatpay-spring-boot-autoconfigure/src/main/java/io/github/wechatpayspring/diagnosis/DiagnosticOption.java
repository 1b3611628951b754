package io.github.wechatpayspring.diagnosis;

/**
 * A check that runs only on request.
 */
public enum DiagnosticOption {

	/**
	 * Call {@code POST /v3/security/echo}, which has WeChat Pay decrypt a field. It
	 * changes nothing.
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4014551946">Test of
	 * signatures and encryption (商户签名验签/加解密测试)</a>
	 */
	ECHO

}
