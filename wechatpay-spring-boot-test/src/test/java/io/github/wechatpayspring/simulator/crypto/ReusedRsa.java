package io.github.wechatpayspring.simulator.crypto;

import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * RSA with keys that others have no more use for, since the search for primes would take
 * most of the time of a short test. Those that are in use have keys of their own.
 */
public final class ReusedRsa extends Rsa {

	// a key rests before it comes back
	private static final int RESTING = 8;

	private static final Queue<KeyPair> FREE = new ArrayDeque<>();

	private final List<KeyPair> used = new ArrayList<>();

	@Override
	public KeyPair generateKeyPair() {
		KeyPair free = take();
		KeyPair keys = (free != null) ? free : super.generateKeyPair();
		synchronized (this.used) {
			this.used.add(keys);
		}
		return keys;
	}

	private static KeyPair take() {
		synchronized (FREE) {
			return (FREE.size() > RESTING) ? FREE.remove() : null;
		}
	}

	/**
	 * Leave the keys to others.
	 */
	public void release() {
		synchronized (this.used) {
			synchronized (FREE) {
				FREE.addAll(this.used);
			}
			this.used.clear();
		}
	}

}
