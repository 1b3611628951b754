package io.github.wechatpayspring.sample.pages.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.CouponOrder;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a batch: {@code openid,outRequestNo,amount,userName,idCardNumber},
 * of which all but the first may be left out. Each line is read by itself, so that a
 * wrong one takes no other with it.
 *
 * @param lines the lines that can be sent
 * @param rejected the lines that cannot
 */
record BatchInput(List<BatchLine> lines, List<Rejected> rejected) {

	private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
		.setIgnoreSurroundingSpaces(true)
		.setTrim(true)
		.get();

	private static final int COLUMNS = 5;

	/**
	 * Lines of the largest batch. A larger one is better split, or issued by a program.
	 */
	static final int MOST_LINES = 10_000;

	/**
	 * Bytes of the largest file.
	 */
	static final int LARGEST_FILE = 2 * 1024 * 1024;

	private static final int LONGEST_LINE = 1000;

	/**
	 * Return whether there are more lines than a batch can have.
	 * @param text what was pasted or uploaded
	 * @return whether it has to be split
	 */
	static boolean isTooLarge(String text) {
		return text.length() > LARGEST_FILE || text.lines().limit(MOST_LINES + 1L).count() > MOST_LINES;
	}

	/**
	 * Read lines.
	 * @param text what was pasted or uploaded
	 * @param terms what all lines have in common
	 * @param check refuses wrong orders with an {@link IllegalArgumentException}
	 * @return the lines
	 */
	static BatchInput read(String text, Terms terms, Consumer<CouponOrder> check) {
		List<BatchLine> lines = new ArrayList<>();
		List<Rejected> rejected = new ArrayList<>();
		Map<String, Integer> numbers = new HashMap<>();
		// a file of a spreadsheet begins with a byte order mark
		List<String> all = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
		for (int i = 0; i < all.size(); i++) {
			int number = i + 1;
			if (all.get(i).isBlank() || (i == 0 && isHeader(all.get(i)))) {
				continue;
			}
			try {
				CouponOrder order = order(cells(all.get(i)), terms);
				check.accept(order);
				Integer earlier = numbers.putIfAbsent(order.outRequestNo(), number);
				if (earlier != null) {
					throw new IllegalArgumentException("the same user or outRequestNo as in line " + earlier);
				}
				lines.add(new BatchLine(number, order));
			}
			catch (IllegalArgumentException ex) {
				rejected.add(new Rejected(number, String.valueOf(ex.getMessage())));
			}
		}
		return new BatchInput(lines, rejected);
	}

	private static boolean isHeader(String line) {
		return line.strip().toLowerCase(Locale.ROOT).matches("\"?openid\"?([,;\\t].*)?");
	}

	private static CSVRecord cells(String line) {
		if (line.length() > LONGEST_LINE) {
			throw new IllegalArgumentException(
					"a line of %d characters, more than the %d allowed".formatted(line.length(), LONGEST_LINE));
		}
		try (CSVParser parser = CSVParser.parse(line, CSV)) {
			CSVRecord cells = parser.iterator().next();
			if (cells.size() > COLUMNS) {
				throw new IllegalArgumentException(
						"%d values, but there are at most %d: openid,outRequestNo,amount,userName,idCardNumber"
							.formatted(cells.size(), COLUMNS));
			}
			return cells;
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			throw new IllegalArgumentException("a quotation mark is not closed, or text follows it", ex);
		}
	}

	private static CouponOrder order(CSVRecord cells, Terms terms) {
		String openid = cells.get(0);
		if (openid.isEmpty()) {
			throw new IllegalArgumentException("'openid' is missing: it must be the first value of the line");
		}
		String outRequestNo = cell(cells, 1);
		String number = (outRequestNo != null) ? outRequestNo : OutRequestNo.of(terms.name(), openid);
		if (terms.kind() != CouponKind.MULTIUSE) {
			return new CouponOrder(terms.kind(), openid, terms.stockId(), number, terms.sendTime());
		}
		return new CouponOrder(terms.kind(), openid, terms.stockId(), number, terms.sendTime(), fen(cell(cells, 2)),
				cell(cells, 3), cell(cells, 4));
	}

	private static @Nullable Long fen(@Nullable String amount) {
		try {
			return (amount != null) ? Long.valueOf(amount) : null;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'amount' must be a whole number of fen, such as 10000 for 100 yuan",
					ex);
		}
	}

	private static @Nullable String cell(CSVRecord cells, int index) {
		return (index < cells.size() && !cells.get(index).isEmpty()) ? cells.get(index) : null;
	}

	/**
	 * What all lines have in common.
	 *
	 * @param name the name of the batch, from which the numbers are derived: the same
	 * name issues nobody a second coupon
	 * @param kind what to issue
	 * @param stockId the stock
	 * @param sendTime the time of consumer cards
	 */
	record Terms(String name, CouponKind kind, String stockId, OffsetDateTime sendTime) {

	}

	/**
	 * A line that cannot be sent.
	 *
	 * @param number the line of the input
	 * @param message what is wrong with it
	 */
	record Rejected(int number, String message) {

	}

}
