package io.github.wechatpayspring.bulk.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * Reads the rows of a text file with commas, semicolons or tabs.
 */
final class CsvRows {

	private static final int LONGEST_LINE = 64 * 1024;

	private CsvRows() {
	}

	static Stream<ListRow> open(Path file) throws IOException {
		BufferedReader text = new BufferedReader(TextEncoding.open(file), LONGEST_LINE);
		CsvReader<CsvRecord> records = CsvReader.builder()
			.fieldSeparator(separator(text))
			.allowExtraFields(true)
			.allowMissingFields(true)
			.maxBufferSize(LONGEST_LINE)
			.ofCsvRecord(text);
		return records.stream().map(CsvRows::row).onClose(() -> close(records));
	}

	private static ListRow row(CsvRecord csv) {
		return new ListRow(csv.getStartingLineNumber(), csv.getFields(), null);
	}

	// what the first line that is not empty has most of
	private static char separator(BufferedReader text) throws IOException {
		text.mark(LONGEST_LINE);
		int commas = 0;
		int semicolons = 0;
		int tabs = 0;
		boolean quoted = false;
		boolean blank = true;
		for (int i = 0; i < LONGEST_LINE - 1; i++) {
			int next = text.read();
			boolean end = (next == '\n' || next == '\r') && !quoted;
			if (next == -1 || (end && !blank)) {
				break;
			}
			blank &= end;
			quoted ^= next == '"';
			commas += (!quoted && next == ',') ? 1 : 0;
			semicolons += (!quoted && next == ';') ? 1 : 0;
			tabs += (!quoted && next == '\t') ? 1 : 0;
		}
		text.reset();
		return (semicolons > commas && semicolons >= tabs) ? ';' : (tabs > commas) ? '\t' : ',';
	}

	private static void close(CsvReader<CsvRecord> records) {
		try {
			records.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
