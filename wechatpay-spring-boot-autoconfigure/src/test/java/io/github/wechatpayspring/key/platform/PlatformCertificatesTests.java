package io.github.wechatpayspring.key.platform;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformCertificatesTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

	private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final PlatformKey PUBLIC_KEY = FakeWechatPay.platformKeys().current().preferred();

	private static final KeyCertificate FIRST = certificate("5157F09EFDC096DE15EBE81A47057A7232F1B8E1", START, EXPIRY);

	private static final KeyCertificate SECOND = certificate("7132D72A03E93CDDF8C03BBD1F37EEDF00000000", EXPIRY, LATER);

	private final PlatformCertificates certificates = new PlatformCertificates(List.of(FIRST, SECOND), List.of());

	@Test
	void keysStayTheSameUntilACertificateBeginsOrExpires() {
		PlatformKeys first = this.certificates.keysAt(START, null);
		assertThat(first.ids()).containsExactly(FIRST.serialNumber().value());
		assertThat(this.certificates.keysAt(EXPIRY.minusNanos(1), null)).isSameAs(first);
		assertThat(this.certificates.keysAt(EXPIRY, null).ids()).containsExactlyInAnyOrder(FIRST.serialNumber().value(),
				SECOND.serialNumber().value());
		assertThat(this.certificates.keysAt(EXPIRY.plusNanos(1), null).ids())
			.containsExactly(SECOND.serialNumber().value());
		assertThat(this.certificates.keysAt(LATER.plusNanos(1), null)).isNull();
	}

	@Test
	void keysChangeWhenTheClockIsSetBack() {
		this.certificates.keysAt(EXPIRY.plusNanos(1), null);
		assertThat(this.certificates.keysAt(START, null).ids()).containsExactly(FIRST.serialNumber().value());
		assertThat(this.certificates.keysAt(START.minusNanos(1), null)).isNull();
	}

	@Test
	void keysChangeWithWhatIsKnown() {
		PlatformKeys first = this.certificates.keysAt(START, null);
		assertThat(this.certificates.keysAt(START, PUBLIC_KEY).preferred()).isSameAs(PUBLIC_KEY);
		PlatformCertificates others = new PlatformCertificates(List.of(SECOND), List.of());
		assertThat(others.keysAt(START, PUBLIC_KEY).ids()).containsExactly(PUBLIC_KEY.id());
		assertThat(this.certificates.keysAt(START, null)).isNotSameAs(first);
	}

	private static KeyCertificate certificate(String serialNumber, Instant start, Instant expiry) {
		return PemText.of(KeyMaterial.platformCertificate(KEYS, serialNumber, start, expiry)).certificates().get(0);
	}

}
