package io.github.wechatpayspring.autoconfigure.notification;

import javax.sql.DataSource;

import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;

import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Creates the table of notifications, as Spring Boot's own modules create theirs.
 */
class JdbcNotificationSchemaInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<JdbcNotificationProperties> {

	private final JdbcNotificationProperties properties;

	JdbcNotificationSchemaInitializer(DataSource dataSource, JdbcNotificationProperties properties) {
		super(dataSource, properties);
		this.properties = properties;
	}

	@Override
	protected void runScripts(Scripts scripts) {
		String tableName = this.properties.getTableName();
		if (this.properties.getSchema().equals(this.properties.getDefaultSchemaLocation())
				&& !tableName.equalsIgnoreCase(JdbcNotificationStore.DEFAULT_TABLE_NAME)) {
			throw JdbcNotificationStoreFactory.problem("notification.jdbc.table-name",
					"\"%s\", which the script of the starter does not create.".formatted(tableName),
					"Name a script of your own with wechatpay.notification.jdbc.schema, or create the table yourself and set wechatpay.notification.jdbc.initialize-schema=never.");
		}
		super.runScripts(scripts);
	}

}
