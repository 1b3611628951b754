package io.github.wechatpayspring.autoconfigure.notification;

import javax.sql.DataSource;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import io.github.wechatpayspring.notification.delivery.JdbcNotificationStore;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates the store of notifications in a database, or says why it cannot. The database
 * is the one that is annotated with {@link NotificationDataSource}, or else the
 * application's only or primary one.
 */
class JdbcNotificationStoreFactory {

	private final ObjectProvider<DataSource> annotated;

	private final ObjectProvider<DataSource> candidates;

	private final JdbcNotificationProperties properties;

	JdbcNotificationStoreFactory(ObjectProvider<DataSource> annotated, ObjectProvider<DataSource> candidates,
			JdbcNotificationProperties properties) {
		this.annotated = annotated;
		this.candidates = candidates;
		this.properties = properties;
	}

	JdbcNotificationStore store() {
		try {
			return new JdbcNotificationStore(dataSource(), this.properties.getTableName());
		}
		catch (IllegalArgumentException ex) {
			throw problem("notification.jdbc.table-name", "\"%s\".".formatted(this.properties.getTableName()),
					"Name a table with letters, digits and underscores only, with its schema and a dot before it if need be.");
		}
	}

	JdbcNotificationSchemaInitializer schemaInitializer() {
		return new JdbcNotificationSchemaInitializer(dataSource(), this.properties);
	}

	private DataSource dataSource() {
		DataSource dataSource = this.annotated.getIfAvailable(this.candidates::getIfUnique);
		if (dataSource != null) {
			return dataSource;
		}
		if (this.candidates.stream().findAny().isPresent()) {
			throw problem("notification.store",
					"\"jdbc\", but there are several DataSource beans and no telling which.",
					"Annotate the one to use with @NotificationDataSource or @Primary.");
		}
		throw problem("notification.store", "\"jdbc\", but there is no DataSource bean.",
				"Configure one with spring.datasource.url. With wechatpay.notification.store=memory each instance remembers on its own.");
	}

	static InvalidWechatPayConfigurationException problem(String property, String found, String action) {
		ConfigurationProblems problems = new ConfigurationProblems();
		problems.add(property, found, action);
		return new InvalidWechatPayConfigurationException(problems.list(), null);
	}

}
