package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wechatpayspring.bulk.BulkJobException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Reads the rows of the first sheet of a workbook. Apart from others because its library
 * is optional.
 */
final class XlsxRows {

	// spreadsheets keep no more digits of a number
	private static final int EXACT_DIGITS = 15;

	private static final Pattern ERROR = Pattern.compile("#(N/A|[A-Z0-9/]+[!?])");

	private XlsxRows() {
	}

	static Stream<ListRow> open(Path file) throws IOException {
		try {
			ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
			try {
				return workbook.getFirstSheet().openStream().map(XlsxRows::row).onClose(() -> close(workbook));
			}
			catch (IOException | RuntimeException ex) {
				workbook.close();
				throw ex;
			}
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			// a damaged workbook makes the library fail in any way
			throw new BulkJobException("%s is no workbook that can be read: save the list as .xlsx or as CSV"
				.formatted(file.getFileName()), ex);
		}
	}

	private static ListRow row(Row row) {
		List<String> cells = new ArrayList<>();
		for (int i = 0; i < row.getCellCount(); i++) {
			Cell cell = row.getCell(i);
			// also what formulas have come to
			if (cell != null && cell.getValue() instanceof BigDecimal number && !isExact(number)) {
				return new ListRow(row.getRowNum(), List.of(),
						"column %d: a number of more than %d digits has lost the others: format the column as text and fill it in again"
							.formatted(i + 1, EXACT_DIGITS));
			}
			if (cell != null && isError(cell)) {
				return new ListRow(row.getRowNum(), List.of(),
						"column %d: has an error of the spreadsheet: correct the cell".formatted(i + 1));
			}
			// as programs write it that do not calculate
			if (cell != null && cell.getFormula() != null && cell.getRawValue() == null) {
				return new ListRow(row.getRowNum(), List.of(),
						"column %d: has a formula without a value: open the list in a spreadsheet and save it"
							.formatted(i + 1));
			}
			cells.add((cell != null) ? text(cell) : "");
		}
		return new ListRow(row.getRowNum(), cells, null);
	}

	private static boolean isExact(BigDecimal number) {
		return number.precision() - number.scale() <= EXACT_DIGITS;
	}

	private static boolean isError(Cell cell) {
		return cell.getType() == CellType.ERROR
				|| (cell.getType() == CellType.FORMULA && ERROR.matcher(cell.getText()).matches());
	}

	private static String text(Cell cell) {
		return (cell.getValue() instanceof BigDecimal number) ? number.stripTrailingZeros().toPlainString()
				: cell.getText();
	}

	private static void close(ReadableWorkbook workbook) {
		try {
			workbook.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
