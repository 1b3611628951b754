package io.github.wechatpayspring.client.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks through all pages of a list. It takes {@code offset} for the number of a page
 * until two responses prove that the server counts elements; a step of one is right, if
 * slow, for that as well. Elements that come again are passed over, so that what is added
 * in between can push none out of sight. Keeps one page and the latest ids, however long
 * the list is.
 *
 * @param <P> a page
 * @param <T> an element of the list
 */
public final class Pages<P, T> extends AbstractSpliterator<T> {

	/**
	 * How many elements the list may move between two pages without one coming again.
	 */
	public static final int REMEMBERED = 1000;

	private final IntFunction<P> fetch;

	private final Function<P, List<T>> elements;

	private final ToLongFunction<P> total;

	private final Function<T, String> id;

	private final Deque<T> pending = new ArrayDeque<>();

	private final Set<String> latest = new LinkedHashSet<>();

	private List<String> previous = List.of();

	private long previousTotal;

	private long found;

	private int offset;

	private boolean countsElements;

	private boolean exhausted;

	private Pages(IntFunction<P> fetch, Function<P, List<T>> elements, ToLongFunction<P> total,
			Function<T, String> id) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.fetch = fetch;
		this.elements = elements;
		this.total = total;
		this.id = id;
	}

	/**
	 * Walk through a list. A page is fetched when its first element is read.
	 * @param <P> a page
	 * @param <T> an element of the list
	 * @param fetch fetches the page of an offset
	 * @param elements returns the elements of a page
	 * @param total returns how many there are on all pages
	 * @param id returns what tells elements apart
	 * @return the elements, to be read by one thread
	 */
	public static <P, T> Stream<T> stream(IntFunction<P> fetch, Function<P, List<T>> elements, ToLongFunction<P> total,
			Function<T, String> id) {
		return StreamSupport.stream(new Pages<>(fetch, elements, total, id), false);
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		while (this.pending.isEmpty() && !this.exhausted) {
			take(this.fetch.apply(this.offset));
		}
		if (this.pending.isEmpty()) {
			return false;
		}
		action.accept(this.pending.remove());
		return true;
	}

	private void take(P page) {
		List<T> elements = this.elements.apply(page);
		List<String> ids = elements.stream().map(this.id).toList();
		long total = this.total.applyAsLong(page);
		if (total == this.previousTotal) {
			if (ids.equals(this.previous)) {
				// the server ignores offset
				this.exhausted = true;
				return;
			}
			this.countsElements |= isPreviousMovedByOne(ids);
		}
		elements.stream().filter((element) -> this.latest.add(this.id.apply(element))).forEach(this.pending::add);
		this.found += this.pending.size();
		forgetAllBut(Math.max(REMEMBERED, 2 * ids.size()));
		this.exhausted = ids.isEmpty() || this.found >= total || this.offset >= total;
		this.offset += (this.countsElements) ? ids.size() : 1;
		this.previous = ids;
		this.previousTotal = total;
	}

	private boolean isPreviousMovedByOne(List<String> ids) {
		return this.previous.size() > 1 && !ids.isEmpty() && ids.get(0).equals(this.previous.get(1));
	}

	private void forgetAllBut(int remembered) {
		Iterator<String> oldest = this.latest.iterator();
		for (int surplus = this.latest.size() - remembered; surplus > 0; surplus--) {
			oldest.next();
			oldest.remove();
		}
	}

}
