package io.github.wechatpayspring.bulk.file;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file as it is written there.
 *
 * @param number the number of its first line, from 1
 * @param cells what is in its columns
 * @param problem why it cannot be read, {@code null} if it can
 */
record ListRow(long number, List<String> cells, @Nullable String problem) {

	boolean isBlank() {
		return this.problem == null && this.cells.stream().allMatch(String::isBlank);
	}

}
