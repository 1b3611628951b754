package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A list of users in a file: CSV or a workbook, whose first row names the columns, or
 * just one openid a line.
 */
public final class ListFile implements BulkLines {

	private final Path file;

	/**
	 * Name a file.
	 * @param file the file
	 */
	public ListFile(Path file) {
		this.file = file;
	}

	@Override
	public Stream<BulkLine> open() throws IOException {
		Stream<ListRow> rows = rows();
		try {
			Iterator<ListRow> left = rows.filter((row) -> !row.isBlank()).iterator();
			if (!hasNext(left)) {
				return Stream.<BulkLine>empty().onClose(rows::close);
			}
			ListRow first = left.next();
			ListHeader header = header(first);
			Iterator<BulkLine> lines = new Lines(left, header, (header.isFirstRow()) ? null : first);
			return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
				.onClose(rows::close);
		}
		catch (RuntimeException ex) {
			rows.close();
			throw ex;
		}
	}

	@Override
	public List<String> ignoredColumns() throws IOException {
		try (Stream<ListRow> rows = rows()) {
			Iterator<ListRow> left = rows.filter((row) -> !row.isBlank()).iterator();
			return (hasNext(left)) ? header(left.next()).unknown() : List.of();
		}
	}

	private Stream<ListRow> rows() throws IOException {
		if (FileKind.of(this.file) == FileKind.TEXT) {
			return CsvRows.open(this.file);
		}
		if (!ClassUtils.isPresent("org.dhatim.fastexcel.reader.ReadableWorkbook", null)) {
			throw new BulkJobException(
					"%s is a workbook, for which the dependency org.dhatim:fastexcel-reader is missing: add it, or save the list as CSV"
						.formatted(this.file.getFileName()));
		}
		return XlsxRows.open(this.file);
	}

	private ListHeader header(ListRow row) {
		ListHeader header = ListHeader.of(row, this.file);
		if (header == null) {
			throw new BulkJobException(
					"%s: line %d neither names the columns, one of them openid, nor is it an openid alone"
						.formatted(this.file.getFileName(), row.number()));
		}
		return header;
	}

	private boolean hasNext(Iterator<ListRow> rows) {
		try {
			return rows.hasNext();
		}
		catch (CsvParseException ex) {
			throw new BulkJobException(
					"%s cannot be read as CSV: look for a quotation mark that does not end or does not end its field"
						.formatted(this.file.getFileName()),
					ex);
		}
		catch (RuntimeException ex) {
			// of a library that may be missing, so it cannot be named here
			throw new BulkJobException("%s cannot be read: save the list once more".formatted(this.file.getFileName()),
					ex);
		}
	}

	@Override
	public String toString() {
		return "ListFile[%s]".formatted(this.file);
	}

	private final class Lines implements Iterator<BulkLine> {

		private final Iterator<ListRow> rows;

		private final ListHeader header;

		private @Nullable ListRow first;

		Lines(Iterator<ListRow> rows, ListHeader header, @Nullable ListRow first) {
			this.rows = rows;
			this.header = header;
			this.first = first;
		}

		@Override
		public boolean hasNext() {
			return this.first != null || ListFile.this.hasNext(this.rows);
		}

		@Override
		public BulkLine next() {
			ListRow row = (this.first != null) ? this.first : this.rows.next();
			this.first = null;
			return line(row);
		}

		private BulkLine line(ListRow row) {
			if (row.problem() != null) {
				return BulkLine.unreadable(row.number(), row.problem());
			}
			if (row.width() > this.header.columns()) {
				return BulkLine.unreadable(row.number(),
						"has %d columns, but the first line has %d".formatted(row.width(), this.header.columns()));
			}
			Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);
			for (Map.Entry<BulkColumn, Integer> column : this.header.known().entrySet()) {
				String value = (column.getValue() < row.cells().size()) ? row.cells().get(column.getValue()).strip()
						: "";
				if (value.chars().anyMatch((character) -> character == TextEncoding.REPLACEMENT)) {
					return BulkLine.unreadable(row.number(),
							column.getKey().headers().get(0) + ": has bytes that are neither UTF-8 nor GB18030");
				}
				if (value.chars().anyMatch(Character::isISOControl)) {
					return BulkLine.unreadable(row.number(),
							column.getKey().headers().get(0) + ": has a control character");
				}
				if (!value.isEmpty()) {
					values.put(column.getKey(), value);
				}
			}
			return new BulkLine(row.number(), values, null);
		}

	}

	/**
	 * Which column is where.
	 *
	 * @param isFirstRow whether the first row names the columns
	 * @param columns how many there are
	 * @param known where those are that have a use
	 * @param unknown the names of the others
	 */
	private record ListHeader(boolean isFirstRow, int columns, Map<BulkColumn, Integer> known, List<String> unknown) {

		static @Nullable ListHeader of(ListRow row, Path file) {
			List<String> cells = row.cells().subList(0, row.width());
			Map<BulkColumn, Integer> known = new EnumMap<>(BulkColumn.class);
			List<String> unknown = new ArrayList<>();
			for (int i = 0; i < cells.size(); i++) {
				BulkColumn column = BulkColumn.of(cells.get(i));
				if (column == null) {
					unknown.add(cells.get(i).strip());
				}
				else if (known.putIfAbsent(column, i) != null) {
					throw new BulkJobException("%s: two columns are %s: remove one".formatted(file.getFileName(),
							column.headers().get(0)));
				}
			}
			if (known.containsKey(BulkColumn.OPENID)) {
				return new ListHeader(true, cells.size(), known, unknown);
			}
			// an openid that is wrong is told with its line
			boolean list = cells.size() == 1 && (LineCheck.problem(cells.get(0).strip()) == null);
			return (list) ? new ListHeader(false, 1, Map.of(BulkColumn.OPENID, 0), List.of()) : null;
		}

	}

}
