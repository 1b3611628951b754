package io.github.wechatpayspring.endtoend.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultRow.Pattern;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call with everything that can go wrong: what the caller believes is compared with
 * what WeChat Pay's ledger says. The outcome is a table in {@code docs/reliability.md}.
 */
class FaultMatrixTests {

	private static final Map<String, Map<Pattern, Map<Call, String>>> MATRIX = new TreeMap<>();

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private static final FaultRows faults = new FaultRows(wechatPay);

	@BeforeEach
	void forget() {
		wechatPay.reset();
		Arrays.stream(CouponApplication.stocks()).forEach(wechatPay::addStock);
	}

	@AfterAll
	static void stop() throws IOException {
		faults.close();
		wechatPay.close();
		ReliabilityPage.check(MATRIX);
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("cases")
	void neverBelievesWhatIsNotSo(FaultRow fault, Pattern pattern, Call call) {
		fault.plan().accept(pattern, call);
		List<Belief> beliefs = new ArrayList<>();
		for (int i = 0; i < pattern.calls(); i++) {
			beliefs.add(Belief.after(fault.application().get(), wechatPay, call, Belief.nextNumber()));
		}
		beliefs.forEach((belief) -> belief.compareWithLedger(wechatPay));
		faults.behave();
		beliefs.forEach((belief) -> belief.settle(faults.patient(), wechatPay));
		MATRIX.computeIfAbsent(fault.name(), (name) -> new TreeMap<>())
			.computeIfAbsent(pattern, (same) -> new LinkedHashMap<>())
			.put(call, summary(beliefs));
	}

	static Stream<Arguments> cases() {
		return faults.all()
			.stream()
			.flatMap((fault) -> fault.patterns()
				.stream()
				.flatMap((pattern) -> Arrays.stream(Call.values()).map((call) -> Arguments.of(fault, pattern, call))));
	}

	private static String summary(List<Belief> beliefs) {
		Map<String, Long> outcomes = beliefs.stream()
			.collect(Collectors.groupingBy(Belief::outcome, TreeMap::new, Collectors.counting()));
		int attempts = beliefs.stream().mapToInt(Belief::attempts).sum();
		String text = outcomes.entrySet()
			.stream()
			.map((entry) -> (beliefs.size() > 1) ? entry.getValue() + " " + entry.getKey() : entry.getKey())
			.collect(Collectors.joining(", "));
		return text + " (" + attempts + ((attempts == 1) ? " attempt)" : " attempts)");
	}

	/**
	 * The table in {@code docs/reliability.md}.
	 */
	private static final class ReliabilityPage {

		private static final Path ENGLISH = Path.of("..", "docs", "reliability.md");

		private static final Path CHINESE = Path.of("..", "docs", "zh", "reliability.md");

		private static final Map<String, String> WORDS = Map.of("what goes wrong", "故障",
				"every other attempt, four calls", "每隔一次尝试，共四次调用", "first attempt", "第一次尝试", "every attempt", "每一次尝试",
				"success", "成功", "not issued", "没有发出", "unknown", "结果未知");

		private static final String BEGIN = "<!-- matrix -->\n";

		private static final String END = "<!-- end of matrix -->\n";

		static void check(Map<String, Map<Pattern, Map<Call, String>>> matrix) throws IOException {
			long expected = cases().count();
			long made = matrix.values()
				.stream()
				.flatMap((patterns) -> patterns.values().stream())
				.mapToLong(Map::size)
				.sum();
			if (made != expected) {
				// only some of the tests were run, or some failed
				return;
			}
			String table = table(matrix);
			System.out.println(table);
			boolean upToDate = write(ENGLISH, table) & write(CHINESE, chinese(table));
			assertThat(upToDate)
				.as("docs/reliability.md and docs/zh/reliability.md show the outcome. They have just been written anew: look at what is different and commit it")
				.isTrue();
		}

		private static boolean write(Path file, String table) throws IOException {
			String page = Files.readString(file);
			String renewed = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + table + "\n"
					+ page.substring(page.indexOf(END));
			Files.writeString(file, renewed);
			return page.equals(renewed);
		}

		private static String chinese(String table) {
			String chinese = table;
			for (Map.Entry<String, String> word : WORDS.entrySet()) {
				chinese = chinese.replace(word.getKey(), word.getValue());
			}
			return chinese.replaceAll("(\\d) attempts?", "$1 次尝试").replaceAll("(\\d) (成功|没有发出|结果未知)", "$1 次$2");
		}

		private static String table(Map<String, Map<Pattern, Map<Call, String>>> matrix) {
			StringBuilder table = new StringBuilder(
					"| what goes wrong | first attempt | every attempt | every other attempt, four calls |\n|---|---|---|---|\n");
			matrix.forEach((fault, patterns) -> table.append("| `")
				.append(fault)
				.append("` | ")
				.append(Arrays.stream(Pattern.values())
					.map((pattern) -> patterns.containsKey(pattern) ? cell(patterns.get(pattern)) : "—")
					.collect(Collectors.joining(" | ")))
				.append(" |\n"));
			return table.toString();
		}

		// one text if all five calls come out alike
		private static String cell(Map<Call, String> calls) {
			Map<String, List<Call>> byText = calls.entrySet()
				.stream()
				.collect(Collectors.groupingBy(Map.Entry::getValue, TreeMap::new,
						Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
			if (byText.size() == 1) {
				return byText.keySet().iterator().next();
			}
			return byText.entrySet()
				.stream()
				.map((entry) -> entry.getValue() + ": " + entry.getKey())
				.collect(Collectors.joining("; "));
		}

	}

}
