package io.github.wechatpayspring.autoconfigure.ratelimit;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.client.resilience.JdbcRateLimitStore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Properties of rate limits that are kept in a database. Apart from
 * {@link WechatPayProperties} because they need Spring Boot's JDBC module.
 */
@ConfigurationProperties("wechatpay.client.rate-limit.jdbc")
public class JdbcRateLimitProperties extends DatabaseInitializationProperties {

	private static final String DEFAULT_SCHEMA_LOCATION = "classpath:io/github/wechatpayspring/ratelimit/schema-@@platform@@.sql";

	/**
	 * Name of the table of permits.
	 */
	private String tableName = JdbcRateLimitStore.DEFAULT_TABLE_NAME;

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
