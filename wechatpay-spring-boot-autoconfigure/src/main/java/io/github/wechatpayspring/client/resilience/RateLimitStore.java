package io.github.wechatpayspring.client.resilience;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/**
 * Where the permits of rate limits are kept: in the memory of each instance of an
 * application, or where all instances share them. A bean of an application takes the
 * place of what {@code wechatpay.client.rate-limit.store} chooses.
 */
@FunctionalInterface
public interface RateLimitStore {

	/**
	 * Return the permits of a limit. Nothing is asked for before the first permit.
	 * @param key what the limit is for: the merchant id, the name of the operation and
	 * the limit
	 * @param configuration how many permits there are
	 * @return the permits; they may throw any exception if they cannot be reached
	 */
	Bucket bucket(String key, BucketConfiguration configuration);

	/**
	 * Return the part of the store that is one merchant's.
	 * @param merchantId the merchant id
	 * @return a store whose keys are names of operations
	 */
	default RateLimitStore of(String merchantId) {
		return new MerchantRateLimitStore(this, merchantId);
	}

	/**
	 * Return a store in memory.
	 * @return the store
	 */
	static RateLimitStore inMemory() {
		return new InMemoryRateLimitStore();
	}

}
