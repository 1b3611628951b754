package io.github.wechatpayspring.key.platform;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.wechatpayspring.key.pem.KeyCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Platform certificates (平台证书) of WeChat Pay, of which some are valid at a time. Safe for
 * use by several threads.
 */
final class PlatformCertificates {

	private final List<KeyCertificate> listed;

	private final List<KeyCertificate> former;

	// holds until a certificate begins or expires, so calls need not assemble it anew
	private volatile @Nullable Snapshot last;

	/**
	 * Create the certificates.
	 * @param listed those in use, which may encrypt and verify
	 * @param former those that were listed before or are for another algorithm; they
	 * verify until they expire
	 */
	PlatformCertificates(List<KeyCertificate> listed, List<KeyCertificate> former) {
		this.listed = List.copyOf(listed);
		this.former = List.copyOf(former);
	}

	List<KeyCertificate> listed() {
		return this.listed;
	}

	/**
	 * Return what is known after another list was received.
	 * @param current the list
	 * @param now the time
	 * @return the list, with what is not in it but still valid as former certificates
	 */
	PlatformCertificates replacedBy(Collection<KeyCertificate> current, Instant now) {
		List<KeyCertificate> remaining = all().filter((known) -> known.isValidAt(now))
			.filter((known) -> current.stream().noneMatch((other) -> known.serialNumber().equals(other.serialNumber())))
			.toList();
		return new PlatformCertificates(List.copyOf(current), remaining);
	}

	/**
	 * Return the keys that are valid at a time. The certificate that began last encrypts,
	 * as WeChat Pay asks for, unless there is a public key.
	 * @param now the time
	 * @param publicKey the WeChat Pay public key of a merchant who moves from
	 * certificates to it, {@code null} if there is none
	 * @return the keys, or {@code null} if none is valid
	 */
	@Nullable PlatformKeys keysAt(Instant now, @Nullable PlatformKey publicKey) {
		Snapshot last = this.last;
		if (last == null || !last.holdsAt(now, publicKey)) {
			last = new Snapshot(publicKey, now, nextChange(now), validAt(now, publicKey));
			this.last = last;
		}
		return last.keys();
	}

	private @Nullable PlatformKeys validAt(Instant now, @Nullable PlatformKey publicKey) {
		PlatformKey preferred = (publicKey != null) ? publicKey : latest(now).orElse(null);
		if (preferred == null) {
			return null;
		}
		return PlatformKeys.of(preferred,
				all().filter((certificate) -> certificate.isValidAt(now)).map(PlatformKey::of).toList());
	}

	private Optional<PlatformKey> latest(Instant now) {
		return this.listed.stream()
			.filter((certificate) -> certificate.isValidAt(now))
			.max(Comparator.comparing(KeyCertificate::start))
			.map(PlatformKey::of);
	}

	private Instant nextChange(Instant now) {
		return all().flatMap((certificate) -> Stream.of(certificate.start(), certificate.expiry().plusNanos(1)))
			.filter((change) -> change.isAfter(now))
			.min(Instant::compareTo)
			.orElse(Instant.MAX);
	}

	private Stream<KeyCertificate> all() {
		return Stream.concat(this.listed.stream(), this.former.stream());
	}

	/**
	 * What was valid.
	 *
	 * @param publicKey the public key that was known
	 * @param start when it was assembled
	 * @param end when it may change
	 * @param keys the keys
	 */
	private record Snapshot(@Nullable PlatformKey publicKey, Instant start, Instant end, @Nullable PlatformKeys keys) {

		boolean holdsAt(Instant now, @Nullable PlatformKey publicKey) {
			return this.publicKey == publicKey && !now.isBefore(this.start) && now.isBefore(this.end);
		}

	}

}
