package io.github.wechatpayspring.bulk;

/**
 * Published by the instance that settled the last line of a job. If it dies at that very
 * moment, nobody publishes it; {@link BulkIssuing#progress} always tells.
 *
 * @param progress the job
 */
public record BulkJobFinishedEvent(BulkProgress progress) {

}
