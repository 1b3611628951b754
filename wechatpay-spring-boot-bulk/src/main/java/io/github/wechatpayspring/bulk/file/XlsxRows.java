package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.bulk.BulkJobException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Reads the rows of the first sheet of a workbook. Apart from others because its library
 * is optional.
 */
final class XlsxRows {

	// spreadsheets keep no more digits of a number
	private static final int EXACT_DIGITS = 15;

	private XlsxRows() {
	}

	static Stream<ListRow> open(Path file) throws IOException {
		ReadableWorkbook workbook;
		try {
			workbook = new ReadableWorkbook(file.toFile());
		}
		catch (ExcelReaderException | IOException ex) {
			throw new BulkJobException("%s is no workbook that can be read: save the list as .xlsx or as CSV"
				.formatted(file.getFileName()), ex);
		}
		return workbook.getFirstSheet().openStream().map(XlsxRows::row).onClose(() -> close(workbook));
	}

	private static ListRow row(Row row) {
		List<String> cells = new ArrayList<>();
		for (int i = 0; i < row.getCellCount(); i++) {
			Cell cell = row.getCell(i);
			if (cell != null && cell.getType() == CellType.NUMBER && !isExact(cell.asNumber())) {
				return new ListRow(row.getRowNum(), List.of(),
						"column %d: a number of more than %d digits has lost the others: format the column as text and fill it in again"
							.formatted(i + 1, EXACT_DIGITS));
			}
			cells.add((cell != null) ? text(cell) : "");
		}
		return new ListRow(row.getRowNum(), cells, null);
	}

	private static boolean isExact(BigDecimal number) {
		return number.precision() - number.scale() <= EXACT_DIGITS;
	}

	private static String text(Cell cell) {
		return (cell.getType() == CellType.NUMBER) ? cell.asNumber().stripTrailingZeros().toPlainString()
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
