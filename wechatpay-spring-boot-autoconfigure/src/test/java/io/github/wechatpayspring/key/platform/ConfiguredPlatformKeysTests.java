package io.github.wechatpayspring.key.platform;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ConfiguredPlatformKeysTests {

	private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final String SERIAL = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

	private static final PlatformKey PUBLIC_KEY = new PlatformKey("PUB_KEY_ID_0117261620242025082900212360003201",
			(RSAPublicKey) KEYS.getPublic());

	private final MutableClock clock = new MutableClock(NOW);

	private final List<KeyCertificate> certificates = PemText
		.of(KeyMaterial.platformCertificate(KEYS, SERIAL, NOW.minus(Duration.ofDays(10)), NOW.plus(Duration.ofDays(1))))
		.certificates();

	@Test
	void usesThePublicKeyAlone() {
		PlatformKeys keys = keys(PUBLIC_KEY, List.of()).current();
		assertThat(keys.preferred()).isSameAs(PUBLIC_KEY);
		assertThat(keys.ids()).containsExactly(PUBLIC_KEY.id());
	}

	@Test
	void prefersThePublicKeyAndVerifiesWithCertificates() {
		PlatformKeys keys = keys(PUBLIC_KEY, this.certificates).current();
		assertThat(keys.preferred()).isSameAs(PUBLIC_KEY);
		assertThat(keys.ids()).containsExactlyInAnyOrder(PUBLIC_KEY.id(), SERIAL);
	}

	@Test
	void encryptsWithACertificateForTheMerchantsAlgorithmOnly() {
		List<KeyCertificate> both = new ArrayList<>(this.certificates);
		both.addAll(PemText
			.of(KeyMaterial.platformCertificate(KeyMaterial.sm2(), "3F1E989910B253E069A11568C91C57CA44568158",
					NOW.minus(Duration.ofDays(20)), NOW.plus(Duration.ofDays(1))))
			.certificates());
		for (KeyCertificate certificate : both) {
			PlatformKeys keys = keys(null, both, certificate.algorithm()).current();
			assertThat(keys.preferred().id()).isEqualTo(certificate.serialNumber().value());
			assertThat(keys.ids()).hasSize(2);
		}
	}

	@Test
	void dropsACertificateThatExpiresWhileTheApplicationRuns() {
		PlatformKeySource keys = keys(null, this.certificates);
		assertThat(keys.current().preferred().id()).isEqualTo(SERIAL);
		this.clock.advance(Duration.ofDays(1).plusSeconds(1));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current)
			.withMessageContaining("wechatpay.platform-certificates");
	}

	private PlatformKeySource keys(PlatformKey publicKey, List<KeyCertificate> certificates) {
		return keys(publicKey, certificates, SignatureAlgorithm.SHA256_RSA2048);
	}

	private PlatformKeySource keys(PlatformKey publicKey, List<KeyCertificate> certificates,
			SignatureAlgorithm algorithm) {
		RequestSigner signer = mock();
		given(signer.algorithm()).willReturn(algorithm);
		return new KeyRing(new MerchantCredentials("1900007291", "01", signer),
				new ConfiguredPlatformKeys(publicKey, certificates), this.clock)
			.configuredKeys();
	}

}
