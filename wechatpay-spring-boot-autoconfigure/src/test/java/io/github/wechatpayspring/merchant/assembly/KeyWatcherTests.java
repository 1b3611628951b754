package io.github.wechatpayspring.merchant.assembly;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.merchant.settings.KeyBundles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

class KeyWatcherTests {

	private final KeyRenewal renewal = mock();

	private final KeyWatcher watcher = new KeyWatcher(mock(KeyBundles.class), Duration.ofMillis(5));

	@Test
	void goesOnLookingWhateverWasThrown() {
		AtomicInteger looks = new AtomicInteger();
		given(this.renewal.hasFiles()).willReturn(true);
		willAnswer((call) -> {
			looks.incrementAndGet();
			throw new OutOfMemoryError("planted");
		}).given(this.renewal).look();
		this.watcher.watch(this.renewal, true);
		this.watcher.start();
		try {
			Awaitility.await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(2));
		}
		finally {
			this.watcher.stop();
		}
	}

	@Test
	void hasAThreadOnlyWhileThereAreFilesOfMerchantsThatAreThere() {
		this.watcher.start();
		assertThat(this.watcher.isWatching()).isFalse();
		given(this.renewal.hasFiles()).willReturn(true);
		this.watcher.watch(this.renewal, true);
		assertThat(this.watcher.isWatching()).isTrue();
		this.watcher.forget(this.renewal);
		assertThat(this.watcher.isWatching()).isFalse();
		this.watcher.stop();
	}

}
