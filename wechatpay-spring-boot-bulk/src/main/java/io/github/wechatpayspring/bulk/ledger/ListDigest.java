package io.github.wechatpayspring.bulk.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkLine;

/**
 * What a list of users is known by: how often each openid and number came, and a
 * fingerprint that is the same in whatever order the lines come.
 */
public final class ListDigest {

	private final OpenidCounter openids = new OpenidCounter();

	private final OpenidCounter numbers = new OpenidCounter();

	private final MessageDigest sha256 = sha256();

	private long high;

	private long low;

	private long lines;

	/**
	 * Count an openid.
	 * @param openid the openid
	 * @return how often it came, this time included
	 */
	public int occurrence(String openid) {
		return count(this.openids, openid);
	}

	/**
	 * Count a number of an issue.
	 * @param outRequestNo the number
	 * @return whether it came before
	 */
	public boolean isRepeated(String outRequestNo) {
		return count(this.numbers, outRequestNo) > 1;
	}

	private int count(OpenidCounter counter, String text) {
		ByteBuffer hash = ByteBuffer.wrap(this.sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
		return counter.count(hash.getLong(), hash.getLong());
	}

	/**
	 * Add a line to the fingerprint.
	 * @param line the line
	 * @param occurrence how often its openid came
	 */
	public void add(BulkLine line, int occurrence) {
		// names and identity card numbers could be guessed from the fingerprint of one
		// line
		Map<BulkColumn, String> values = new TreeMap<>(line.values());
		values.keySet().removeIf(BulkColumn::isPersonal);
		ByteBuffer hash = ByteBuffer
			.wrap(this.sha256.digest((occurrence + ":" + values).getBytes(StandardCharsets.UTF_8)));
		this.high += hash.getLong();
		this.low += hash.getLong();
		this.lines++;
	}

	/**
	 * Return the fingerprint of the lines so far.
	 * @return 48 digits
	 */
	public String fingerprint() {
		return HexFormat.of()
			.formatHex(ByteBuffer.allocate(3 * Long.BYTES)
				.putLong(this.lines)
				.putLong(this.high)
				.putLong(this.low)
				.array());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
