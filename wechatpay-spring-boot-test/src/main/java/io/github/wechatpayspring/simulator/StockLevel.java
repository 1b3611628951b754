package io.github.wechatpayspring.simulator;

import java.util.OptionalLong;

/**
 * What is left of a stock.
 *
 * @param stock the stock as it is now
 * @param issued how many coupons were issued from it
 */
public record StockLevel(Stock stock, long issued) {

	/**
	 * Return how many coupons can still be issued.
	 * @return the number, empty if there is no budget
	 */
	public OptionalLong remaining() {
		OptionalLong budget = this.stock.budget();
		return (budget.isPresent()) ? OptionalLong.of(Math.max(0, budget.getAsLong() - this.issued)) : budget;
	}

}
