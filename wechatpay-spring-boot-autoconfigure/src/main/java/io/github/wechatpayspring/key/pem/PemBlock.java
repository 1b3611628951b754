package io.github.wechatpayspring.key.pem;

/**
 * The content between one BEGIN line and its END line.
 *
 * @param label the words after BEGIN, such as {@code PRIVATE KEY}
 * @param encrypted whether the headers of the block say that a passphrase protects it
 * @param der the decoded content
 */
record PemBlock(String label, boolean encrypted, byte[] der) {

	String beginLine() {
		return "-----BEGIN " + this.label + "-----";
	}

	@Override
	public String toString() {
		return "PemBlock[" + this.label + "]";
	}

}
