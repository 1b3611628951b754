package io.github.wechatpayspring.autoconfigure.ratelimit;

import javax.sql.DataSource;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.client.resilience.JdbcRateLimitStore;
import io.github.wechatpayspring.client.resilience.RateLimitStore;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for rate limits that all instances
 * of an application share, with {@code wechatpay.client.rate-limit.store} set to
 * {@code jdbc} or {@code redis}. Neither is asked before the first call.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
@ConditionalOnBean(WechatPay.class)
@ConditionalOnMissingBean(RateLimitStore.class)
public final class WechatPayRateLimitAutoConfiguration {

	private static final String STORE = "wechatpay.client.rate-limit.store";

	private static InvalidWechatPayConfigurationException problem(String property, String found, String action) {
		ConfigurationProblems problems = new ConfigurationProblems();
		problems.add("client.rate-limit." + property, found, action);
		return new InvalidWechatPayConfigurationException(problems.list(), null);
	}

	private static InvalidWechatPayConfigurationException missingRedis() {
		return problem("store", "\"redis\", but its modules are not on the class path.",
				"Add the dependencies org.springframework.boot:spring-boot-starter-data-redis and com.bucket4j:bucket4j_jdk17-lettuce.");
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "jdbc")
	@ConditionalOnClass(DataSourceScriptDatabaseInitializer.class)
	@EnableConfigurationProperties(JdbcRateLimitProperties.class)
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class JdbcConfiguration {

		@Bean("wechatpay.rateLimitStore")
		RateLimitStore wechatPayRateLimitStore(ObjectProvider<DataSource> dataSource,
				JdbcRateLimitProperties properties) {
			try {
				return new JdbcRateLimitStore(dataSource(dataSource), properties.getTableName());
			}
			catch (IllegalArgumentException ex) {
				throw problem("jdbc.table-name", "\"%s\".".formatted(properties.getTableName()),
						"Name a table with letters, digits and underscores only, with its schema and a dot before it if need be.");
			}
		}

		@Bean("wechatpay.rateLimitSchemaInitializer")
		@Conditional(OnSchemaInitializationCondition.class)
		RateLimitSchemaInitializer wechatPayRateLimitSchemaInitializer(ObjectProvider<DataSource> dataSource,
				JdbcRateLimitProperties properties) {
			return new RateLimitSchemaInitializer(dataSource(dataSource), properties);
		}

		private static DataSource dataSource(ObjectProvider<DataSource> dataSource) {
			DataSource found = dataSource.getIfUnique();
			if (found == null) {
				throw problem("store", "\"jdbc\", but not one DataSource bean, or a primary one.",
						"Configure one with spring.datasource.url, or annotate the one to use with @Primary.");
			}
			// no permit is part of a transaction of the application
			DataSource target = (found instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
					: found;
			return (target != null) ? target : found;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "redis")
	@ConditionalOnClass(LettuceConnectionFactory.class)
	static class RedisConfiguration {

		@Bean("wechatpay.rateLimitStore")
		RateLimitStore wechatPayRateLimitStore(ObjectProvider<LettuceConnectionFactory> connectionFactory) {
			if (!ClassUtils.isPresent("io.github.bucket4j.redis.lettuce.Bucket4jLettuce", null)) {
				throw missingRedis();
			}
			LettuceConnectionFactory found = connectionFactory.getIfUnique();
			if (found == null) {
				throw problem("store", "\"redis\", but no LettuceConnectionFactory bean.",
						"Configure Redis with spring.data.redis.host.");
			}
			return new RedisRateLimitStore(found);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "jdbc")
	@ConditionalOnMissingClass("org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer")
	static class MissingJdbcConfiguration {

		@Bean("wechatpay.rateLimitStore")
		RateLimitStore wechatPayRateLimitStore() {
			throw problem("store", "\"jdbc\", but Spring Boot's JDBC module is not on the class path.",
					"Add the dependency org.springframework.boot:spring-boot-starter-jdbc.");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "redis")
	@ConditionalOnMissingClass("org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory")
	static class MissingRedisConfiguration {

		@Bean("wechatpay.rateLimitStore")
		RateLimitStore wechatPayRateLimitStore() {
			throw missingRedis();
		}

	}

	static class OnSchemaInitializationCondition extends OnDatabaseInitializationCondition {

		OnSchemaInitializationCondition() {
			super("WeChat Pay rate limits ", "wechatpay.client.rate-limit.jdbc.initialize-schema");
		}

	}

	/**
	 * Creates the table of permits, as Spring Boot's own modules create theirs.
	 */
	static class RateLimitSchemaInitializer
			extends PropertiesBasedDataSourceScriptDatabaseInitializer<JdbcRateLimitProperties> {

		private final JdbcRateLimitProperties properties;

		RateLimitSchemaInitializer(DataSource dataSource, JdbcRateLimitProperties properties) {
			super(dataSource, properties);
			this.properties = properties;
		}

		@Override
		protected void runScripts(Scripts scripts) {
			String tableName = this.properties.getTableName();
			if (this.properties.getSchema().equals(this.properties.getDefaultSchemaLocation())
					&& !tableName.equalsIgnoreCase(JdbcRateLimitStore.DEFAULT_TABLE_NAME)) {
				throw problem("jdbc.table-name",
						"\"%s\", which the script of the starter does not create.".formatted(tableName),
						"Name a script of your own with wechatpay.client.rate-limit.jdbc.schema, or create the table yourself and set wechatpay.client.rate-limit.jdbc.initialize-schema=never.");
			}
			super.runScripts(scripts);
		}

	}

}
