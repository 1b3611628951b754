package io.github.wechatpayspring.bulk;

/**
 * Published by the instance that made a job halt, which then waits for somebody to resume
 * or cancel it.
 *
 * @param progress the job, with the reason
 */
public record BulkJobHaltedEvent(BulkProgress progress) {

}
