package io.github.wechatpayspring.bulk.autoconfigure;

import java.time.Clock;
import java.util.Base64;

import javax.sql.DataSource;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.engine.BulkSettings;
import io.github.wechatpayspring.bulk.engine.JobIssuing;
import io.github.wechatpayspring.bulk.engine.JobScheduler;
import io.github.wechatpayspring.bulk.engine.SettledLines;
import io.github.wechatpayspring.bulk.ledger.JobLedger;
import io.github.wechatpayspring.bulk.ledger.PersonalCipher;
import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for issuing coupons in bulk.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBean(WechatPay.class)
@ConditionalOnMissingBean(BulkIssuing.class)
@EnableConfigurationProperties({ BulkProperties.class, BulkCommandProperties.class, BulkJdbcProperties.class })
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class WechatPayBulkAutoConfiguration {

	@Bean("wechatpay.bulkDatabase")
	BulkDatabase wechatPayBulkDatabase(@BulkDataSource ObjectProvider<DataSource> annotated,
			ObjectProvider<DataSource> candidates, Environment environment, BulkProperties properties) {
		return new BulkDatabase(annotated, candidates, environment, properties);
	}

	@Bean("wechatpay.bulkSchemaInitializer")
	@Conditional(OnSchemaInitializationCondition.class)
	BulkSchemaInitializer wechatPayBulkSchemaInitializer(BulkDatabase database, BulkJdbcProperties properties) {
		return new BulkSchemaInitializer(database, properties);
	}

	@Bean("wechatpay.bulkIssuing")
	@DependsOnDatabaseInitialization
	JobIssuing wechatPayBulkIssuing(WechatPay wechatPay, BulkDatabase database, BulkProperties properties,
			BulkJdbcProperties jdbc, WechatPayProperties wechatPayProperties, ApplicationEventPublisher events,
			ObjectProvider<SettledLines> listeners) {
		JsonMapper mapper = JsonMapper.builder().build();
		Clock clock = Clock.systemUTC();
		WechatPayProperties.RateLimits limits = wechatPayProperties.client().rateLimit();
		return new JobIssuing(wechatPay, database.dataSource(),
				new BulkSettings(jdbc.getTablePrefix(), properties.threads(), limits.byOperation()),
				new JobLedger(database.dataSource(), jdbc.getTablePrefix(), mapper, clock),
				cipher(mapper, properties.encryptionKey()), events,
				(kind, status, code) -> listeners.forEach((listener) -> listener.sent(kind, status, code)), clock);
	}

	private static @Nullable PersonalCipher cipher(JsonMapper mapper, @Nullable String key) {
		if (!StringUtils.hasText(key)) {
			return null;
		}
		try {
			return new PersonalCipher(mapper, Base64.getDecoder().decode(key));
		}
		catch (IllegalArgumentException ex) {
			throw BulkDatabase.problem("encryption-key", "no 16 or 32 bytes in Base64.",
					"Make a key with: openssl rand -base64 32.");
		}
	}

	@Bean("wechatpay.bulkScheduler")
	JobScheduler wechatPayBulkScheduler(JobIssuing issuing) {
		return issuing.scheduler();
	}

	@Bean("wechatpay.bulkCommandRunner")
	@ConditionalOnProperty("wechatpay.bulk.send")
	BulkCommandRunner wechatPayBulkCommandRunner(BulkIssuing bulk, BulkCommandProperties properties,
			ApplicationContext context) {
		return new BulkCommandRunner(bulk, properties, context);
	}

	static class OnSchemaInitializationCondition extends OnDatabaseInitializationCondition {

		OnSchemaInitializationCondition() {
			super("WeChat Pay bulk issuing ", "wechatpay.bulk.jdbc.initialize-schema");
		}

	}

}
