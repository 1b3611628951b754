package io.github.wechatpayspring.favor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks through all pages of a list, holding two at a time. The second page tells what
 * {@code offset} counts: where it repeats coupons of the first, the server counts
 * coupons; where it is the first page again, the server ignores {@code offset} and has
 * sent all.
 */
final class FavorCouponPages extends AbstractSpliterator<FavorCoupon> {

	private final IntFunction<FavorCouponPage> fetch;

	private final Deque<FavorCoupon> pending = new ArrayDeque<>();

	private List<FavorCoupon> previous = List.of();

	private int offset;

	private long received;

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
		List<FavorCoupon> coupons = page.data();
		if (this.offset == 1 && !this.countsCoupons) {
			if (isPreviousAgain(coupons)) {
				this.exhausted = true;
				return;
			}
			if (isPreviousMovedByOne(coupons)) {
				this.countsCoupons = true;
				this.offset = Math.toIntExact(this.received);
				return;
			}
		}
		Set<String> known = ids(this.previous);
		coupons.stream().filter((coupon) -> !known.contains(coupon.couponId())).forEach(this.pending::add);
		this.previous = coupons;
		this.received += coupons.size();
		this.offset = this.countsCoupons ? Math.toIntExact(this.received) : this.offset + 1;
		this.exhausted = coupons.isEmpty() || this.received >= page.totalCount();
	}

	private boolean isPreviousAgain(List<FavorCoupon> coupons) {
		return coupons.size() > 1 && ids(coupons).equals(ids(this.previous));
	}

	private boolean isPreviousMovedByOne(List<FavorCoupon> coupons) {
		return this.previous.size() > 1 && !coupons.isEmpty()
				&& coupons.get(0).couponId().equals(this.previous.get(1).couponId());
	}

	private static Set<String> ids(List<FavorCoupon> coupons) {
		return coupons.stream().map(FavorCoupon::couponId).collect(Collectors.toSet());
	}

}
