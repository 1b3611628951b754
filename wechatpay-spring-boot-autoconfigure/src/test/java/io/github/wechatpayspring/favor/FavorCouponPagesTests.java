package io.github.wechatpayspring.favor;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.service.Pages;
import io.github.wechatpayspring.field.ResponseFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class FavorCouponPagesTests {

	@ParameterizedTest
	@EnumSource
	void yieldsEachCouponOnceAndInOrder(Offset meaning) {
		for (int size = 1; size <= 7; size++) {
			for (int total = 0; total <= 40; total++) {
				Server server = new Server(meaning, size, total);
				assertThat(ids(stream(server))).as("%d coupons on pages of %d where offset %s", total, size, meaning)
					.isEqualTo(server.initial);
				assertThat(server.fetched).hasSizeLessThanOrEqualTo(total / size + 2);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("insertions")
	void losesAndRepeatsNothingWhenCouponsComeInBetween(Offset meaning, int inserted, int before) {
		for (int size = 1; size <= 7; size++) {
			for (int total = 0; total <= 40; total++) {
				Server server = new Server(meaning, size, total);
				server.insertBefore(before, inserted);
				List<String> ids = ids(stream(server));
				assertThat(ids)
					.as("%d coupons on pages of %d where offset %s and %d come before fetch %d", total, size, meaning,
							inserted, before)
					.doesNotHaveDuplicates()
					.containsSubsequence(server.initial);
			}
		}
	}

	@Test
	void fetchesAPageWhenItsFirstCouponIsRead() {
		Server server = new Server(Offset.COUNTS_PAGES, 2, 7);
		Stream<FavorCoupon> stream = stream(server);
		assertThat(server.fetched).isEmpty();
		Iterator<FavorCoupon> coupons = stream.iterator();
		coupons.next();
		coupons.next();
		assertThat(server.fetched).containsExactly(0);
		coupons.next();
		assertThat(server.fetched).containsExactly(0, 1);
	}

	@Test
	void fetchesNoPageThatIsNotRead() {
		Server server = new Server(Offset.COUNTS_PAGES, 2, 9);
		assertThat(stream(server).limit(4)).hasSize(4);
		assertThat(server.fetched).containsExactly(0, 1);
		server.fetched.clear();
		assertThat(stream(server).findFirst()).isPresent();
		assertThat(server.fetched).containsExactly(0);
	}

	@Test
	void goesOnAfterAPageThatFailed() {
		Server server = new Server(Offset.COUNTS_PAGES, 2, 6);
		WechatPayTransportException failure = new WechatPayTransportException("failed", null, true);
		AtomicBoolean failing = new AtomicBoolean(true);
		Iterator<FavorCoupon> coupons = stream((offset) -> {
			if (offset == 1 && failing.getAndSet(false)) {
				throw failure;
			}
			return server.apply(offset);
		}).iterator();
		coupons.next();
		coupons.next();
		assertThatExceptionOfType(WechatPayTransportException.class).isThrownBy(coupons::next).isSameAs(failure);
		assertThat(coupons).toIterable()
			.extracting(FavorCoupon::couponId)
			.containsExactly("coupon-2", "coupon-3", "coupon-4", "coupon-5");
	}

	@Test
	void holdsFewCouponsOfALongList() throws Exception {
		int total = 100_000;
		ReferenceQueue<FavorCoupon> collected = new ReferenceQueue<>();
		Set<Reference<FavorCoupon>> references = ConcurrentHashMap.newKeySet();
		Iterator<FavorCoupon> coupons = stream((offset) -> {
			List<FavorCoupon> page = IntStream.range(offset * 100, offset * 100 + 100)
				.mapToObj((number) -> coupon("coupon-" + number))
				.toList();
			page.forEach((coupon) -> references.add(new WeakReference<>(coupon, collected)));
			return new FavorCouponPage(page, total, offset, 100);
		}).iterator();
		int read = 0;
		while (read < total - 1) {
			assertThat(coupons.next().couponId()).isEqualTo("coupon-" + read++);
		}
		int held = 200;
		for (int gone = 0; gone < total - held; gone++) {
			Reference<?> next = collected.poll();
			while (next == null) {
				System.gc();
				next = collected.remove(1000);
			}
		}
		coupons.next();
		assertThat(coupons.hasNext()).isFalse();
		assertThat(references).hasSize(total);
	}

	@Test
	void remembersAsManyCouponsAsItSaysAndNoMore() {
		int size = 100;
		for (int inserted : new int[] { Pages.REMEMBERED, Pages.REMEMBERED + 1 }) {
			Server server = new Server(Offset.COUNTS_PAGES, size, 5000);
			server.insertBefore(40, inserted);
			List<String> ids = ids(stream(server));
			assertThat(new HashSet<>(ids)).containsAll(server.initial.subList(0, 4000));
			assertThat(ids).hasSize(new HashSet<>(ids).size() + inserted - Pages.REMEMBERED);
		}
	}

	@Test
	void fetchesEachPageOnce() {
		Server server = new Server(Offset.COUNTS_PAGES, 2, 6);
		assertThat(stream(server)).hasSize(6);
		assertThat(server.fetched).containsExactly(0, 1, 2);
	}

	@Test
	void skipsAheadOnceItKnowsThatOffsetCountsCoupons() {
		Server server = new Server(Offset.COUNTS_COUPONS, 5, 40);
		assertThat(stream(server)).hasSize(40);
		assertThat(server.fetched).hasSizeLessThanOrEqualTo(9);
	}

	@Test
	void fetchesOnceWhereOffsetIsIgnored() {
		Server server = new Server(Offset.IS_IGNORED, 5, 40);
		assertThat(stream(server)).hasSize(40);
		assertThat(server.fetched).containsExactly(0);
	}

	@Test
	void endsWhereTheFirstPageComesAgain() {
		List<Integer> fetched = new ArrayList<>();
		Stream<FavorCoupon> stream = stream((offset) -> {
			fetched.add(offset);
			return new FavorCouponPage(List.of(coupon("a"), coupon("b")), 1000, 0, 2);
		});
		assertThat(ids(stream)).containsExactly("a", "b");
		assertThat(fetched).containsExactly(0, 1);
	}

	@Test
	void endsWhereTheTotalPromisesTooMuch() {
		Server server = new Server(Offset.COUNTS_PAGES, 2, 4);
		assertThat(ids(stream((offset) -> {
			FavorCouponPage page = server.apply(offset);
			return new FavorCouponPage(page.data(), 1000, page.offset(), page.limit());
		}))).isEqualTo(server.initial);
		assertThat(server.fetched).containsExactly(0, 1, 2);
	}

	@Test
	void readsInParallelWhatItReadsInOrder() {
		Server server = new Server(Offset.COUNTS_PAGES, 3, 40);
		assertThat(stream(server).parallel().map(FavorCoupon::couponId).toList()).isEqualTo(server.initial);
	}

	@Test
	void handsOnWhatFetchingThrows() {
		Stream<FavorCoupon> stream = stream((offset) -> {
			throw new IllegalStateException("failed");
		});
		assertThatIllegalStateException().isThrownBy(stream::toList).withMessage("failed");
	}

	static Stream<Object[]> insertions() {
		return Stream.of(Offset.values())
			.flatMap((meaning) -> IntStream.rangeClosed(1, 9)
				.boxed()
				.flatMap((inserted) -> IntStream.rangeClosed(1, 4)
					.mapToObj((before) -> new Object[] { meaning, inserted, before })));
	}

	private static Stream<FavorCoupon> stream(IntFunction<FavorCouponPage> fetch) {
		return Pages.stream(fetch, FavorCouponPage::data, FavorCouponPage::totalCount, FavorCoupon::couponId);
	}

	private static List<String> ids(Stream<FavorCoupon> coupons) {
		return coupons.map(FavorCoupon::couponId).toList();
	}

	private static FavorCoupon coupon(String id) {
		return new FavorCoupon(null, null, id, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, ResponseFields.none());
	}

	enum Offset {

		COUNTS_PAGES, COUNTS_COUPONS, IS_IGNORED

	}

	/**
	 * Lists coupons the way each of the documents can be read.
	 */
	private static final class Server implements IntFunction<FavorCouponPage> {

		private final Offset meaning;

		private final int size;

		private final List<String> initial;

		private final List<String> coupons;

		private final List<Integer> fetched = new ArrayList<>();

		private int insertBefore = -1;

		private int inserted;

		private Server(Offset meaning, int size, int total) {
			this.meaning = meaning;
			this.size = size;
			this.initial = IntStream.range(0, total).mapToObj((index) -> "coupon-" + index).toList();
			this.coupons = new ArrayList<>(this.initial);
		}

		private void insertBefore(int fetch, int count) {
			this.insertBefore = fetch;
			this.inserted = count;
		}

		@Override
		public FavorCouponPage apply(int offset) {
			if (this.fetched.size() == this.insertBefore) {
				IntStream.range(0, this.inserted).forEach((index) -> this.coupons.add(0, "new-" + index));
			}
			this.fetched.add(offset);
			int total = this.coupons.size();
			int from = switch (this.meaning) {
				case COUNTS_PAGES -> offset * this.size;
				case COUNTS_COUPONS -> offset;
				case IS_IGNORED -> 0;
			};
			int to = (this.meaning != Offset.IS_IGNORED) ? from + this.size : total;
			List<FavorCoupon> page = this.coupons.subList(Math.min(from, total), Math.min(to, total))
				.stream()
				.map(FavorCouponPagesTests::coupon)
				.toList();
			return new FavorCouponPage(page, total, offset, this.size);
		}

	}

}
