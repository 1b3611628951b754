package io.github.wechatpayspring.autoconfigure.notification;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Properties of notifications that are remembered in a database. Apart from
 * {@link WechatPayProperties} because they need Spring Boot's JDBC module.
 */
@ConfigurationProperties("wechatpay.notification.jdbc")
public class JdbcNotificationProperties extends DatabaseInitializationProperties {

	private static final String DEFAULT_SCHEMA_LOCATION = "classpath:io/github/wechatpayspring/notification/schema-@@platform@@.sql";

	/**
	 * Name of the table of handled notifications.
	 */
	private String tableName = JdbcNotificationStore.DEFAULT_TABLE_NAME;

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return DEFAULT_SCHEMA_LOCATION;
	}

}
