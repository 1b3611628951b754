package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.engine.JobIssuing;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether jobs can be worked on. A job that has halted by itself waits for somebody, but
 * the application is well.
 */
class BulkHealthIndicator extends AbstractHealthIndicator {

	private final JobIssuing bulk;

	BulkHealthIndicator(JobIssuing bulk) {
		super("The jobs of WeChat Pay cannot be read");
		this.bulk = bulk;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up()
			.withDetail("running", this.bulk.names(BulkJobState.RUNNING))
			.withDetail("halted", this.bulk.names(BulkJobState.HALTED));
	}

}
