package io.github.wechatpayspring.favor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks through all pages of a list. It takes {@code offset} for the number of a page
 * until two responses prove that the server counts coupons; a step of one is right, if
 * slow, for that as well. Coupons that come again are passed over, so that what the user
 * gets in between can push no coupon out of sight. Keeps one page and the latest ids,
 * however long the list is.
 */
final class FavorCouponPages extends AbstractSpliterator<FavorCoupon> {

	/**
	 * How many coupons the list may move between two pages without one coming again.
	 */
	static final int REMEMBERED = 1000;

	private final IntFunction<FavorCouponPage> fetch;

	private final Deque<FavorCoupon> pending = new ArrayDeque<>();

	private final Set<String> latest = new LinkedHashSet<>();

	private List<String> previous = List.of();

	private long previousTotal;

	private long found;

	private int offset;

	private boolean countsCoupons;

	private boolean exhausted;

	private FavorCouponPages(IntFunction<FavorCouponPage> fetch) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.fetch = fetch;
	}

	/**
	 * Walk through a list.
	 * @param fetch fetches the page of an offset
	 * @return the coupons
	 */
	static Stream<FavorCoupon> stream(IntFunction<FavorCouponPage> fetch) {
		return StreamSupport.stream(new FavorCouponPages(fetch), false);
	}

	@Override
	public boolean tryAdvance(Consumer<? super FavorCoupon> action) {
		while (this.pending.isEmpty() && !this.exhausted) {
			take(this.fetch.apply(this.offset));
		}
		if (this.pending.isEmpty()) {
			return false;
		}
		action.accept(this.pending.remove());
		return true;
	}

	private void take(FavorCouponPage page) {
		List<String> ids = page.data().stream().map(FavorCoupon::couponId).toList();
		if (page.totalCount() == this.previousTotal) {
			if (ids.equals(this.previous)) {
				// the server ignores offset
				this.exhausted = true;
				return;
			}
			this.countsCoupons |= isPreviousMovedByOne(ids);
		}
		page.data().stream().filter((coupon) -> this.latest.add(coupon.couponId())).forEach(this.pending::add);
		this.found += this.pending.size();
		forgetAllBut(Math.max(REMEMBERED, 2 * ids.size()));
		this.exhausted = ids.isEmpty() || this.found >= page.totalCount() || this.offset >= page.totalCount();
		this.offset += (this.countsCoupons) ? ids.size() : 1;
		this.previous = ids;
		this.previousTotal = page.totalCount();
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
