package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/**
 * The database of jobs: the one that is annotated with {@link BulkDataSource}, else the
 * application's only or primary one, else an H2 file. A database in memory that Spring
 * Boot has made up would lose the jobs, so that is not used.
 */
class BulkDatabase implements DisposableBean {

	private final DataSource dataSource;

	private final boolean embedded;

	BulkDatabase(ObjectProvider<DataSource> annotated, ObjectProvider<DataSource> candidates, Environment environment,
			BulkProperties properties) {
		DataSource found = annotated.getIfAvailable(candidates::getIfUnique);
		if (found == null && candidates.stream().findAny().isPresent()) {
			throw problem("jdbc", "several DataSource beans and no telling which.",
					"Annotate the one to use with @BulkDataSource or @Primary.");
		}
		this.embedded = found == null || isMadeUp(found, environment);
		this.dataSource = (found == null || this.embedded) ? file(properties.file())
				: new DelegatingDataSource(own(found));
	}

	// another data source as far as transactions are concerned: none is joined
	private static DataSource own(DataSource found) {
		DataSource target = (found instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : found;
	}

	private static boolean isMadeUp(DataSource dataSource, Environment environment) {
		if (environment.containsProperty("spring.datasource.url")
				|| !ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", null)) {
			return false;
		}
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
		return pool != null && pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:h2:mem:");
	}

	private static DataSource file(Path file) {
		if (!ClassUtils.isPresent("org.h2.Driver", null)
				|| !ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", null)) {
			throw problem("jdbc", "no DataSource bean, and no H2 with HikariCP for a file instead of a database.",
					"Configure a database with spring.datasource.url, or add the dependency io.github.wechatpayspring:wechatpay-spring-boot-starter-bulk.");
		}
		HikariDataSource pool = new HikariDataSource();
		// what was committed is in the file whatever happens to the process
		pool.setJdbcUrl("jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE".formatted(file.toAbsolutePath()));
		pool.setPoolName("wechatpay-bulk");
		return pool;
	}

	static InvalidWechatPayConfigurationException problem(String property, String found, String action) {
		ConfigurationProblems problems = new ConfigurationProblems("wechatpay.bulk.");
		problems.add(property, found, action);
		return new InvalidWechatPayConfigurationException(problems.list(), null);
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	boolean isEmbedded() {
		return this.embedded;
	}

	@Override
	public void destroy() {
		if (this.embedded && this.dataSource instanceof HikariDataSource pool) {
			pool.close();
		}
	}

}
