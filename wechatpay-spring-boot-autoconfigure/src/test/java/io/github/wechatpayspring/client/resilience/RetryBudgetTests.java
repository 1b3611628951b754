package io.github.wechatpayspring.client.resilience;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryBudget}.
 */
class RetryBudgetTests {

	private final RetryBudget budget = new RetryBudget(0.2);

	@Test
	void endsWithItsReserve() {
		assertThat(takeAll()).isEqualTo(RetryBudget.RESERVE);
	}

	@Test
	void growsByItsShareOfTheSuccessfulCalls() {
		takeAll();
		for (int i = 0; i < 50; i++) {
			this.budget.succeeded();
		}
		assertThat(takeAll()).isEqualTo(10);
	}

	@Test
	void doesNotGrowBeyondItsReserve() {
		for (int i = 0; i < 10_000; i++) {
			this.budget.succeeded();
		}
		assertThat(takeAll()).isEqualTo(RetryBudget.RESERVE);
	}

	private int takeAll() {
		int taken = 0;
		while (this.budget.takeOne()) {
			taken++;
		}
		return taken;
	}

}
