package io.github.wechatpayspring.bulk.ledger;

import java.util.Map;

/**
 * What became of the lines of a job so far.
 *
 * @param issued how many have a coupon
 * @param refused how many were refused
 * @param unknown how many have an unknown outcome
 * @param open how many have no outcome
 * @param inFlight how many of these may have been sent
 * @param settledLately how many of those with an outcome are in chunks that were written
 * in the last minute
 * @param refusedByCode how many were refused with each code
 */
public record Totals(long issued, long refused, long unknown, long open, long inFlight, long settledLately,
		Map<String, Long> refusedByCode) {

}
