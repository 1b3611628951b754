package io.github.wechatpayspring.key;

import org.jspecify.annotations.Nullable;

/**
 * The algorithms that merchants and WeChat Pay sign with. The type of the key decides
 * which.
 */
public enum SignatureAlgorithm {

	/**
	 * RSASSA-PKCS1-v1_5 with SHA-256. Signatures have the size of the key.
	 */
	SHA256_RSA2048("WECHATPAY2-SHA256-RSA2048", "RSA"),

	/**
	 * SM2 with SM3 (国密), user id {@code 1234567812345678}. Signatures are the ASN.1 DER
	 * of (r, s).
	 */
	SM2_WITH_SM3("WECHATPAY2-SM2-WITH-SM3", "SM2");

	private final String headerValue;

	private final String keyType;

	SignatureAlgorithm(String headerValue, String keyType) {
		this.headerValue = headerValue;
		this.keyType = keyType;
	}

	/**
	 * Return the algorithm of a {@code Wechatpay-Signature-Type} header.
	 * @param headerValue the value of the header, {@code null} if it is missing, which
	 * stands for {@link #SHA256_RSA2048}
	 * @return the algorithm, or {@code null} if it is not known
	 */
	public static @Nullable SignatureAlgorithm find(@Nullable String headerValue) {
		if (headerValue == null || headerValue.equals(SHA256_RSA2048.headerValue)) {
			return SHA256_RSA2048;
		}
		return headerValue.equals(SM2_WITH_SM3.headerValue) ? SM2_WITH_SM3 : null;
	}

	/**
	 * Return its name in headers: the scheme of {@code Authorization} and the value of
	 * {@code Wechatpay-Signature-Type}.
	 * @return the name
	 */
	public String headerValue() {
		return this.headerValue;
	}

	/**
	 * Return the type of its keys as WeChat Pay names it.
	 * @return {@code RSA} or {@code SM2}
	 */
	public String keyType() {
		return this.keyType;
	}

}
