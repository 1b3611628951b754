package io.github.wechatpayspring.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of calls on the page of a family and on its twin are those of the
 * descriptions. A page that is not is written anew.
 */
class CallTablesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final String BEGIN = "<!-- calls -->\n";

	private static final String END = "<!-- end of calls -->\n";

	private static final Pattern SUMMARY = Pattern.compile("(.+) \\((.+)\\)");

	@ParameterizedTest
	@ValueSource(strings = { "favor", "busifavor", "multiuse" })
	void areThoseOfTheDescriptions(String family) throws IOException {
		List<Operation> operations = Descriptions.read(Path.of(""))
			.operations()
			.stream()
			.filter((operation) -> operation.node().place().startsWith(family + ".yaml "))
			.toList();
		assertThat(operations).isNotEmpty();
		boolean upToDate = write(DOCS.resolve(family + ".md"), english(operations))
				& write(DOCS.resolve("zh").resolve(family + ".md"), chinese(operations));
		assertThat(upToDate)
			.as("docs/%s.md and its twin, which have just been written anew: look at what is different and commit it",
					family)
			.isTrue();
	}

	private static boolean write(Path file, String table) throws IOException {
		String page = Files.readString(file);
		String renewed = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + table + "\n"
				+ page.substring(page.indexOf(END));
		Files.writeString(file, renewed);
		return page.equals(renewed);
	}

	static String english(List<Operation> operations) {
		return table("| call | what it does | request | method | repeatable thanks to | limit |", operations, 1,
				CallTablesTests::repeatable, (operation) -> limit(operation).replaceFirst("(.+) (.+)", "$1/$2"));
	}

	private static String chinese(List<Operation> operations) {
		return table("| 操作 | 用途 | 请求 | 方法 | 可以重复的依据 | 频率限制 |", operations, 2,
				(operation) -> repeatable(operation).replace("it only reads", "只读")
					.replace("it does no harm", "重复无害")
					.replaceFirst("the state, shown by (.+)", "状态，由 $1 确认")
					.replace("the state", "状态")
					.replace(" (not documented)", "（文档未说明）"),
				(operation) -> limit(operation).replaceFirst("(.+) s", "每秒 $1 次").replaceFirst("(.+) min", "每分钟 $1 次"));
	}

	private static String table(String head, List<Operation> operations, int language,
			Function<Operation, String> repeatable, Function<Operation, String> limit) {
		return operations.stream()
			.map((operation) -> "| `%s` | %s | `%s %s` | `%s` | %s | %s |%n".formatted(operation.id(),
					summary(operation, language), operation.httpMethod(), operation.path(), method(operation),
					repeatable.apply(operation), limit.apply(operation)))
			.collect(Collectors.joining("", head + "\n|---|---|---|---|---|---|\n", ""));
	}

	private static String summary(Operation operation, int language) {
		Matcher summary = SUMMARY.matcher(operation.node().text("summary"));
		assertThat(summary.matches()).as("name in English (and Chinese) of " + operation.id()).isTrue();
		String link = operation.documentation();
		return (link != null) ? "[%s](%s)".formatted(summary.group(language), link) : summary.group(language);
	}

	// the services of bills, which are written by hand, follow the link at once
	private static String method(Operation operation) {
		String service = operation.service().name().simpleName();
		return service + "." + (service.endsWith("BillService")
				? "download" + Names.capitalized(operation.method()).replace("ByDay", "") : operation.method());
	}

	private static String repeatable(Operation operation) {
		Node idempotency = operation.node().child("x-idempotency");
		Node settledBy = idempotency.childOrEmpty("settled-by");
		String stated = (idempotency.isTrue("stated")) ? "" : " (not documented)";
		return switch (operation.kind()) {
			case "READ" -> "it only reads";
			case "NUMBER" -> "`%s`%s".formatted(Names.camelCase(String.valueOf(operation.number())), stated);
			case "STATE" -> "the state"
					+ (settledBy.has("operation") ? ", shown by `%s`".formatted(settledBy.text("operation")) : "")
					+ stated;
			default -> "it does no harm";
		};
	}

	private static String limit(Operation operation) {
		Node limit = operation.node().childOrEmpty("x-rate-limit");
		if (!limit.has("requests")) {
			return "";
		}
		return limit.text("requests") + switch (limit.text("seconds")) {
			case "1" -> " s";
			case "60" -> " min";
			default -> throw new IllegalStateException("No unit for the limit of " + operation.id());
		};
	}

}
