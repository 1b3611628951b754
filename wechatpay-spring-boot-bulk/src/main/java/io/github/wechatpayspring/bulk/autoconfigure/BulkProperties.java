package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of bulk issuing.
 *
 * @param threads Number of calls that an instance makes at once. With 0 it creates jobs
 * and leaves them to other instances.
 * @param encryptionKey Key with which names and identity card numbers are encrypted in
 * the database, 16 or 32 bytes in Base64.
 * @param file File of the embedded database, for applications without a database.
 */
@ConfigurationProperties("wechatpay.bulk")
public record BulkProperties(@DefaultValue("64") int threads, @Nullable String encryptionKey,
		@DefaultValue("wechatpay-bulk") Path file) {

	@Override
	public String toString() {
		// not the key
		return "BulkProperties[threads=%d, file=%s]".formatted(this.threads, this.file);
	}

}
