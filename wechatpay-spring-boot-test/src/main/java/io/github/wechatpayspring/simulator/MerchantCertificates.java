package io.github.wechatpayspring.simulator;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The API certificates (商户API证书) of the merchant: the newest one, and those before it,
 * which are accepted until they are retired. Safe for use by several threads.
 */
final class MerchantCertificates {

	private final CipherSuite suite;

	private final String merchantId;

	private volatile State state;

	MerchantCertificates(CipherSuite suite, String merchantId, Instant start) {
		this.suite = suite;
		this.merchantId = merchantId;
		this.state = new State(List.of(issue(start)), 0);
	}

	/**
	 * Issue another certificate, for a new key.
	 * @param start when it begins
	 */
	synchronized void renew(Instant start) {
		List<Certificate> all = new ArrayList<>(this.state.all());
		all.add(issue(start));
		this.state = new State(List.copyOf(all), this.state.retired());
	}

	/**
	 * Refuse all certificates but the newest.
	 */
	synchronized void retireFormer() {
		this.state = new State(this.state.all(), this.state.all().size() - 1);
	}

	/**
	 * Accept all certificates again.
	 */
	synchronized void reset() {
		this.state = new State(this.state.all(), 0);
	}

	Certificate newest() {
		List<Certificate> all = this.state.all();
		return all.get(all.size() - 1);
	}

	/**
	 * Return the key that a request has to be signed with.
	 * @param serialNumber the certificate that the request names
	 * @return the key
	 */
	PublicKey key(String serialNumber) {
		State current = this.state;
		for (int i = 0; i < current.all().size(); i++) {
			Certificate certificate = current.all().get(i);
			if (certificate.serialNumber().equals(serialNumber)) {
				if (i < current.retired()) {
					throw ApiError.unauthorized("已更换证书，请使用新证书", ErrorCode.OTHER);
				}
				return certificate.keys().getPublic();
			}
		}
		throw ApiError.unauthorized("商户证书序列号有误。请使用签名私钥匹配的证书序列号", ErrorCode.SERIAL_NUMBER_WRONG);
	}

	private Certificate issue(Instant start) {
		KeyPair keys = this.suite.generateKeyPair();
		String serialNumber = X509.serialNumber();
		// nobody asks who signed it
		String pem = X509.pem(this.suite, "C=CN,L=ShenZhen,OU=Simulated merchant,O=Tenpay.com,CN=" + this.merchantId,
				serialNumber, start, keys.getPublic(), keys.getPrivate());
		return new Certificate(serialNumber, keys, pem);
	}

	/**
	 * A certificate of the merchant.
	 *
	 * @param serialNumber the serial number, 40 hex digits
	 * @param keys the keys
	 * @param pem the certificate in PEM
	 */
	record Certificate(String serialNumber, KeyPair keys, String pem) {

		String privateKeyPem() {
			return Pem.of("PRIVATE KEY", this.keys.getPrivate().getEncoded());
		}

		@Override
		public String toString() {
			return "Certificate[" + this.serialNumber + "]";
		}

	}

	/**
	 * The certificates at one moment.
	 *
	 * @param all the certificates, oldest first
	 * @param retired how many of them are refused
	 */
	private record State(List<Certificate> all, int retired) {

	}

}
