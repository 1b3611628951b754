package io.github.wechatpayspring.key.platform;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.VerifyingKey;
import io.github.wechatpayspring.key.pem.PemText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRingTests {

	private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final KeyPair OTHER_KEYS = KeyMaterial.rsa();

	private static final String SERIAL = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

	private static final MerchantCredentials OLD = new MerchantCredentials("1900007291", "01",
			new RsaRequestSigner(KEYS.getPrivate()));

	private static final MerchantCredentials NEW = new MerchantCredentials("1900007291", "02",
			new RsaRequestSigner(OTHER_KEYS.getPrivate()));

	private static final ConfiguredPlatformKeys FIRST = keys("PUB_KEY_ID_01", KEYS);

	private static final ConfiguredPlatformKeys SECOND = keys("PUB_KEY_ID_02", OTHER_KEYS);

	private final MutableClock clock = new MutableClock(NOW);

	private final KeyRing keyRing = new KeyRing(OLD, FIRST, this.clock);

	private final PlatformKeySource source = this.keyRing.configuredKeys();

	@Test
	void providesTheNewKeys() {
		assertThat(this.keyRing.credentials()).isEqualTo(OLD);
		assertThat(this.source.current().ids()).containsExactly("PUB_KEY_ID_01");
		this.keyRing.replace(NEW, SECOND);
		assertThat(this.keyRing.credentials()).isEqualTo(NEW);
		assertThat(this.source.current().preferred()).isEqualTo(SECOND.publicKey());
	}

	@Test
	void verifiesWithAFormerKeyForTenMinutes() {
		PlatformKeys taken = this.source.current();
		this.keyRing.replace(NEW, SECOND);
		assertThat(taken.preferred()).isEqualTo(FIRST.publicKey());
		this.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
		assertThat(this.source.including("PUB_KEY_ID_01").find("PUB_KEY_ID_01")).isEqualTo(FIRST.publicKey());
		assertThat(this.source.current().ids()).containsExactlyInAnyOrder("PUB_KEY_ID_01", "PUB_KEY_ID_02");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.source.including("PUB_KEY_ID_01").ids()).containsExactly("PUB_KEY_ID_02");
	}

	@Test
	void remembersSeveralFormerKeysAndForgetsOneThatComesBack() {
		this.keyRing.replace(NEW, SECOND);
		this.clock.advance(Duration.ofMinutes(6));
		this.keyRing.replace(NEW, keys("PUB_KEY_ID_03", KEYS));
		assertThat(this.source.current().ids()).hasSize(3);
		this.clock.advance(Duration.ofMinutes(6));
		assertThat(this.source.current().ids()).containsExactlyInAnyOrder("PUB_KEY_ID_02", "PUB_KEY_ID_03");
		this.keyRing.replace(NEW, SECOND);
		assertThat(this.source.current().preferred()).isEqualTo(SECOND.publicKey());
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.source.current().ids()).containsExactly("PUB_KEY_ID_02");
	}

	@Test
	void countsAKeyThatStaysAsCurrent() {
		this.keyRing.replace(NEW, FIRST);
		assertThat(this.keyRing.formerPlatformKeys()).isEmpty();
	}

	@Test
	void verifiesWithAFormerCertificate() {
		List<KeyPair> keys = List.of(KEYS, OTHER_KEYS);
		List<ConfiguredPlatformKeys> certificates = keys.stream()
			.map((each) -> new ConfiguredPlatformKeys(null,
					PemText
						.of(KeyMaterial.platformCertificate(each, (each == KEYS) ? SERIAL : "0" + SERIAL.substring(1),
								NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1))))
						.certificates()))
			.toList();
		this.keyRing.replace(OLD, certificates.get(0));
		this.keyRing.replace(OLD, certificates.get(1));
		assertThat(this.source.including(SERIAL).find(SERIAL)).isNotNull();
		assertThat(this.source.current().preferred().id()).isNotEqualTo(SERIAL);
	}

	@Test
	void keepsDownloadedCertificatesAndDownloadsNothingForAFormerKey() {
		AtomicInteger downloads = new AtomicInteger();
		DownloadedPlatformKeys downloaded = new DownloadedPlatformKeys((known) -> {
			downloads.incrementAndGet();
			return PemText.of(KeyMaterial.platformCertificate(OTHER_KEYS, SERIAL, NOW, NOW.plus(Duration.ofDays(1))))
				.certificates();
		}, () -> this.keyRing.platformKeys().publicKey(), this.clock, Runnable::run, DownloadedPlatformKeys.PATIENCE);
		PlatformKeySource keys = new RenewedPlatformKeys(downloaded, this.keyRing);
		assertThat(keys.including(SERIAL).ids()).containsExactlyInAnyOrder("PUB_KEY_ID_01", SERIAL);
		this.keyRing.replace(NEW, SECOND);
		assertThat(keys.current().preferred()).isEqualTo(SECOND.publicKey());
		assertThat(keys.including("PUB_KEY_ID_01").ids()).containsExactlyInAnyOrder("PUB_KEY_ID_01", "PUB_KEY_ID_02",
				SERIAL);
		assertThat(keys.including(SERIAL).find(SERIAL)).isNotNull();
		assertThat(keys.known(SERIAL).ids()).containsExactlyInAnyOrder("PUB_KEY_ID_01", "PUB_KEY_ID_02", SERIAL);
		assertThat(downloads).hasValue(1);
	}

	@Test
	void distinguishesKeysWithTheSameName() {
		assertThat(FIRST.publicKey()).isEqualTo(keys("PUB_KEY_ID_01", KEYS).publicKey())
			.hasSameHashCodeAs(keys("PUB_KEY_ID_01", KEYS).publicKey())
			.isNotEqualTo(keys("PUB_KEY_ID_01", OTHER_KEYS).publicKey())
			.isNotEqualTo(keys("PUB_KEY_ID_02", KEYS).publicKey())
			.isNotEqualTo(null);
		RequestSigner same = PemText.of(KeyMaterial.privateKey(KEYS)).privateKey();
		assertThat(OLD.signer()).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(NEW.signer());
	}

	@Test
	void distinguishesShangmiKeys() {
		KeyPair keys = KeyMaterial.sm2();
		MerchantKey signer = PemText.of(KeyMaterial.privateKey(keys)).privateKey();
		VerifyingKey key = PemText.of(KeyMaterial.publicKey(keys)).publicKey();
		KeyPair others = KeyMaterial.sm2();
		assertThat(signer).isEqualTo(PemText.of(KeyMaterial.privateKey(keys)).privateKey())
			.hasSameHashCodeAs(PemText.of(KeyMaterial.privateKey(keys)).privateKey())
			.isNotEqualTo(PemText.of(KeyMaterial.privateKey(others)).privateKey())
			.isNotEqualTo(OLD.signer());
		assertThat(key).isEqualTo(PemText.of(KeyMaterial.publicKey(keys)).publicKey())
			.hasSameHashCodeAs(PemText.of(KeyMaterial.publicKey(keys)).publicKey())
			.isNotEqualTo(PemText.of(KeyMaterial.publicKey(others)).publicKey())
			.isNotEqualTo(null);
	}

	private static ConfiguredPlatformKeys keys(String id, KeyPair keys) {
		return new ConfiguredPlatformKeys(new PlatformKey(id, (RSAPublicKey) keys.getPublic()), List.of());
	}

}
