package io.github.wechatpayspring.simulator.crypto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The API certificates (商户API证书) of the merchant: the newest one, and those before it,
 * which are accepted until they are retired. Safe for use by several threads.
 */
public final class MerchantCertificates {

	private final CipherSuite suite;

	private final String subject;

	private volatile State state;

	/**
	 * Issue the first certificate.
	 * @param suite what it is for
	 * @param merchantId the merchant
	 * @param start when it begins
	 */
	public MerchantCertificates(CipherSuite suite, String merchantId, Instant start) {
		this.suite = suite;
		this.subject = "C=CN,L=ShenZhen,OU=Simulated merchant,O=Tenpay.com,CN=" + merchantId;
		this.state = new State(List.of(IssuedCertificate.issue(suite, this.subject, start)), 0);
	}

	/**
	 * Issue another certificate, for a new key.
	 * @param start when it begins
	 */
	public synchronized void renew(Instant start) {
		List<IssuedCertificate> all = new ArrayList<>(this.state.all());
		all.add(IssuedCertificate.issue(this.suite, this.subject, start));
		this.state = new State(List.copyOf(all), this.state.retired());
	}

	/**
	 * Accept no certificate but the newest.
	 */
	public synchronized void retireFormer() {
		this.state = new State(this.state.all(), this.state.all().size() - 1);
	}

	/**
	 * Accept all certificates again.
	 */
	public synchronized void reset() {
		this.state = new State(this.state.all(), 0);
	}

	/**
	 * Return the newest certificate.
	 * @return the certificate
	 */
	public IssuedCertificate newest() {
		List<IssuedCertificate> all = this.state.all();
		return all.get(all.size() - 1);
	}

	/**
	 * Find the certificate that a request names.
	 * @param serialNumber its serial number
	 * @return the certificate, retired or not, or {@code null} if there is none
	 */
	public @Nullable IssuedCertificate find(String serialNumber) {
		return this.state.all()
			.stream()
			.filter((certificate) -> certificate.serialNumber().equals(serialNumber))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return whether a certificate is accepted no more.
	 * @param certificate the certificate
	 * @return whether it was retired
	 */
	public boolean isRetired(IssuedCertificate certificate) {
		State current = this.state;
		return current.all().indexOf(certificate) < current.retired();
	}

	/**
	 * The certificates at one moment.
	 *
	 * @param all the certificates, oldest first
	 * @param retired how many of them are accepted no more
	 */
	private record State(List<IssuedCertificate> all, int retired) {

	}

}
