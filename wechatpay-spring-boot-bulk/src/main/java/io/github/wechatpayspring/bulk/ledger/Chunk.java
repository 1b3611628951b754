package io.github.wechatpayspring.bulk.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a job that one thread works on. What it learns is written by whoever claimed
 * the chunk last. Not safe for use by several threads.
 */
public final class Chunk {

	private final int number;

	private final List<StoredLine> lines;

	private final String owner;

	private final long sentAt;

	private final boolean inDoubt;

	private final long allowed;

	/**
	 * Create a chunk that was claimed.
	 * @param number its number in the job
	 * @param lines its lines, to be changed
	 * @param owner unique to this claim
	 * @param sentAt when lines without an outcome were sent first, or will be, in
	 * milliseconds since 1970
	 * @param inDoubt whether they may have been sent already
	 * @param allowed how many of its coupons the cap of the job allows
	 */
	Chunk(int number, List<StoredLine> lines, String owner, long sentAt, boolean inDoubt, long allowed) {
		this.number = number;
		this.lines = lines;
		this.owner = owner;
		this.sentAt = sentAt;
		this.inDoubt = inDoubt;
		this.allowed = allowed;
	}

	int number() {
		return this.number;
	}

	String owner() {
		return this.owner;
	}

	/**
	 * Return the lines as they are now.
	 * @return the lines
	 */
	public List<StoredLine> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Return when lines without an outcome were sent first, or will be.
	 * @return the time in milliseconds since 1970, the same after a crash
	 */
	public long sentAt() {
		return this.sentAt;
	}

	/**
	 * Return whether lines without an outcome may have been sent already, by somebody who
	 * did not get to write what became of them.
	 * @return whether they may
	 */
	public boolean inDoubt() {
		return this.inDoubt;
	}

	/**
	 * Return how many of the coupons may be issued.
	 * @return the number, from the first line on
	 */
	public long allowed() {
		return this.allowed;
	}

	/**
	 * Take over what became of a line.
	 * @param index the index of the line
	 * @param change returns the line changed
	 */
	public void change(int index, UnaryOperator<StoredLine> change) {
		this.lines.set(index, change.apply(this.lines.get(index)));
	}

	int count(@Nullable Status status) {
		return (int) this.lines.stream().filter((line) -> line.status() == status).count();
	}

	/**
	 * Return how many lines were refused with each code.
	 * @return for instance {@code NOT_ENOUGH=3,RULE_LIMIT=1}, {@code null} for none
	 */
	@Nullable String codes() {
		Map<String, Integer> codes = new TreeMap<>();
		this.lines.stream()
			.filter((line) -> line.status() == Status.REFUSED)
			.forEach((line) -> codes.merge(Objects.requireNonNullElse(line.code(), "?"), 1, Integer::sum));
		StringBuilder text = new StringBuilder();
		codes.forEach((code, count) -> text.append((text.isEmpty()) ? "" : ",").append(code).append('=').append(count));
		return (text.isEmpty()) ? null : text.toString();
	}

	/**
	 * Return when the chunk is to be worked on next.
	 * @param now the time
	 * @return the time in milliseconds since 1970, {@code null} once all is settled
	 */
	@Nullable Long dueAt(long now) {
		if (count(null) > 0) {
			return now;
		}
		return this.lines.stream().map(StoredLine::nextPassAt).filter(Objects::nonNull).min(Long::compare).orElse(null);
	}

}
