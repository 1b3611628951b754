package io.github.wechatpayspring.client.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.BilingualText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The errors on {@code docs/errors.md} and its twin are those of the catalogue. A page
 * that is not is written anew.
 */
class ErrorCataloguePageTests {

	private static final String BEGIN = "<!-- catalogue -->\n";

	private static final String END = "<!-- end of catalogue -->\n";

	private static final int[] STATUSES = { 202, 400, 404, 405, 429, 500 };

	@ParameterizedTest
	@EnumSource
	void thePageIsThatOfTheCatalogue(Language language) throws IOException {
		String page = Files.readString(language.file);
		String renewed = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + tables(language) + "\n"
				+ page.substring(page.indexOf(END));
		Files.writeString(language.file, renewed);
		assertThat(page)
			.as("%s, which has just been written anew: look at what is different and commit it. To write it again: "
					+ "mvn -pl wechatpay-spring-boot-autoconfigure test -Dtest=ErrorCataloguePageTests", language.file)
			.isEqualTo(renewed);
	}

	private static String tables(Language language) {
		Map<String, BilingualText> numbers = ErrorCatalogue.BY_NUMBER.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().toString(), Map.Entry::getValue, (one, other) -> one,
					TreeMap::new));
		Map<String, BilingualText> statuses = new TreeMap<>();
		for (int status : STATUSES) {
			statuses.put(Integer.toString(status), ErrorCatalogue.find(status, null, null, null));
		}
		return Stream
			.of(table(language, 0, new TreeMap<>(ErrorCatalogue.BY_CODE)), table(language, 1, numbers),
					table(language, 2, new TreeMap<>(ErrorCatalogue.BY_MESSAGE)), table(language, 3, statuses))
			.collect(Collectors.joining("\n"));
	}

	private static String table(Language language, int kind, Map<String, BilingualText> texts) {
		StringBuilder table = new StringBuilder("### ").append(language.headings.get(kind))
			.append("\n\n")
			.append(language.head.get(kind))
			.append("\n|---|---|\n");
		texts.forEach((key, text) -> {
			assertThat(text.chinese()).as(text.english()).containsPattern("\\p{IsHan}");
			table.append("| `%s` | %s |\n".formatted(key, language.text.apply(text)));
		});
		return table.toString();
	}

	/**
	 * Where the page is in each language, and what its tables say around the catalogue.
	 */
	enum Language {

		ENGLISH(Path.of("..", "docs", "errors.md"), BilingualText::english,
				List.of("By code", "By the number at the end of the `Request-ID`", "By what the message holds",
						"By status"),
				List.of("| code | meaning, and what to do |", "| number | meaning, and what to do |",
						"| message holds | meaning, and what to do |", "| status | meaning, and what to do |")),

		CHINESE(Path.of("..", "docs", "zh", "errors.md"), BilingualText::chinese,
				List.of("按错误码", "按 `Request-ID` 末尾的数字", "按错误描述", "按 HTTP 状态码"),
				List.of("| 错误码 | 含义与处理 |", "| 数字 | 含义与处理 |", "| 描述包含 | 含义与处理 |", "| 状态码 | 含义与处理 |"));

		private final Path file;

		private final Function<BilingualText, String> text;

		private final List<String> headings;

		private final List<String> head;

		Language(Path file, Function<BilingualText, String> text, List<String> headings, List<String> head) {
			this.file = file;
			this.text = text;
			this.headings = headings;
			this.head = head;
		}

	}

}
