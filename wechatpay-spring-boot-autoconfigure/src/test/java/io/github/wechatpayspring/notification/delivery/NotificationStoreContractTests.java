package io.github.wechatpayspring.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.Claim;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
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
		Claim claim = claim(ID);
		assertThat(store().claim(claim)).isEqualTo(ClaimResult.GRANTED);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
		store().release(claim);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.GRANTED);
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@Test
	void remembersForTwoDaysWhatWasHandled() {
		Claim claim = granted(store(), ID);
		assertThat(store().handled(claim)).isTrue();
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
		advance(Duration.ofHours(47).plusMinutes(59));
		assertThat(store().claim(claim("another"))).isEqualTo(ClaimResult.GRANTED);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
	}

	@Test
	void keepsTheIdsOfMerchantsApart() {
		Claim one = new Claim("brand-a", ID);
		Claim other = new Claim("brand-b", ID);
		assertThat(store().claim(one)).isEqualTo(ClaimResult.GRANTED);
		assertThat(otherStore().claim(other)).isEqualTo(ClaimResult.GRANTED);
		store().handled(one);
		assertThat(store().claim(new Claim("brand-b", ID))).isEqualTo(ClaimResult.IN_PROGRESS);
		otherStore().release(other);
		assertThat(store().claim(new Claim("brand-a", ID))).isEqualTo(ClaimResult.HANDLED);
		assertThat(store().claim(new Claim("brand-b", ID))).isEqualTo(ClaimResult.GRANTED);
	}

	@Test
	void keepsItHandledWhateverIsReleased() {
		Claim claim = granted(store(), ID);
		store().handled(claim);
		store().release(claim);
		otherStore().release(claim);
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
	}

	@Test
	void releasesNothingThatWasNotClaimed() {
		store().release(claim(ID));
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.GRANTED);
		store().release(claim(ID));
		assertThat(store().claim(claim(ID))).as("claimed under another token").isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@Test
	void opensAClaimThatNobodyFinished() {
		granted(store(), ID);
		advance(Duration.ofMinutes(4));
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
		advance(Duration.ofMinutes(1));
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.GRANTED);
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
	}

	@Test
	void doesNotReleaseAClaimThatSomebodyElseHasGotMeanwhile() {
		Claim expired = granted(store(), ID);
		advance(Duration.ofMinutes(5));
		Claim next = granted(store(), ID);
		store().release(expired);
		otherStore().release(expired);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.IN_PROGRESS);
		store().release(next);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.GRANTED);
	}

	@Test
	void marksAsHandledEvenIfTheClaimWasLostAndTellsSo() {
		Claim expired = granted(store(), ID);
		advance(Duration.ofMinutes(5));
		Claim next = granted(otherStore(), ID);
		assertThat(store().handled(expired)).isFalse();
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
		otherStore().release(next);
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
		assertThat(otherStore().handled(next)).as("handled twice").isFalse();
	}

	@Test
	void tellsWhoComesLateAndWhoDoesNot() {
		Claim expired = granted(store(), ID);
		advance(Duration.ofMinutes(5));
		assertThat(otherStore().handled(granted(otherStore(), ID))).isTrue();
		assertThat(store().handled(expired)).isFalse();
		assertThat(store().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
	}

	@Test
	void marksAsHandledEvenIfItWasForgotten() {
		assertThat(store().handled(claim(ID))).isFalse();
		assertThat(otherStore().claim(claim(ID))).isEqualTo(ClaimResult.HANDLED);
	}

	@Test
	void tellsAnyIdsAndMerchantsApart() {
		String longId = "EV-" + "0".repeat(1000);
		List<String> texts = List.of("EV-1", "ev-1", "EV-1 ", " EV-1", "EV-\u0000", "EV-１", "", longId, longId + "1",
				"é", "e", "微信");
		List<Claim> claims = Stream
			.concat(texts.stream().map((text) -> new Claim("default", text)),
					texts.stream().map((text) -> new Claim(text, ID)))
			.toList();
		assertThat(claims).allSatisfy((claim) -> assertThat(store().claim(claim)).isEqualTo(ClaimResult.GRANTED));
		assertThat(claims)
			.allSatisfy((claim) -> assertThat(store().claim(again(claim))).isEqualTo(ClaimResult.IN_PROGRESS));
		assertThat(claims).allSatisfy((claim) -> assertThat(store().handled(claim)).isTrue());
		assertThat(claims)
			.allSatisfy((claim) -> assertThat(otherStore().claim(again(claim))).isEqualTo(ClaimResult.HANDLED));
	}

	@Test
	void grantsOneOfManyClaimsAtOnce() throws Exception {
		List<String> ids = IntStream.range(0, 50).mapToObj((i) -> "EV-" + i).toList();
		List<Claim> granted = claimAtOnce(ids);
		assertThat(granted).as("new").extracting(Claim::id).containsExactlyInAnyOrderElementsOf(ids);
		granted.forEach(store()::release);
		assertThat(claimAtOnce(ids)).as("released").extracting(Claim::id).containsExactlyInAnyOrderElementsOf(ids);
		advance(Duration.ofMinutes(5));
		granted = claimAtOnce(ids);
		assertThat(granted).as("left behind").extracting(Claim::id).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(granted).allSatisfy((claim) -> assertThat(store().handled(claim)).isTrue());
		assertThat(claimAtOnce(ids)).as("handled").isEmpty();
	}

	static Claim claim(String id) {
		return new Claim("default", id);
	}

	static Claim granted(NotificationStore store, String id) {
		Claim claim = claim(id);
		assertThat(store.claim(claim)).isEqualTo(ClaimResult.GRANTED);
		return claim;
	}

	private static Claim again(Claim claim) {
		return new Claim(claim.merchant(), claim.id());
	}

	private List<Claim> claimAtOnce(List<String> ids) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<List<Claim>>> granted = new ArrayList<>();
			for (NotificationStore store : Stream.generate(() -> List.of(store(), otherStore()))
				.limit(4)
				.flatMap(List::stream)
				.toList()) {
				granted.add(executor.submit(() -> ids.stream()
					.map(NotificationStoreContractTests::claim)
					.filter((claim) -> store.claim(claim) == ClaimResult.GRANTED)
					.toList()));
			}
			List<Claim> all = new ArrayList<>();
			for (Future<List<Claim>> each : granted) {
				all.addAll(each.get());
			}
			return all;
		}
		finally {
			executor.shutdownNow();
		}
	}

}
