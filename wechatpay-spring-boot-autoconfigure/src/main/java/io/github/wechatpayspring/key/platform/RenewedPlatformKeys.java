package io.github.wechatpayspring.key.platform;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * Adds to the keys of another source those that were replaced on a {@link KeyRing} a
 * short time ago. They verify and never encrypt.
 */
final class RenewedPlatformKeys implements PlatformKeySource, AutoCloseable {

	private final PlatformKeySource source;

	private final KeyRing keyRing;

	RenewedPlatformKeys(PlatformKeySource source, KeyRing keyRing) {
		this.source = source;
		this.keyRing = keyRing;
	}

	@Override
	public PlatformKeys current() {
		return withFormer(this.source.current());
	}

	@Override
	public PlatformKeys including(String id) {
		PlatformKeys current = current();
		return (current.find(id) != null) ? current : withFormer(this.source.including(id));
	}

	@Override
	public PlatformKeys known(String id) {
		return withFormer(this.source.known(id));
	}

	@Override
	public List<KeyCertificate> certificates() {
		return this.source.certificates();
	}

	private PlatformKeys withFormer(PlatformKeys current) {
		List<PlatformKey> former = this.keyRing.formerPlatformKeys();
		if (former.isEmpty()) {
			return current;
		}
		List<PlatformKey> all = new ArrayList<>(current.all());
		all.addAll(former);
		return PlatformKeys.of(current.preferred(), all);
	}

	@Override
	public void close() {
		if (this.source instanceof DownloadedPlatformKeys downloaded) {
			downloaded.close();
		}
	}

}
