package io.github.wechatpayspring.client;

/**
 * What WeChat Pay says it verified, compared with what was signed.
 *
 * @param line the line of the signed text that differs: 1 method, 2 path and query, 5
 * body; 0 if none does
 * @param signed that line as it was signed, of a body its length
 * @param received that line as WeChat Pay received it, of a body its length
 */
public record SignedTextComparison(int line, String signed, String received) {

	/**
	 * Return whether WeChat Pay verified the very text that was signed, so that it is the
	 * key that is wrong.
	 * @return whether no line differs
	 */
	public boolean isSame() {
		return this.line == 0;
	}

}
