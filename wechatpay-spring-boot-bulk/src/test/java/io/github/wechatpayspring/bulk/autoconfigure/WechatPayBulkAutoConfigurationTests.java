package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.autoconfigure.actuate.WechatPayBulkActuatorAutoConfiguration;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.h2.Driver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPayBulkAutoConfigurationTests {

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	@TempDir
	private Path directory;

	private ApplicationContextRunner unconfigured;

	private ApplicationContextRunner runner;

	@BeforeEach
	void createRunner() {
		this.unconfigured = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WechatPayAutoConfiguration.class, DataSourceAutoConfiguration.class,
							WechatPayBulkAutoConfiguration.class, WechatPayBulkActuatorAutoConfiguration.class))
			.withPropertyValues("wechatpay.bulk.file=" + this.directory.resolve("jobs"));
		SimulatedMerchant merchant = wechatPay.merchant();
		this.runner = this.unconfigured.withPropertyValues("wechatpay.merchant-id=" + merchant.merchantId(),
				"wechatpay.merchant-serial-number=" + merchant.serialNumber(),
				"wechatpay.merchant-private-key=" + merchant.privateKeyPem(),
				"wechatpay.platform-public-key-id=" + merchant.platformPublicKeyId(),
				"wechatpay.platform-public-key=" + merchant.platformPublicKeyPem(),
				"wechatpay.appid=" + merchant.appid());
	}

	@AfterAll
	static void stop() {
		wechatPay.close();
	}

	@Test
	void backsOffWithoutAMerchant() {
		this.unconfigured.run((context) -> assertThat(context).doesNotHaveBean(BulkIssuing.class));
	}

	@Test
	void keepsJobsInAFileWhereSpringBootHasMadeUpADatabaseInMemory() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(DataSource.class);
			assertThat(context.getBean(BulkDatabase.class).isEmbedded()).isTrue();
			assertThat(context.getBean(BulkIssuing.class).jobs()).isEmpty();
			assertThat(this.directory.resolve("jobs.mv.db")).exists();
		});
	}

	@Test
	void usesTheDatabaseOfTheApplication() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:own").run((context) -> {
			assertThat(context.getBean(BulkDatabase.class).isEmbedded()).isFalse();
			assertThat(context.getBean(BulkIssuing.class).jobs()).isEmpty();
		});
	}

	@Test
	void usesTheAnnotatedOneOfSeveralDatabases() {
		this.runner.withUserConfiguration(SeveralDatabases.class, Annotated.class)
			.withPropertyValues("wechatpay.bulk.jdbc.initialize-schema=always")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(BulkIssuing.class).jobs()).isEmpty();
			});
	}

	@Test
	void asksWhichOfSeveralDatabases() {
		this.runner.withUserConfiguration(SeveralDatabases.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWechatPayConfigurationException.class)
				.hasMessageContaining("several DataSource beans"));
	}

	@Test
	void createsTablesWithAnotherPrefix() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:prefix",
					"wechatpay.bulk.jdbc.table-prefix=shop_bulk_")
			.run((context) -> {
				assertThat(context.getBean(BulkIssuing.class).jobs()).isEmpty();
				assertThat(new JdbcTemplate(context.getBean(DataSource.class)).queryForList(
						"SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'", String.class))
					.containsExactlyInAnyOrder("SHOP_BULK_JOB", "SHOP_BULK_CHUNK", "SHOP_BULK_TASK");
			});
	}

	@Test
	void refusesAKeyOfAnotherLengthWithoutShowingIt() {
		this.runner.withPropertyValues("wechatpay.bulk.encryption-key=c2VjcmV0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWechatPayConfigurationException.class)
				.hasMessageContaining("wechatpay.bulk.encryption-key")
				.hasMessageNotContaining("c2VjcmV0"));
	}

	@Test
	void leavesTheFieldToABeanOfTheApplication() {
		this.runner.withBean(BulkIssuing.class, () -> Mockito.mock(BulkIssuing.class))
			.run((context) -> assertThat(context).hasSingleBean(BulkIssuing.class).doesNotHaveBean(BulkDatabase.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class SeveralDatabases {

		@Bean
		DataSource one() {
			return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:one;DB_CLOSE_DELAY=-1");
		}

		@Bean
		DataSource two() {
			return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:two;DB_CLOSE_DELAY=-1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		@Bean
		@BulkDataSource
		DataSource three() {
			return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:three;DB_CLOSE_DELAY=-1");
		}

	}

}
