package io.github.wechatpayspring.bulk.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Creates the tables of jobs, as Spring Boot's own modules create theirs.
 */
class BulkSchemaInitializer extends PropertiesBasedDataSourceScriptDatabaseInitializer<BulkJdbcProperties> {

	private final BulkJdbcProperties properties;

	private final BulkDatabase database;

	BulkSchemaInitializer(BulkDatabase database, BulkJdbcProperties properties) {
		super(database.dataSource(), properties);
		this.properties = properties;
		this.database = database;
	}

	@Override
	protected boolean isEmbeddedDatabase() {
		return this.database.isEmbedded() || super.isEmbeddedDatabase();
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> resources = StreamSupport.stream(scripts.spliterator(), false).map(this::withPrefix).toList();
		super.runScripts(new Scripts(resources).continueOnError(scripts.isContinueOnError())
			.separator(scripts.getSeparator())
			.encoding(scripts.getEncoding()));
	}

	private Resource withPrefix(Resource script) {
		try {
			String text = script.getContentAsString(StandardCharsets.UTF_8);
			return new ByteArrayResource(
					text.replace(BulkJdbcProperties.DEFAULT_TABLE_PREFIX, this.properties.getTablePrefix())
						.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
