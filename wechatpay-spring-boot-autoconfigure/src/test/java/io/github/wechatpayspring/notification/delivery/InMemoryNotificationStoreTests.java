package io.github.wechatpayspring.notification.delivery;

import java.time.Duration;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryNotificationStoreTests extends NotificationStoreContractTests {

	private final MutableClock clock = new MutableClock(FakeWechatPay.NOW);

	private final InMemoryNotificationStore store = new InMemoryNotificationStore(this.clock);

	@Override
	NotificationStore store() {
		return this.store;
	}

	@Override
	NotificationStore otherStore() {
		return this.store;
	}

	@Override
	void advance(Duration time) {
		this.clock.advance(time);
	}

	@Test
	void remembersWhatWasHandledFor48Hours() {
		this.store.handled(granted(this.store, "1"));
		assertThat(this.store.claim(claim("1"))).isEqualTo(ClaimResult.HANDLED);
		this.clock.advance(Duration.ofHours(48).minusMillis(1));
		assertThat(this.store.claim(claim("1"))).isEqualTo(ClaimResult.HANDLED);
		this.clock.advance(Duration.ofMillis(1));
		granted(this.store, "1");
	}

	@Test
	void grantsAClaimWhoseOwnerNeverCameBackWhileWechatPayStillRepeats() {
		granted(this.store, "1");
		this.clock.advance(Duration.ofMinutes(5).minusMillis(1));
		assertThat(this.store.claim(claim("1"))).isEqualTo(ClaimResult.IN_PROGRESS);
		this.clock.advance(Duration.ofMillis(1));
		granted(this.store, "1");
		assertThat(this.store.claim(claim("1"))).isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@Test
	void countsTheHoursFromTheLastTimeItWasHandled() {
		this.store.handled(claim("1"));
		this.clock.advance(Duration.ofHours(1));
		this.store.handled(claim("2"));
		this.store.handled(claim("1"));
		this.clock.advance(Duration.ofHours(47));
		assertThat(this.store.claim(claim("1"))).isEqualTo(ClaimResult.HANDLED);
	}

	@Test
	void forgetsWhatHasExpired() {
		for (int i = 0; i < 100; i++) {
			this.store.claim(claim("claimed-" + i));
			this.store.handled(claim("handled-" + i));
			this.clock.advance(Duration.ofMinutes(1));
		}
		assertThat(this.store.size()).isEqualTo(105);
		this.clock.advance(Duration.ofHours(48));
		this.store.claim(claim("1"));
		assertThat(this.store.size()).isEqualTo(1);
	}

}
