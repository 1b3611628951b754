package io.github.wechatpayspring.client.resilience;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/**
 * The part of a store that is one merchant's, with names of operations for keys. No
 * lambda, which would load Bucket4j when the application starts.
 */
final class MerchantRateLimitStore implements RateLimitStore {

	private final RateLimitStore store;

	private final String merchantId;

	MerchantRateLimitStore(RateLimitStore store, String merchantId) {
		this.store = store;
		this.merchantId = merchantId;
	}

	@Override
	public Bucket bucket(String operation, BucketConfiguration configuration) {
		return this.store.bucket(this.merchantId + "/" + operation, configuration);
	}

}
