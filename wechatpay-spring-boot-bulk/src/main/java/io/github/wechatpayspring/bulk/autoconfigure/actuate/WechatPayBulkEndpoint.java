package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkProgress;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows jobs, and pauses, resumes and cancels them.
 */
@Endpoint(id = "wechatpaybulk")
public class WechatPayBulkEndpoint {

	private final BulkIssuing bulk;

	WechatPayBulkEndpoint(BulkIssuing bulk) {
		this.bulk = bulk;
	}

	@ReadOperation
	public Jobs jobs() {
		return new Jobs(this.bulk.jobs());
	}

	@ReadOperation
	public BulkProgress job(@Selector String name) {
		return run(() -> this.bulk.progress(name));
	}

	@WriteOperation
	public BulkProgress change(@Selector String name, Action action) {
		return run(() -> switch (action) {
			case START -> this.bulk.start(name);
			case PAUSE -> this.bulk.pause(name);
			case RESUME -> this.bulk.resume(name);
			case CANCEL -> this.bulk.cancel(name);
		});
	}

	private static BulkProgress run(Supplier<BulkProgress> work) {
		try {
			return work.get();
		}
		catch (BulkJobException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What can be done with a job.
	 */
	public enum Action {

		/**
		 * Start it.
		 */
		START,

		/**
		 * Pause it.
		 */
		PAUSE,

		/**
		 * Resume it.
		 */
		RESUME,

		/**
		 * Cancel it.
		 */
		CANCEL

	}

	/**
	 * All jobs.
	 *
	 * @param jobs the jobs, the newest first
	 */
	public record Jobs(List<BulkProgress> jobs) implements OperationResponseBody {

	}

}
