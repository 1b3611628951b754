package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.command.BulkCommand;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;

/**
 * Runs the job of the command line once the application has started, and ends the
 * application.
 */
class BulkCommandRunner implements ApplicationRunner, Ordered {

	private final BulkIssuing bulk;

	private final BulkCommandProperties properties;

	private final ApplicationContext context;

	BulkCommandRunner(BulkIssuing bulk, BulkCommandProperties properties, ApplicationContext context) {
		this.bulk = bulk;
		this.properties = properties;
		this.context = context;
	}

	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		Path file = this.properties.send();
		if (file != null) {
			int code = new BulkCommand(this.bulk, System.out, System.console() != null)
				.run(this.properties.request(file), this.properties.reportOf(file), this.properties.maskOpenids());
			System.exit(SpringApplication.exit(this.context, () -> code));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
