package io.github.wechatpayspring.autoconfigure.notification;

import javax.sql.DataSource;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;

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
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for notifications that are
 * remembered in a database, with {@code wechatpay.notification.store=jdbc}. It is the one
 * of the {@link NotificationDataSource} annotation, or else the application's only or
 * primary {@link DataSource}. An application that has none does not start.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class,
		before = WechatPayNotificationEndpointAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBean(WechatPay.class)
@ConditionalOnMissingBean(NotificationStore.class)
@ConditionalOnProperty(name = "wechatpay.notification.store", havingValue = "jdbc")
public final class WechatPayJdbcNotificationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataSourceScriptDatabaseInitializer.class)
	@EnableConfigurationProperties(JdbcNotificationProperties.class)
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class StoreConfiguration {

		private final JdbcNotificationStoreFactory factory;

		StoreConfiguration(@NotificationDataSource ObjectProvider<DataSource> annotated,
				ObjectProvider<DataSource> candidates, JdbcNotificationProperties properties) {
			this.factory = new JdbcNotificationStoreFactory(annotated, candidates, properties);
		}

		@Bean("wechatpay.notificationStore")
		@DependsOnDatabaseInitialization
		JdbcNotificationStore wechatPayNotificationStore() {
			return this.factory.store();
		}

		@Bean("wechatpay.notificationSchemaInitializer")
		@ConditionalOnMissingBean
		@Conditional(OnSchemaInitializationCondition.class)
		JdbcNotificationSchemaInitializer wechatPayNotificationSchemaInitializer() {
			return this.factory.schemaInitializer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer")
	static class MissingModuleConfiguration {

		@Bean("wechatpay.notificationStore")
		NotificationStore wechatPayNotificationStore() {
			throw JdbcNotificationStoreFactory.problem("notification.store",
					"\"jdbc\", but Spring Boot's JDBC module is not on the class path.",
					"Add the dependency org.springframework.boot:spring-boot-starter-jdbc.");
		}

	}

	static class OnSchemaInitializationCondition extends OnDatabaseInitializationCondition {

		OnSchemaInitializationCondition() {
			super("WeChat Pay notifications ", "wechatpay.notification.jdbc.initialize-schema");
		}

	}

}
