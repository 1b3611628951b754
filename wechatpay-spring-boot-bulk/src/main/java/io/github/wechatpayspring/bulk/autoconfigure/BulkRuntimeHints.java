package io.github.wechatpayspring.bulk.autoconfigure;

import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.bulk.ledger.StoredLine;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the scripts of the tables and for what is stored as
 * JSON.
 */
class BulkRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/wechatpayspring/bulk/schema-*.sql");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), JobDefinition.class,
				StoredLine.class, StoredLine[].class);
	}

}
