package io.github.wechatpayspring.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds the {@link DataSource} in which notifications are remembered: the one that is
 * annotated with {@link NotificationDataSource}, or else the application's only or
 * primary one.
 */
class NotificationDataSourceSelector {

	private final ObjectProvider<DataSource> annotated;

	private final ObjectProvider<DataSource> candidates;

	NotificationDataSourceSelector(ObjectProvider<DataSource> annotated, ObjectProvider<DataSource> candidates) {
		this.annotated = annotated;
		this.candidates = candidates;
	}

	/**
	 * Find it.
	 * @return the data source
	 * @throws InvalidWechatPayConfigurationException if there is none or no telling which
	 */
	DataSource select() {
		DataSource annotated = this.annotated.getIfUnique();
		DataSource dataSource = (annotated != null) ? annotated : this.candidates.getIfUnique();
		if (dataSource != null) {
			return dataSource;
		}
		throw problem((this.candidates.stream().findAny().isPresent())
				? "\"jdbc\", but there are several DataSource beans and no telling which."
				: "\"jdbc\", but there is no DataSource bean.",
				"Annotate the DataSource bean with @NotificationDataSource or @Primary if there are several, or configure one with spring.datasource.url. With wechatpay.notification.store=memory each instance remembers on its own.");
	}

	static InvalidWechatPayConfigurationException problem(String found, String action) {
		ConfigurationProblems problems = new ConfigurationProblems();
		problems.add("notification.store", found, action);
		return new InvalidWechatPayConfigurationException(problems.list(), null);
	}

}
