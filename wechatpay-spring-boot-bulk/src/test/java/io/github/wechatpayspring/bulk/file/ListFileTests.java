package io.github.wechatpayspring.bulk.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListFileTests {

	private static final String ONE = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String TWO = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6p";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030", "UTF-16", "UTF-16LE with BOM", "UTF-8 with BOM" })
	void readsWhatSpreadsheetsExport(String encoding) throws IOException {
		boolean mark = encoding.endsWith(" with BOM");
		Charset charset = Charset.forName(encoding.replace(" with BOM", ""));
		String text = "用户openid,姓名,身份证号,金额\r\n%s,诸葛小明,11010519491231002X,8800\r\n".formatted(ONE);
		assertThat(read(((mark) ? "\uFEFF" : "") + text, charset)).singleElement().satisfies((line) -> {
			assertThat(line.number()).isEqualTo(2);
			assertThat(line.values()).isEqualTo(Map.of(BulkColumn.OPENID, ONE, BulkColumn.USER_NAME, "诸葛小明",
					BulkColumn.ID_CARD_NUMBER, "11010519491231002X", BulkColumn.AMOUNT, "8800"));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			COUPON_VALUE,openid
			COUPON_VALUE;openid
			Coupon Value<tab>OPENID
			coupon-value,"openid\"""")
	void findsTheColumnsInAnyOrderAndWithAnySeparator(String header) throws IOException {
		String names = header.replace("<tab>", "\t");
		char separator = names.replaceAll("[\\w\\s\"-]", "").isEmpty() ? '\t'
				: names.replaceAll("[\\w \"-]", "").charAt(0);
		assertThat(read(names + "\n500" + separator + ONE + "\n", StandardCharsets.UTF_8)).singleElement()
			.extracting(BulkLine::values)
			.isEqualTo(Map.of(BulkColumn.OPENID, ONE, BulkColumn.COUPON_VALUE, "500"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid\u00a0,amount", "用户\u3000openid,金额" })
	void findsTheColumnsWhateverTheirSpaces(String header) throws IOException {
		assertThat(read(header + "\n" + ONE + ",5\n", StandardCharsets.UTF_8)).singleElement()
			.extracting(BulkLine::values)
			.isEqualTo(Map.of(BulkColumn.OPENID, ONE, BulkColumn.AMOUNT, "5"));
	}

	@Test
	void refusesTwoColumnsForTheSame() {
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> read("openid,amount,金额\n" + ONE + ",5,500\n", StandardCharsets.UTF_8))
			.withMessage("users.csv: two columns are amount: remove one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r\n\r\n", "\n\n\n" })
	void findsTheSeparatorAfterEmptyLines(String start) throws IOException {
		assertThat(read(start + "openid;amount\r\n" + ONE + ";5\r\n", StandardCharsets.UTF_8)).singleElement()
			.extracting(BulkLine::values)
			.isEqualTo(Map.of(BulkColumn.OPENID, ONE, BulkColumn.AMOUNT, "5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid,,\n%s,,\n", "openid\n%s,,\n", "%s,,\n" })
	void leavesOutEmptyColumnsAtTheEnd(String text) throws IOException {
		assertThat(read(text.formatted(ONE), StandardCharsets.UTF_8)).singleElement()
			.satisfies((line) -> assertThat(line.problem()).isNull())
			.extracting(BulkLine::values)
			.isEqualTo(Map.of(BulkColumn.OPENID, ONE));
	}

	@Test
	void takesAFileWithoutAHeaderForOpenids() throws IOException {
		assertThat(read(ONE + "\n\n  " + TWO + "\n", StandardCharsets.UTF_8))
			.extracting((line) -> line.number() + line.get(BulkColumn.OPENID))
			.containsExactly("1" + ONE, "3" + TWO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "用户,手机\n张三,13800138000\n", "13800138000\n", ONE + ",500\n" })
	void asksForAHeaderWhereThereIsNoTelling(String text) {
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> read(text, StandardCharsets.UTF_8))
			.withMessage("users.csv: line 1 neither names the columns, one of them openid, nor is it an openid alone");
	}

	@Test
	void tellsBadLinesByTheirNumbers() throws IOException {
		List<BulkLine> lines = read(
				"openid,amount\n\"%s\",\"1\n0\"\n%s,5,6\n%s\n%s,\u0007\n".formatted(ONE, ONE, ONE, TWO),
				StandardCharsets.UTF_8);
		assertThat(lines).extracting(BulkLine::number).containsExactly(2L, 4L, 5L, 6L);
		assertThat(lines).extracting(BulkLine::problem)
			.containsExactly("amount: has a control character", "has 3 columns, but the first line has 2", null,
					"amount: has a control character");
	}

	@Test
	void tellsBytesThatAreNoText() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(("openid\n" + ONE).getBytes(StandardCharsets.UTF_8));
		bytes.write(0xFF);
		bytes.write('\n');
		assertThat(lines(Files.write(this.directory.resolve("users.csv"), bytes.toByteArray()))).singleElement()
			.extracting(BulkLine::problem)
			.isEqualTo("openid: has bytes that are neither UTF-8 nor GB18030");
	}

	@Test
	void namesColumnsWithoutAMeaning() throws IOException {
		Path file = Files.writeString(this.directory.resolve("users.csv"), "昵称,openid,amout\n小明,%s,5\n".formatted(ONE));
		assertThat(BulkLines.file(file).ignoredColumns()).containsExactly("昵称", "amout");
	}

	@ParameterizedTest
	@CsvSource({ "25504446,a PDF", "FFD8FFE0,an image", "89504E47,an image", "6F00700065006E00,not a text file",
			"D0CF11E0A1B11AE1,a workbook of Excel 97 to 2003 (.xls)" })
	void tellsWhatIsNoList(String start, String kind) throws IOException {
		Path file = Files.write(this.directory.resolve("users.csv"), HexFormat.of().parseHex(start));
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(file))
			.withMessage("users.csv is %s: save the list as .xlsx or as CSV".formatted(kind));
	}

	@Test
	void readsAWorkbook() throws IOException {
		Path file = this.directory.resolve("users.xlsx");
		try (OutputStream output = Files.newOutputStream(file);
				Workbook workbook = new Workbook(output, "test", null)) {
			Worksheet sheet = workbook.newWorksheet("用户");
			sheet.value(0, 0, "openid");
			sheet.value(0, 1, "金额");
			sheet.value(0, 2, "身份证号");
			sheet.value(1, 0, ONE);
			sheet.value(1, 1, 8800);
			sheet.value(1, 2, "11010519491231002X");
			sheet.value(3, 0, TWO);
			sheet.value(3, 2, 110105194912310021L);
		}
		List<BulkLine> lines = lines(file);
		assertThat(lines).extracting(BulkLine::number).containsExactly(2L, 4L);
		assertThat(lines.get(0).values()).isEqualTo(Map.of(BulkColumn.OPENID, ONE, BulkColumn.AMOUNT, "8800",
				BulkColumn.ID_CARD_NUMBER, "11010519491231002X"));
		assertThat(lines.get(1).problem()).startsWith("column 3: a number of more than 15 digits has lost the others");
	}

	@ParameterizedTest
	@CsvSource({ "<v>1.1010519491231E+17</v>,column 2: a number of more than 15 digits has lost the others",
			"<f>A2*1</f><v>1.1010519491231E+17</v>,column 2: a number of more than 15 digits has lost the others",
			"<f>VLOOKUP(A1)</f><v>#N/A</v>,column 2: has an error of the spreadsheet: correct the cell",
			"<f>A2*1</f>,column 2: has a formula without a value: open the list in a spreadsheet and save it",
			"<v>#DIV/0!</v>,column 2: has an error of the spreadsheet: correct the cell" })
	void tellsCellsWhoseValueIsLost(String cell, String problem) throws IOException {
		String type = cell.contains("#") ? "e" : "n";
		String sheet = """
				<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
				<row r="1"><c r="A1" t="str"><v>openid</v></c><c r="B1" t="str"><v>id_card_number</v></c></row>
				<row r="2"><c r="A2" t="str"><v>%s</v></c><c r="B2" t="%s">%s</c></row>
				</sheetData></worksheet>""".formatted(ONE, type, cell);
		assertThat(lines(workbookWith("xl/worksheets/sheet1.xml", sheet))).singleElement()
			.extracting(BulkLine::problem)
			.asString()
			.startsWith(problem);
	}

	@Test
	void leavesOutStyledCellsAtTheEnd() throws IOException {
		Path file = this.directory.resolve("users.xlsx");
		try (OutputStream output = Files.newOutputStream(file);
				Workbook workbook = new Workbook(output, "test", null)) {
			Worksheet sheet = workbook.newWorksheet("a");
			sheet.value(0, 0, "openid");
			sheet.value(1, 0, ONE);
			sheet.style(1, 5).bold().set();
		}
		assertThat(lines(file)).singleElement().extracting(BulkLine::problem).isNull();
	}

	@Test
	void refusesAWorkbookWithoutASheet() throws IOException {
		Path file = workbookWith("xl/workbook.xml",
				"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets/></workbook>");
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(file))
			.withMessage("users.xlsx is no workbook that can be read: save the list as .xlsx or as CSV");
	}

	@Test
	void neverFailsOtherwiseHoweverAWorkbookIsDamaged() throws IOException {
		byte[] sound = Files.readAllBytes(workbookWith("none", ""));
		Random random = new Random(42);
		Path file = this.directory.resolve("users.xlsx");
		for (int i = 0; i < 600; i++) {
			byte[] damaged = (i % 2 == 0) ? Arrays.copyOf(sound, 4 + random.nextInt(sound.length - 4)) : sound.clone();
			for (int j = 0; i % 2 == 1 && j < 4; j++) {
				damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
			}
			Files.write(file, damaged);
			assertThatCode(() -> {
				try {
					lines(file);
				}
				catch (BulkJobException ex) {
					assertThat(ex).hasMessageContaining("users.xlsx");
				}
			}).doesNotThrowAnyException();
		}
	}

	@Test
	void tellsAZipFromAWorkbook() throws IOException {
		Path file = Files.write(this.directory.resolve("users.zip"), new byte[] { 'P', 'K', 3, 4, 0, 0 });
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(file))
			.withMessage("users.zip is no workbook that can be read: save the list as .xlsx or as CSV");
	}

	@Test
	void refusesAQuotationThatDoesNotEnd() {
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> read("openid\n\"" + (ONE + "\n").repeat(5000), StandardCharsets.UTF_8))
			.withMessage(
					"users.csv cannot be read as CSV: look for a quotation mark that does not end or does not end its field");
	}

	@Test
	void joinsNothingToAQuotation() {
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> read("openid,amount\n%s,\"5\"0\n".formatted(ONE), StandardCharsets.UTF_8))
			.withMessageStartingWith("users.csv cannot be read as CSV");
	}

	@Test
	void readsLinesAsTheyAreNeeded() throws IOException {
		Path file = Files.writeString(this.directory.resolve("users.csv"),
				"openid\n" + (ONE + "\n").repeat(20_000) + "\"" + TWO + "\"x\n");
		try (Stream<BulkLine> lines = BulkLines.file(file).open()) {
			assertThat(lines.limit(3)).extracting(BulkLine::number).containsExactly(2L, 3L, 4L);
		}
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> lines(file));
	}

	@Test
	void neverFailsOtherwiseWhateverTheBytes() throws IOException {
		Random random = new Random(42);
		Path file = this.directory.resolve("users.csv");
		for (int i = 0; i < 300; i++) {
			byte[] bytes = new byte[random.nextInt(300)];
			random.nextBytes(bytes);
			Files.write(file, (i % 2 == 0) ? bytes : ("openid,\n" + new String(bytes, StandardCharsets.ISO_8859_1))
				.getBytes(StandardCharsets.ISO_8859_1));
			assertThatCode(() -> {
				try {
					lines(file);
				}
				catch (BulkJobException ex) {
					assertThat(ex).hasMessageContaining("users.csv");
				}
			}).doesNotThrowAnyException();
		}
	}

	private Path workbookWith(String part, String content) throws IOException {
		Path sound = this.directory.resolve("sound.xlsx");
		try (OutputStream output = Files.newOutputStream(sound);
				Workbook workbook = new Workbook(output, "test", null)) {
			Worksheet sheet = workbook.newWorksheet("a");
			sheet.value(0, 0, "openid");
			sheet.value(1, 0, ONE);
		}
		Path file = this.directory.resolve("users.xlsx");
		try (ZipFile from = new ZipFile(sound.toFile());
				ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
			for (ZipEntry entry : Collections.list(from.entries())) {
				to.putNextEntry(new ZipEntry(entry.getName()));
				to.write(entry.getName().equals(part) ? content.getBytes(StandardCharsets.UTF_8)
						: from.getInputStream(entry).readAllBytes());
			}
		}
		return file;
	}

	private List<BulkLine> read(String text, Charset charset) throws IOException {
		return lines(Files.write(this.directory.resolve("users.csv"), text.getBytes(charset)));
	}

	private static List<BulkLine> lines(Path file) throws IOException {
		try (Stream<BulkLine> lines = BulkLines.file(file).open()) {
			return lines.toList();
		}
	}

}
