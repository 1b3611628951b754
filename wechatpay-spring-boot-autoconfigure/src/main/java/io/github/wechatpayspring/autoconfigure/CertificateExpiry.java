package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.wechatpayspring.key.KeyCertificate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reports certificates that have expired and warns of those that soon will.
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

	void check(String property, KeyCertificate certificate, String action) {
		Instant now = this.clock.instant();
		Instant expiry = certificate.expiry();
		if (expiry.isBefore(now)) {
			this.problems.add(property, "The certificate with serial number %s expired at %s."
				.formatted(certificate.serialNumber(), expiry), action);
		}
		else if (expiry.isBefore(now.plus(NOTICE))) {
			logger.warn("The certificate with serial number %s in %s expires at %s. %s"
				.formatted(certificate.serialNumber(), this.problems.name(property), expiry, action));
		}
	}

}
