package io.github.wechatpayspring.bulk.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Properties of the tables of bulk issuing.
 */
@ConfigurationProperties("wechatpay.bulk.jdbc")
public class BulkJdbcProperties extends DatabaseInitializationProperties {

	static final String DEFAULT_TABLE_PREFIX = "wechatpay_bulk_";

	private static final String DEFAULT_SCHEMA_LOCATION = "classpath:io/github/wechatpayspring/bulk/schema-@@platform@@.sql";

	/**
	 * What the names of the tables begin with.
	 */
	private String tablePrefix = DEFAULT_TABLE_PREFIX;

	public String getTablePrefix() {
		return this.tablePrefix;
	}

	public void setTablePrefix(String tablePrefix) {
		this.tablePrefix = tablePrefix;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return DEFAULT_SCHEMA_LOCATION;
	}

}
