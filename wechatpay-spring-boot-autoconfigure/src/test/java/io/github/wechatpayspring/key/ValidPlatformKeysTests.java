package io.github.wechatpayspring.key;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.FakeWechatPay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValidPlatformKeysTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

	private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final PlatformKey PUBLIC_KEY = FakeWechatPay.platformKeys().current().preferred();

	private static final KeyCertificate FIRST = certificate("5157F09EFDC096DE15EBE81A47057A7232F1B8E1", START, EXPIRY);

	private static final KeyCertificate SECOND = certificate("7132D72A03E93CDDF8C03BBD1F37EEDF00000000", EXPIRY, LATER);

	private final PlatformCertificates certificates = new PlatformCertificates(List.of(FIRST, SECOND), List.of());

	private final ValidPlatformKeys valid = new ValidPlatformKeys();

	@Test
	void areTheSameUntilACertificateBeginsOrExpires() {
		PlatformKeys first = this.valid.at(START, this.certificates, null);
		assertThat(first.ids()).containsExactly(FIRST.serialNumber().value());
		assertThat(this.valid.at(EXPIRY.minusNanos(1), this.certificates, null)).isSameAs(first);
		assertThat(this.valid.at(EXPIRY, this.certificates, null).ids())
			.containsExactlyInAnyOrder(FIRST.serialNumber().value(), SECOND.serialNumber().value());
		assertThat(this.valid.at(EXPIRY.plusNanos(1), this.certificates, null).ids())
			.containsExactly(SECOND.serialNumber().value());
		assertThat(this.valid.at(LATER.plusNanos(1), this.certificates, null)).isNull();
	}

	@Test
	void changeWhenTheClockIsSetBack() {
		this.valid.at(EXPIRY.plusNanos(1), this.certificates, null);
		assertThat(this.valid.at(START, this.certificates, null).ids()).containsExactly(FIRST.serialNumber().value());
		assertThat(this.valid.at(START.minusNanos(1), this.certificates, null)).isNull();
	}

	@Test
	void changeWithWhatIsKnown() {
		PlatformKeys first = this.valid.at(START, this.certificates, null);
		assertThat(this.valid.at(START, this.certificates, PUBLIC_KEY).preferred()).isSameAs(PUBLIC_KEY);
		PlatformCertificates others = new PlatformCertificates(List.of(SECOND), List.of());
		assertThat(this.valid.at(START, others, PUBLIC_KEY).ids()).containsExactly(PUBLIC_KEY.id());
		assertThat(this.valid.at(START, this.certificates, null)).isNotSameAs(first);
	}

	private static KeyCertificate certificate(String serialNumber, Instant start, Instant expiry) {
		return PemText.of(KeyMaterial.platformCertificate(KEYS, serialNumber, start, expiry)).certificates().get(0);
	}

}
