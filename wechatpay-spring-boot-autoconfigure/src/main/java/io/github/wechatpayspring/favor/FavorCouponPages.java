package io.github.wechatpayspring.favor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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
 * until two answers prove that the server counts coupons; a step of one is right, if
 * slow, for that as well. Coupons that come again are passed over, so that what the user
 * gets in between can push no coupon out of sight.
 */
final class FavorCouponPages extends AbstractSpliterator<FavorCoupon> {

	private final IntFunction<FavorCouponPage> fetch;

	private final Deque<FavorCoupon> pending = new ArrayDeque<>();

	private final Set<String> seen = new HashSet<>();

	private List<String> previous = List.of();

	private long previousTotal;

	private int offset;

	private boolean countsCoupons;

	private boolean exhausted;

	private FavorCouponPages(IntFunction<FavorCouponPage> fetch) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.fetch = fetch;
	}

	static Stream<FavorCoupon> stream(IntFunction<FavorCouponPage> fetch) {
		return StreamSupport.stream(new FavorCouponPages(fetch), false);
	}

	@Override
	public boolean tryAdvance(Consumer<? super FavorCoupon> action) {
		while (this.pending.isEmpty() && !this.exhausted) {
			fetchNext();
		}
		if (this.pending.isEmpty()) {
			return false;
		}
		action.accept(this.pending.remove());
		return true;
	}

	private void fetchNext() {
		FavorCouponPage page = this.fetch.apply(this.offset);
		List<String> ids = page.data().stream().map(FavorCoupon::couponId).toList();
		if (page.totalCount() == this.previousTotal) {
			if (ids.equals(this.previous)) {
				// the server ignores offset
				this.exhausted = true;
				return;
			}
			this.countsCoupons |= isPreviousMovedByOne(ids);
		}
		page.data().stream().filter((coupon) -> this.seen.add(coupon.couponId())).forEach(this.pending::add);
		this.exhausted = ids.isEmpty() || this.seen.size() >= page.totalCount() || this.offset >= page.totalCount();
		this.offset += (this.countsCoupons) ? ids.size() : 1;
		this.previous = ids;
		this.previousTotal = page.totalCount();
	}

	private boolean isPreviousMovedByOne(List<String> ids) {
		return this.previous.size() > 1 && !ids.isEmpty() && ids.get(0).equals(this.previous.get(1));
	}

}
