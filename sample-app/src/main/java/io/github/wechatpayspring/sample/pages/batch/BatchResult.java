package io.github.wechatpayspring.sample.pages.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of a batch for spreadsheets.
 */
final class BatchResult {

	private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
		.setHeader("line", "openid", "outRequestNo", "outcome", "code", "id", "requestId", "message")
		.get();

	private BatchResult() {
	}

	static String csv(List<BatchLine> lines, List<BatchInput.Rejected> rejected) {
		// the mark tells a spreadsheet that this is UTF-8
		StringBuilder text = new StringBuilder("\uFEFF");
		try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
			for (BatchLine line : lines) {
				printer.printRecord(line.number(), harmless(line.openid()), harmless(line.outRequestNo()),
						line.outcome(), harmless(line.code()), harmless(line.id()), harmless(line.requestId()),
						harmless(line.message()));
			}
			for (BatchInput.Rejected line : rejected) {
				printer.printRecord(line.number(), null, null, "INVALID", null, null, null, harmless(line.message()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

	// a spreadsheet would take it for a formula
	private static @Nullable String harmless(@Nullable String value) {
		return (value != null && !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0) ? "'" + value : value;
	}

}
