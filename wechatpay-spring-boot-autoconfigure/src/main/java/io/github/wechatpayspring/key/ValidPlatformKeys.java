package io.github.wechatpayspring.key;

import java.time.Instant;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The keys that were valid when they were last asked for. They stay the same until others
 * are known or a certificate begins or expires, so that a call need not put them together
 * again. Safe for use by several threads.
 */
final class ValidPlatformKeys {

	private volatile @Nullable Snapshot last;

	/**
	 * Return the keys that are valid at a time.
	 * @param now the time
	 * @param certificates the certificates that are known
	 * @param publicKey the WeChat Pay public key, or {@code null}
	 * @return the keys, or {@code null} if none is valid
	 */
	@Nullable PlatformKeys at(Instant now, PlatformCertificates certificates, @Nullable PlatformKey publicKey) {
		Snapshot last = this.last;
		if (last == null || !last.isOf(now, certificates, publicKey)) {
			last = Snapshot.of(now, certificates, publicKey);
			this.last = last;
		}
		return last.keys();
	}

	/**
	 * What was valid.
	 *
	 * @param certificates the certificates that were known
	 * @param publicKey the public key that was known
	 * @param start when it was put together
	 * @param end from when on it may differ
	 * @param keys the keys
	 */
	private record Snapshot(PlatformCertificates certificates, @Nullable PlatformKey publicKey, Instant start,
			Instant end, @Nullable PlatformKeys keys) {

		static Snapshot of(Instant now, PlatformCertificates certificates, @Nullable PlatformKey publicKey) {
			Instant end = certificates.all()
				.flatMap((certificate) -> Stream.of(certificate.start(), certificate.expiry().plusNanos(1)))
				.filter((change) -> change.isAfter(now))
				.min(Instant::compareTo)
				.orElse(Instant.MAX);
			return new Snapshot(certificates, publicKey, now, end, certificates.keysAt(now, publicKey));
		}

		boolean isOf(Instant now, PlatformCertificates certificates, @Nullable PlatformKey publicKey) {
			return this.certificates == certificates && this.publicKey == publicKey && !now.isBefore(this.start)
					&& now.isBefore(this.end);
		}

	}

}
