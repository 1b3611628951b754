package io.github.wechatpayspring.autoconfigure.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.wechatpayspring.client.resilience.RateLimitStore;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps permits in Redis, where they expire once they would all be there again. Fails if
 * Redis does not respond within two seconds.
 */
class RedisRateLimitStore implements RateLimitStore {

	private static final String PREFIX = "wechatpay:rate-limit:";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration KEPT_LONGER = Duration.ofSeconds(10);

	// connects with the first permit
	private final Supplier<ProxyManager<byte[]>> permits;

	RedisRateLimitStore(LettuceConnectionFactory connectionFactory) {
		this.permits = SingletonSupplier.of(() -> permits(connectionFactory.getRequiredNativeClient()));
	}

	private static ProxyManager<byte[]> permits(AbstractRedisClient client) {
		return ((client instanceof RedisClusterClient cluster) ? Bucket4jLettuce.casBasedBuilder(cluster)
				: Bucket4jLettuce.casBasedBuilder((RedisClient) client))
			.requestTimeout(TIMEOUT)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
			.build();
	}

	@Override
	public Bucket bucket(String key, BucketConfiguration configuration) {
		byte[] id = (PREFIX + key).getBytes(StandardCharsets.UTF_8);
		ProxyManager<byte[]> manager = this.permits.get();
		// threads that ask together need a bucket that is there
		manager.builder().build(id, () -> configuration).getAvailableTokens();
		return manager.builder().withOptimization(Optimizations.batching()).build(id, () -> configuration);
	}

}
