package io.github.wechatpayspring.merchant.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.key.pem.KeyCertificate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reports certificates that have expired or not begun, and warns of those that soon will
 * expire.
 */
class CertificateExpiry {

	private static final Log logger = LogFactory.getLog(CertificateExpiry.class);

	private static final Duration NOTICE = Duration.ofDays(30);

	private final ConfigurationProblems problems;

	private final Clock clock;

	CertificateExpiry(ConfigurationProblems problems, Clock clock) {
		this.problems = problems;
		this.clock = clock;
	}

	/**
	 * Check certificates of which one is enough.
	 * @param certificates the certificates by the property that names them
	 * @param action what to do about one that cannot be used
	 */
	void checkAny(List<Map.Entry<String, KeyCertificate>> certificates, String action) {
		Instant now = this.clock.instant();
		boolean others = certificates.stream().anyMatch((each) -> each.getValue().isValidAt(now));
		certificates.forEach((each) -> {
			KeyCertificate certificate = each.getValue();
			if (!others || certificate.isValidAt(now)) {
				check(each.getKey(), certificate, action);
			}
			else {
				logger.warn("The certificate with serial number %s in %s is not used: it %s. %s".formatted(
						certificate.serialNumber(), this.problems.name(each.getKey()), outside(certificate, now),
						action));
			}
		});
	}

	void check(String property, KeyCertificate certificate, String action) {
		Instant now = this.clock.instant();
		Instant expiry = certificate.expiry();
		if (!certificate.isValidAt(now)) {
			this.problems.add(property, "The certificate with serial number %s %s."
				.formatted(certificate.serialNumber(), outside(certificate, now)), action);
		}
		else if (expiry.isBefore(now.plus(NOTICE))) {
			logger.warn("The certificate with serial number %s in %s expires at %s. %s"
				.formatted(certificate.serialNumber(), this.problems.name(property), expiry, action));
		}
	}

	private static String outside(KeyCertificate certificate, Instant now) {
		return (now.isBefore(certificate.start())) ? "is not valid before %s".formatted(certificate.start())
				: "expired at %s".formatted(certificate.expiry());
	}

}
