package io.github.wechatpayspring.client.resilience;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.local.LocalBucketBuilder;

/**
 * Keeps permits in the memory of this instance.
 */
final class InMemoryRateLimitStore implements RateLimitStore {

	@Override
	public Bucket bucket(String key, BucketConfiguration configuration) {
		LocalBucketBuilder bucket = Bucket.builder().withNanosecondPrecision();
		for (Bandwidth bandwidth : configuration.getBandwidths()) {
			bucket.addLimit(bandwidth);
		}
		return bucket.build();
	}

}
