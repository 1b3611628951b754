package io.github.wechatpayspring.bulk.engine;

import java.util.Map;

import io.github.wechatpayspring.client.resilience.RateLimit;

/**
 * How jobs are worked on.
 *
 * @param tablePrefix what the names of the tables begin with
 * @param threads how many calls one instance makes at once
 * @param limits WeChat Pay's limits by the name of the operation
 */
public record BulkSettings(String tablePrefix, int threads, Map<String, RateLimit> limits) {

}
