package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import java.util.List;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkProgress;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether jobs can be worked on. A job that has halted by itself waits for somebody, but
 * the application is well.
 */
class BulkHealthIndicator extends AbstractHealthIndicator {

	private final BulkIssuing bulk;

	BulkHealthIndicator(BulkIssuing bulk) {
		super("The jobs of WeChat Pay cannot be read");
		this.bulk = bulk;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<BulkProgress> jobs = this.bulk.jobs();
		builder.up()
			.withDetail("running", names(jobs, BulkJobState.RUNNING))
			.withDetail("halted", names(jobs, BulkJobState.HALTED));
	}

	private static List<String> names(List<BulkProgress> jobs, BulkJobState state) {
		return jobs.stream().filter((job) -> job.state() == state).map(BulkProgress::name).toList();
	}

}
