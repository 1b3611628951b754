package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.autoconfigure.actuate.WechatPayBulkActuatorAutoConfiguration;
import io.github.wechatpayspring.bulk.autoconfigure.actuate.WechatPayBulkEndpoint;
import io.github.wechatpayspring.bulk.autoconfigure.actuate.WechatPayBulkEndpoint.Action;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WechatPayBulkActuatorTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(Stock.favor("9865000")).start();

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void createRunner() {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
					WechatPayBulkAutoConfiguration.class, WechatPayBulkActuatorAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("wechatpay.bulk.file=" + this.directory.resolve("jobs"),
					"management.endpoints.web.exposure.include=wechatpaybulk",
					"wechatpay.merchant-id=" + merchant.merchantId(),
					"wechatpay.merchant-serial-number=" + merchant.serialNumber(),
					"wechatpay.merchant-private-key=" + merchant.privateKeyPem(),
					"wechatpay.platform-public-key-id=" + merchant.platformPublicKeyId(),
					"wechatpay.platform-public-key=" + merchant.platformPublicKeyPem(),
					"wechatpay.appid=" + merchant.appid(), "wechatpay.client.base-url=" + this.wechatPay.baseUrl());
	}

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void showsAndSteersJobs() {
		this.runner.run((context) -> {
			create(context, 1);
			WechatPayBulkEndpoint endpoint = context.getBean(WechatPayBulkEndpoint.class);
			assertThat(endpoint.jobs().jobs()).singleElement()
				.satisfies((job) -> assertThat(job.state()).isEqualTo(BulkJobState.CREATED));
			assertThat(endpoint.change("spring", Action.START).name()).isEqualTo("spring");
			awaitState(context, BulkJobState.HALTED);
			assertThat(endpoint.job("spring").issued()).isEqualTo(1);
			endpoint.change("spring", Action.RESUME);
			awaitState(context, BulkJobState.FINISHED);
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.change("spring", Action.PAUSE))
				.withMessage("Job \"spring\" is finished: only a job that is running can be paused");
			assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> endpoint.job("summer"))
				.withMessage("There is no job \"summer\"");
		});
	}

	@Test
	void tellsOfJobsThatHaveHaltedAndIsWell() {
		this.runner.run((context) -> {
			create(context, 1);
			context.getBean(BulkIssuing.class).start("spring");
			awaitState(context, BulkJobState.HALTED);
			assertThat(context.getBean(HealthIndicator.class).health()).satisfies((health) -> {
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).hasToString("{running=[], halted=[spring]}");
			});
		});
	}

	@Test
	void countsLinesByOutcome() {
		this.wechatPay.addStock(Stock.favor("9865000").budget(3));
		this.runner.run((context) -> {
			create(context, 0);
			context.getBean(BulkIssuing.class).start("spring");
			awaitState(context, BulkJobState.FINISHED);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("wechatpay.bulk.lines")
				.tags("kind", "favor", "outcome", "issued", "code", "none")
				.counter()
				.count()).isEqualTo(3);
			assertThat(registry.get("wechatpay.bulk.lines")
				.tags("outcome", "refused", "code", "NOT_ENOUGH")
				.counter()
				.count()).isEqualTo(2);
		});
	}

	private static void create(ApplicationContext context, int canary) {
		context.getBean(BulkIssuing.class)
			.create(BulkJobRequest.builder()
				.name("spring")
				.stockId("9865000")
				.canary(canary)
				.lines(BulkLines
					.openids(IntStream.range(0, 5).mapToObj((i) -> "oUpF8uMuAJO_M2pxb1Q9zNjWeS6" + i).toList()))
				.build());
	}

	private static void awaitState(ApplicationContext context, BulkJobState state) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> context.getBean(BulkIssuing.class).progress("spring").state() == state);
	}

}
