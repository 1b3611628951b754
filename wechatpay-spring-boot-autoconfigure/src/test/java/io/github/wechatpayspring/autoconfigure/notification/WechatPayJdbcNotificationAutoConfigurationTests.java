package io.github.wechatpayspring.autoconfigure.notification;

import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.Claim;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPayJdbcNotificationAutoConfigurationTests {

	private static final String TABLE = JdbcNotificationStore.DEFAULT_TABLE_NAME;

	private static final FilteredClassLoader WITHOUT_JDBC = new FilteredClassLoader("org.springframework.boot.jdbc",
			"org.springframework.boot.sql", "org.springframework.jdbc", "org.springframework.transaction");

	private final ApplicationContextRunner anyStore = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
				WechatPayJdbcNotificationAutoConfiguration.class))
		.withPropertyValues("wechatpay.merchant-id=" + FakeWechatPay.MERCHANT_ID,
				"wechatpay.merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
				"wechatpay.merchant-private-key=" + KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS),
				"wechatpay.platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
				"wechatpay.platform-public-key=" + KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS));

	private final ApplicationContextRunner contextRunner = this.anyStore
		.withPropertyValues("wechatpay.notification.store=jdbc");

	private final ApplicationContextRunner withDatabase = this.contextRunner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void remembersInTheDatabaseWhichItPrepares() {
		this.withDatabase.run((context) -> {
			assertThat(context).hasSingleBean(NotificationStore.class).hasSingleBean(JdbcNotificationStore.class);
			assertThat(context.getBean(NotificationStore.class).claim(new Claim("default", "1")))
				.isEqualTo(ClaimResult.GRANTED);
			assertThat(ids(context.getBean(DataSource.class), TABLE)).containsExactly("1");
			assertThat(context.getSourceApplicationContext()
				.getBeanFactory()
				.getBeanDefinition("wechatpay.notificationStore")
				.getDependsOn()).contains("wechatpay.notificationSchemaInitializer");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.notification.store=memory", "wechatpay.appid=wx1" })
	void touchesNoDatabaseUnlessAsked(String property) {
		this.anyStore.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DataSource.class)
				.doesNotHaveBean(JdbcNotificationStore.class)
				.doesNotHaveBean(DataSourceScriptDatabaseInitializer.class)
				.doesNotHaveBean(JdbcNotificationProperties.class));
	}

	@Test
	void leavesTheApplicationsOwnStore() {
		this.withDatabase.withBean("own", NotificationStore.class, NoStore::new)
			.run((context) -> assertThat(context).hasSingleBean(NotificationStore.class)
				.hasBean("own")
				.doesNotHaveBean(DataSourceScriptDatabaseInitializer.class));
	}

	@Test
	void backsOffWithoutAMerchant() {
		this.withDatabase.withPropertyValues("wechatpay.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NotificationStore.class));
	}

	@Test
	void doesNotStartWithoutADataSource() {
		this.contextRunner.run((context) -> {
			Problem problem = onlyProblem(context);
			assertThat(problem.property()).isEqualTo("wechatpay.notification.store");
			assertThat(problem.found()).isEqualTo("\"jdbc\", but there is no DataSource bean.");
			assertThat(problem.action()).contains("spring.datasource.url");
		});
	}

	@Test
	void doesNotStartWithoutSpringBootsModule() {
		this.contextRunner.withClassLoader(WITHOUT_JDBC).run((context) -> {
			Problem problem = onlyProblem(context);
			assertThat(problem.property()).isEqualTo("wechatpay.notification.store");
			assertThat(problem.found()).contains("not on the class path");
			assertThat(problem.action()).contains("spring-boot-starter-jdbc");
		});
	}

	@Test
	void startsWithoutSpringBootsModuleIfItIsNotAsked() {
		this.anyStore.withClassLoader(WITHOUT_JDBC).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void doesNotGuessAmongDataSources() {
		this.contextRunner.withUserConfiguration(TwoDataSources.class).run((context) -> {
			Problem problem = onlyProblem(context);
			assertThat(problem.found()).contains("several DataSource beans");
			assertThat(problem.action()).contains("@NotificationDataSource", "@Primary");
		});
	}

	@Test
	void takesThePrimaryDataSource() {
		this.contextRunner.withUserConfiguration(TwoDataSources.class, PrimaryDataSource.class).run((context) -> {
			context.getBean(NotificationStore.class).claim(new Claim("default", "1"));
			assertThat(ids(context.getBean("primary", DataSource.class), TABLE)).containsExactly("1");
		});
	}

	@Test
	void prefersTheAnnotatedDataSource() {
		this.contextRunner
			.withUserConfiguration(TwoDataSources.class, PrimaryDataSource.class, AnnotatedDataSource.class)
			.run((context) -> {
				context.getBean(NotificationStore.class).claim(new Claim("default", "1"));
				assertThat(ids(context.getBean("marked", DataSource.class), TABLE)).containsExactly("1");
			});
	}

	@Test
	void doesNotGuessAmongAnnotatedDataSources() {
		this.contextRunner
			.withUserConfiguration(AnnotatedDataSource.class, PrimaryDataSource.class, AnotherAnnotatedDataSource.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void createsNothingIfToldSo() {
		this.withDatabase.withPropertyValues("wechatpay.notification.jdbc.initialize-schema=never").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DataSourceScriptDatabaseInitializer.class);
			assertThat(tables(context.getBean(DataSource.class))).isEmpty();
		});
	}

	@Test
	void takesAScriptAndATableOfTheApplication() {
		this.withDatabase
			.withPropertyValues("wechatpay.notification.jdbc.table-name=Seen",
					"wechatpay.notification.jdbc.schema=classpath:notifications-@@platform@@.sql",
					"wechatpay.notification.jdbc.platform=own", "wechatpay.notification.jdbc.continue-on-error=false")
			.run((context) -> {
				context.getBean(NotificationStore.class).claim(new Claim("default", "1"));
				assertThat(ids(context.getBean(DataSource.class), "seen")).containsExactly("1");
			});
	}

	@Test
	void doesNotStartWithATableThatItsScriptDoesNotCreate() {
		this.withDatabase.withPropertyValues("wechatpay.notification.jdbc.table-name=seen").run((context) -> {
			Problem problem = onlyProblem(context);
			assertThat(problem.property()).isEqualTo("wechatpay.notification.jdbc.table-name");
			assertThat(problem.found()).contains("\"seen\"");
			assertThat(problem.action()).contains("wechatpay.notification.jdbc.schema",
					"wechatpay.notification.jdbc.initialize-schema=never");
		});
	}

	@Test
	void takesATableThatTheApplicationCreates() {
		this.withDatabase.withBean("seen", CreateSeen.class)
			.withPropertyValues("wechatpay.notification.jdbc.table-name=seen",
					"wechatpay.notification.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context.getBean(NotificationStore.class).claim(new Claim("default", "1")))
				.isEqualTo(ClaimResult.GRANTED));
	}

	@Test
	void doesNotStartWithWhatIsNoTableName() {
		this.withDatabase
			.withPropertyValues("wechatpay.notification.jdbc.table-name=a;b",
					"wechatpay.notification.jdbc.initialize-schema=never")
			.run((context) -> {
				Problem problem = onlyProblem(context);
				assertThat(problem.property()).isEqualTo("wechatpay.notification.jdbc.table-name");
				assertThat(problem.found()).contains("a;b");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "hsqldb", "mariadb", "mysql", "postgresql" })
	void hasAScriptForEach(String platform) {
		JdbcNotificationProperties properties = new JdbcNotificationProperties();
		String location = properties.getSchema().replace("@@platform@@", platform);
		assertThat(properties.getInitializeSchema()).isEqualTo(DatabaseInitializationMode.EMBEDDED);
		assertThat(getClass().getClassLoader().getResource(location.substring("classpath:".length()))).isNotNull();
	}

	@Test
	void isFoundBySpringBoot() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(WechatPayJdbcNotificationAutoConfiguration.class.getName());
	}

	private static Problem onlyProblem(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof InvalidWechatPayConfigurationException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(InvalidWechatPayConfigurationException.class);
		List<Problem> problems = ((InvalidWechatPayConfigurationException) cause).problems();
		assertThat(problems).hasSize(1);
		return problems.get(0);
	}

	private static List<String> ids(DataSource dataSource, String table) {
		return JdbcClient.create(dataSource).sql("SELECT id FROM " + table).query(String.class).list();
	}

	private static List<String> tables(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	private static HikariDataSource database(String name) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl("jdbc:h2:mem:" + name);
		return dataSource;
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		HikariDataSource first() {
			return database("first");
		}

		@Bean
		HikariDataSource second() {
			return database("second");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		HikariDataSource primary() {
			return database("primary");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedDataSource {

		@Bean(defaultCandidate = false)
		@NotificationDataSource
		HikariDataSource marked() {
			return database("marked");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherAnnotatedDataSource {

		@Bean(defaultCandidate = false)
		@NotificationDataSource
		HikariDataSource anotherMarked() {
			return database("anotherMarked");
		}

	}

	static class CreateSeen {

		CreateSeen(DataSource dataSource) {
			DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ByteArrayResource(
					"CREATE TABLE seen (id VARCHAR(64), merchant VARCHAR(64), seen_at TIMESTAMP WITH TIME ZONE, claim_token VARCHAR(36), claimed_until TIMESTAMP WITH TIME ZONE, handled_at TIMESTAMP WITH TIME ZONE, PRIMARY KEY (id, merchant))"
						.getBytes())),
					dataSource);
		}

	}

	static class NoStore implements NotificationStore {

		@Override
		public ClaimResult claim(Claim claim) {
			return ClaimResult.HANDLED;
		}

		@Override
		public boolean handled(Claim claim) {
			return true;
		}

		@Override
		public void release(Claim claim) {
		}

	}

}
