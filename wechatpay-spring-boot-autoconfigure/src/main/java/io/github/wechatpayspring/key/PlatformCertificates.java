package io.github.wechatpayspring.key;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Platform certificates (平台证书) of WeChat Pay. Immutable.
 *
 * @param listed those in use, which may encrypt and verify
 * @param former those that were listed before or are for another algorithm; they verify
 * until they expire
 */
public record PlatformCertificates(List<KeyCertificate> listed, List<KeyCertificate> former) {

	static final PlatformCertificates NONE = new PlatformCertificates(List.of(), List.of());

	public PlatformCertificates {
		listed = List.copyOf(listed);
		former = List.copyOf(former);
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
		PlatformKey preferred = (publicKey != null) ? publicKey : latest(now).orElse(null);
		if (preferred == null) {
			return null;
		}
		return PlatformKeys.of(preferred,
				all().filter((certificate) -> certificate.isValidAt(now)).map(KeyCertificate::platformKey).toList());
	}

	private Optional<PlatformKey> latest(Instant now) {
		return this.listed.stream()
			.filter((certificate) -> certificate.isValidAt(now))
			.max(Comparator.comparing(KeyCertificate::start))
			.map(KeyCertificate::platformKey);
	}

	Stream<KeyCertificate> all() {
		return Stream.concat(this.listed.stream(), this.former.stream());
	}

}
