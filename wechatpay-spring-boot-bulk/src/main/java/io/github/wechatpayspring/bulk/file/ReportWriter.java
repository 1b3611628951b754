package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.wechatpayspring.bulk.BulkOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of lines as CSV that spreadsheets and programs read alike.
 */
public final class ReportWriter {

	// also as spreadsheets in Chinese take them
	private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);

	// what a spreadsheet would round, take zeros from or take for a power of ten
	private static final Pattern CHANGED_NUMBER = Pattern.compile("\\d{16,}|0\\d+|\\d+[Ee]\\d+");

	private static final int SHOWN = 4;

	private ReportWriter() {
	}

	/**
	 * Write a report.
	 * @param outcomes what became of the lines
	 * @param output where to write to, which is not closed
	 * @param maskOpenids whether openids are masked
	 * @throws IOException if it cannot be written
	 */
	public static void write(Stream<BulkOutcome> outcomes, OutputStream output, boolean maskOpenids)
			throws IOException {
		Writer text = new OutputStreamWriter(output, StandardCharsets.UTF_8);
		// without which Excel takes it for another encoding
		text.write('\uFEFF');
		CsvWriter csv = CsvWriter.builder().build(text);
		try {
			csv.writeRecord("line", "openid", "out_request_no", "outcome", "coupon_id", "code");
			for (Iterator<BulkOutcome> left = outcomes.iterator(); left.hasNext();) {
				BulkOutcome outcome = left.next();
				csv.writeRecord(Long.toString(outcome.number()),
						cell((maskOpenids) ? masked(outcome.openid()) : outcome.openid()), cell(outcome.outRequestNo()),
						outcome.status().name(), cell(outcome.couponId()), cell(outcome.code()));
			}
			csv.flush();
			text.flush();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	// a tab at the end keeps a spreadsheet from taking it for a number
	private static String cell(@Nullable String value) {
		String text = Objects.requireNonNullElse(value, "");
		if (FORMULA.matcher(text).matches()) {
			return "'" + text;
		}
		return (CHANGED_NUMBER.matcher(text).matches()) ? text + "\t" : text;
	}

	/**
	 * Mask an openid.
	 * @param openid the openid
	 * @return its last characters
	 */
	public static String masked(String openid) {
		return "******" + openid.substring(Math.max(0, openid.length() - SHOWN));
	}

}
