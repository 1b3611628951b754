package io.github.wechatpayspring.sample.pages.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.wechatpayspring.sample.pages.batch.BatchLine.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A coupon for each of many users, and how far it has come. Safe for use by several
 * threads.
 */
final class Batch {

	private static final int LATEST = 20;

	private static final int FAILED = 100;

	private static final int REJECTED = 100;

	private final String id;

	private final BatchInput.Terms terms;

	private final List<BatchInput.Rejected> rejected;

	private final List<BatchLine> lines;

	// indexes of lines
	private final Deque<Integer> waiting = new ArrayDeque<>();

	private final Deque<Integer> latest = new ArrayDeque<>();

	private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

	private int inFlight;

	private boolean started;

	private boolean running;

	Batch(String id, BatchInput.Terms terms, BatchInput input) {
		this.id = id;
		this.terms = terms;
		this.rejected = List.copyOf(input.rejected());
		this.lines = new ArrayList<>(input.lines());
		IntStream.range(0, this.lines.size()).forEach(this.waiting::add);
		this.counts.put(Outcome.WAITING, this.lines.size());
	}

	String id() {
		return this.id;
	}

	/**
	 * Let lines be taken.
	 * @return whether they could not be taken before
	 */
	synchronized boolean resume() {
		boolean paused = !this.running;
		this.running = true;
		this.started = true;
		return paused;
	}

	/**
	 * Let no more lines be taken. Those that were are sent to the end.
	 */
	synchronized void pause() {
		this.running = false;
	}

	/**
	 * Let the lines be taken again whose outcome is unknown.
	 */
	synchronized void repeatUnknown() {
		for (int i = 0; i < this.lines.size(); i++) {
			if (this.lines.get(i).outcome() == Outcome.UNKNOWN) {
				set(i, this.lines.get(i).again());
				this.waiting.add(i);
			}
		}
	}

	/**
	 * Take the next line.
	 * @return its index, {@code null} if there is none or the batch is paused
	 */
	synchronized @Nullable Integer take() {
		Integer index = this.running ? this.waiting.poll() : null;
		if (index != null) {
			this.inFlight++;
		}
		return index;
	}

	synchronized BatchLine line(int index) {
		return this.lines.get(index);
	}

	/**
	 * Take over what became of a line.
	 * @param index the index of the line
	 * @param line the line afterwards; one that still waits goes back to the end
	 * @return whether there are more lines to take
	 */
	synchronized boolean settle(int index, BatchLine line) {
		this.inFlight--;
		set(index, line);
		if (line.outcome() == Outcome.WAITING) {
			this.waiting.add(index);
		}
		else {
			this.latest.addFirst(index);
			if (this.latest.size() > LATEST) {
				this.latest.removeLast();
			}
		}
		return this.running && !this.waiting.isEmpty();
	}

	private void set(int index, BatchLine line) {
		this.counts.merge(this.lines.get(index).outcome(), -1, Integer::sum);
		this.counts.merge(line.outcome(), 1, Integer::sum);
		this.lines.set(index, line);
	}

	List<BatchInput.Rejected> rejected() {
		return this.rejected;
	}

	synchronized List<BatchLine> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Look at the batch as it is now.
	 * @return a copy for a page
	 */
	synchronized Progress progress() {
		List<BatchLine> failed = this.lines.stream()
			.filter((line) -> line.outcome() == Outcome.REFUSED || line.outcome() == Outcome.UNKNOWN)
			.sorted(Comparator.comparing(BatchLine::outcome).reversed().thenComparing(BatchLine::number))
			.limit(FAILED)
			.toList();
		return new Progress(this.id, this.terms, this.lines.size(), this.lines.size() - count(Outcome.WAITING),
				count(Outcome.WAITING), count(Outcome.GIVEN), count(Outcome.REFUSED), count(Outcome.UNKNOWN), state(),
				this.latest.stream().map(this.lines::get).toList(), failed, this.rejected.size(),
				this.rejected.subList(0, Math.min(this.rejected.size(), REJECTED)));
	}

	private State state() {
		if (!this.started) {
			return State.UNCONFIRMED;
		}
		if (this.waiting.isEmpty() && this.inFlight == 0) {
			return State.FINISHED;
		}
		return this.running ? State.RUNNING : State.PAUSED;
	}

	private int count(Outcome outcome) {
		return this.counts.getOrDefault(outcome, 0);
	}

	/**
	 * What a batch is doing.
	 */
	enum State {

		UNCONFIRMED, RUNNING, PAUSED, FINISHED

	}

	/**
	 * How far a batch has come.
	 *
	 * @param id the id of the batch
	 * @param terms what all lines have in common
	 * @param total how many coupons there are to issue
	 * @param done how many were sent
	 * @param waiting how many are not sent yet
	 * @param given how many were issued
	 * @param refused how many were not issued
	 * @param unknown how many may have been issued
	 * @param state what the batch is doing
	 * @param latest the lines that were sent last, newest first
	 * @param failed the first of the lines that failed, those of unknown outcome first
	 * @param invalid how many lines could not be read
	 * @param rejected the first of the lines that could not be read
	 */
	record Progress(String id, BatchInput.Terms terms, int total, int done, int waiting, int given, int refused,
			int unknown, State state, List<BatchLine> latest, List<BatchLine> failed, int invalid,
			List<BatchInput.Rejected> rejected) {

	}

}
