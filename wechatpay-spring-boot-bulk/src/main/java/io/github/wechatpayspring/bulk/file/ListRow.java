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

	// spreadsheets write columns that are empty in all rows
	int width() {
		int width = this.cells.size();
		while (width > 0 && this.cells.get(width - 1).isBlank()) {
			width--;
		}
		return width;
	}

	boolean isBlank() {
		return this.problem == null && width() == 0;
	}

}
