package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.concurrent.LinkedTransferQueue;

/**
 * Permits to sign, granted in the order that callers came. With many more callers than
 * processors, the operating system would interrupt each of them many times, and some
 * would take several times as long as others. A permit is handed to the next caller while
 * it still sleeps, so that no processor is idle meanwhile, as it would be with a fair
 * semaphore.
 */
final class SigningPermits {

	private final LinkedTransferQueue<Permit> free = new LinkedTransferQueue<>();

	SigningPermits(int count) {
		for (int i = 0; i < count; i++) {
			this.free.put(Permit.PERMIT);
		}
	}

	static SigningPermits perProcessor(int count) {
		return new SigningPermits(count * Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Sign as soon as there is a permit.
	 * @param signing needs a processor and waits for nothing else
	 * @return the signature
	 * @throws GeneralSecurityException if signing fails
	 */
	byte[] sign(Signing signing) throws GeneralSecurityException {
		acquire();
		try {
			return signing.sign();
		}
		finally {
			this.free.put(Permit.PERMIT);
		}
	}

	// an interrupt does not end the wait: it is left to whoever sends what was signed
	private void acquire() {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					this.free.take();
					return;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Something that takes a processor's time.
	 */
	@FunctionalInterface
	interface Signing {

		byte[] sign() throws GeneralSecurityException;

	}

	private enum Permit {

		PERMIT

	}

}
