package io.github.wechatpayspring.bulk.ledger;

/**
 * Counts how often each text came, in 20 bytes for each of up to a hundred million texts.
 * Texts are told apart by half of their SHA-256.
 */
final class OpenidCounter {

	private static final int INITIAL_CAPACITY = 1 << 12;

	private long[] hashes = new long[2 * INITIAL_CAPACITY];

	private int[] counts = new int[INITIAL_CAPACITY];

	private int size;

	/**
	 * Count a text.
	 * @param high the first 64 bits of its hash
	 * @param low the next 64 bits
	 * @return how often it came, this time included
	 */
	int count(long high, long low) {
		if (this.size * 3L > this.counts.length * 2L) {
			grow();
		}
		int slot = slot(high, low);
		if (this.counts[slot]++ == 0) {
			this.hashes[2 * slot] = high;
			this.hashes[2 * slot + 1] = low;
			this.size++;
		}
		return this.counts[slot];
	}

	private int slot(long high, long low) {
		int mask = this.counts.length - 1;
		int slot = (int) low & mask;
		while (this.counts[slot] != 0 && (this.hashes[2 * slot] != high || this.hashes[2 * slot + 1] != low)) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private void grow() {
		long[] oldHashes = this.hashes;
		int[] oldCounts = this.counts;
		this.hashes = new long[2 * oldHashes.length];
		this.counts = new int[2 * oldCounts.length];
		for (int i = 0; i < oldCounts.length; i++) {
			if (oldCounts[i] != 0) {
				int slot = slot(oldHashes[2 * i], oldHashes[2 * i + 1]);
				this.hashes[2 * slot] = oldHashes[2 * i];
				this.hashes[2 * slot + 1] = oldHashes[2 * i + 1];
				this.counts[slot] = oldCounts[i];
			}
		}
	}

}
