package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.notification.NotificationStore.Claim;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryNotificationStoreTests {

	private final MutableClock clock = new MutableClock(FakeWechatPay.NOW);

	private final InMemoryNotificationStore store = new InMemoryNotificationStore(this.clock);

	@Test
	void grantsTheFirstClaimOnly() {
		assertThat(this.store.claim("1")).isEqualTo(Claim.GRANTED);
		assertThat(this.store.claim("1")).isEqualTo(Claim.IN_PROGRESS);
		assertThat(this.store.claim("2")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void remembersWhatWasHandledFor48Hours() {
		this.store.claim("1");
		this.store.handled("1");
		assertThat(this.store.claim("1")).isEqualTo(Claim.HANDLED);
		this.clock.advance(Duration.ofHours(48).minusMillis(1));
		assertThat(this.store.claim("1")).isEqualTo(Claim.HANDLED);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.store.claim("1")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void grantsAClaimThatWasReleased() {
		this.store.claim("1");
		this.store.release("1");
		assertThat(this.store.claim("1")).isEqualTo(Claim.GRANTED);
		assertThat(this.store.claim("1")).isEqualTo(Claim.IN_PROGRESS);
	}

	@Test
	void grantsAClaimWhoseOwnerNeverCameBackWhileWechatPayStillRepeats() {
		this.store.claim("1");
		this.clock.advance(Duration.ofMinutes(5).minusMillis(1));
		assertThat(this.store.claim("1")).isEqualTo(Claim.IN_PROGRESS);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.store.claim("1")).isEqualTo(Claim.GRANTED);
		assertThat(this.store.claim("1")).isEqualTo(Claim.IN_PROGRESS);
	}

	@Test
	void keepsInMindWhatWasHandledAlthoughAnotherFails() {
		this.store.claim("1");
		this.clock.advance(Duration.ofMinutes(6));
		this.store.claim("1");
		this.store.handled("1");
		this.store.release("1");
		assertThat(this.store.claim("1")).isEqualTo(Claim.HANDLED);
	}

	@Test
	void countsTheHoursFromTheLastTimeItWasHandled() {
		this.store.handled("1");
		this.clock.advance(Duration.ofHours(1));
		this.store.handled("2");
		this.store.handled("1");
		this.clock.advance(Duration.ofHours(47));
		assertThat(this.store.claim("1")).isEqualTo(Claim.HANDLED);
	}

	@Test
	void forgetsWhatHasExpired() {
		for (int i = 0; i < 100; i++) {
			this.store.claim("claimed-" + i);
			this.store.handled("handled-" + i);
			this.clock.advance(Duration.ofMinutes(1));
		}
		assertThat(this.store.size()).isEqualTo(105);
		this.clock.advance(Duration.ofHours(48));
		this.store.claim("1");
		assertThat(this.store.size()).isEqualTo(1);
	}

	@Test
	void grantsExactlyOneOfSeveralClaimsAtOnce() throws Exception {
		int callers = 16;
		ExecutorService executor = Executors.newFixedThreadPool(callers);
		try {
			CyclicBarrier start = new CyclicBarrier(callers);
			for (int round = 0; round < 100; round++) {
				String id = "round-" + round;
				List<Future<Claim>> claims = IntStream.range(0, callers).mapToObj((caller) -> executor.submit(() -> {
					start.await();
					return this.store.claim(id);
				})).toList();
				int granted = 0;
				for (Future<Claim> claim : claims) {
					granted += (claim.get() == Claim.GRANTED) ? 1 : 0;
				}
				assertThat(granted).isEqualTo(1);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
