package io.github.wechatpayspring.bulk.ledger;

import java.time.Instant;
import java.util.Map;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.QuietHours;
import org.jspecify.annotations.Nullable;

/**
 * What a job issues and when, as it is stored. It does not change.
 *
 * @param kind what it issues
 * @param stockId the stock, or the consumer card
 * @param merchant the name of the merchant who issues
 * @param appid appid of the openids, {@code null} for the merchant's default
 * @param stockCreatorMchid who created the stock, {@code null} for who issues
 * @param values values of columns for lines that have none
 * @param startAt when it begins at the earliest, {@code null} for at once
 * @param quietHours when nothing is sent, {@code null} for never
 * @param maxRefusalsInARow after how many refusals in a row it halts, {@code null} for no
 * limit
 */
public record JobDefinition(BulkCouponKind kind, String stockId, String merchant, @Nullable String appid,
		@Nullable String stockCreatorMchid, Map<BulkColumn, String> values, @Nullable Instant startAt,
		@Nullable QuietHours quietHours, @Nullable Integer maxRefusalsInARow) {

	/**
	 * Take over what was requested.
	 * @param request the request
	 * @param merchant the name of the merchant who issues
	 * @return what is stored of it
	 */
	public static JobDefinition of(BulkJobRequest request, String merchant) {
		return new JobDefinition(request.kind(), request.stockId(), merchant, request.appid(),
				request.stockCreatorMchid(), request.values(), request.rules().startAt(), request.rules().quietHours(),
				request.rules().maxRefusalsInARow());
	}

	/**
	 * Return whether a request would issue the same to the same users.
	 * @param other what is requested
	 * @return whether it is the same, but for when it is sent
	 */
	public boolean issuesTheSameAs(JobDefinition other) {
		return withoutTimes().equals(other.withoutTimes());
	}

	private JobDefinition withoutTimes() {
		return new JobDefinition(this.kind, this.stockId, this.merchant, this.appid, this.stockCreatorMchid,
				this.values, null, null, null);
	}

}
