package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.notification.NotificationStore.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every store must do, whatever it stores in.
 */
@Timeout(60)
abstract class NotificationStoreContractTests {

	static final String ID = "EV-2018022511223320873";

	/**
	 * Return the store.
	 * @return one and the same within a test
	 */
	abstract NotificationStore store();

	/**
	 * Return what another instance of the application uses.
	 * @return a store that shares what it stores with {@link #store()}
	 */
	abstract NotificationStore otherStore();

	/**
	 * Let time pass for both stores.
	 * @param time whole minutes
	 */
	abstract void advance(Duration time);

	@Test
	void grantsOneClaimUntilItIsReleased() {
		assertThat(store().claim(ID)).isEqualTo(Claim.GRANTED);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.IN_PROGRESS);
		assertThat(store().claim(ID)).isEqualTo(Claim.IN_PROGRESS);
		store().release(ID);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.GRANTED);
		assertThat(store().claim(ID)).isEqualTo(Claim.IN_PROGRESS);
	}

	@Test
	void remembersForTwoDaysWhatWasHandled() {
		assertThat(store().claim(ID)).isEqualTo(Claim.GRANTED);
		store().handled(ID);
		assertThat(store().claim(ID)).isEqualTo(Claim.HANDLED);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.HANDLED);
		advance(Duration.ofHours(47).plusMinutes(59));
		assertThat(store().claim("another")).isEqualTo(Claim.GRANTED);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.HANDLED);
	}

	@Test
	void keepsItHandledWhateverIsReleased() {
		store().claim(ID);
		store().handled(ID);
		store().release(ID);
		otherStore().release(ID);
		assertThat(store().claim(ID)).isEqualTo(Claim.HANDLED);
	}

	@Test
	void releasesNothingThatWasNotClaimed() {
		store().release(ID);
		assertThat(store().claim(ID)).isEqualTo(Claim.GRANTED);
	}

	@Test
	void opensAClaimThatNobodyFinished() {
		assertThat(store().claim(ID)).isEqualTo(Claim.GRANTED);
		advance(Duration.ofMinutes(4));
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.IN_PROGRESS);
		advance(Duration.ofMinutes(1));
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.GRANTED);
		assertThat(store().claim(ID)).isEqualTo(Claim.IN_PROGRESS);
	}

	@Test
	void marksAsHandledEvenIfTheClaimWasLost() {
		store().claim(ID);
		advance(Duration.ofMinutes(5));
		otherStore().claim(ID);
		store().handled(ID);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.HANDLED);
		otherStore().release(ID);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.HANDLED);
	}

	@Test
	void marksAsHandledEvenIfItWasForgotten() {
		store().handled(ID);
		assertThat(otherStore().claim(ID)).isEqualTo(Claim.HANDLED);
	}

	@Test
	void tellsAnyIdsApart() {
		String longId = "EV-" + "0".repeat(1000);
		List<String> ids = List.of("EV-1", "ev-1", "EV-1 ", " EV-1", "EV-\u0000", "EV-１", "", longId, longId + "1", "é",
				"e");
		assertThat(ids).allSatisfy((id) -> assertThat(store().claim(id)).isEqualTo(Claim.GRANTED));
		assertThat(ids).allSatisfy((id) -> assertThat(store().claim(id)).isEqualTo(Claim.IN_PROGRESS));
		ids.forEach(store()::handled);
		assertThat(ids).allSatisfy((id) -> assertThat(otherStore().claim(id)).isEqualTo(Claim.HANDLED));
	}

	@Test
	void grantsOneOfManyClaimsAtOnce() throws Exception {
		List<String> ids = IntStream.range(0, 50).mapToObj((i) -> "EV-" + i).toList();
		assertThat(claimAtOnce(ids)).as("new").containsExactlyInAnyOrderElementsOf(ids);
		ids.forEach((id) -> {
			store().release(id);
			otherStore().release(id);
		});
		assertThat(claimAtOnce(ids)).as("released").containsExactlyInAnyOrderElementsOf(ids);
		advance(Duration.ofMinutes(5));
		assertThat(claimAtOnce(ids)).as("left behind").containsExactlyInAnyOrderElementsOf(ids);
		ids.forEach(store()::handled);
		assertThat(claimAtOnce(ids)).as("handled").isEmpty();
	}

	private List<String> claimAtOnce(List<String> ids) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<List<String>>> granted = new ArrayList<>();
			for (NotificationStore store : Stream.generate(() -> List.of(store(), otherStore()))
				.limit(4)
				.flatMap(List::stream)
				.toList()) {
				granted
					.add(executor.submit(() -> ids.stream().filter((id) -> store.claim(id) == Claim.GRANTED).toList()));
			}
			List<String> all = new ArrayList<>();
			for (Future<List<String>> each : granted) {
				all.addAll(each.get());
			}
			return all;
		}
		finally {
			executor.shutdownNow();
		}
	}

}
