package io.github.wechatpayspring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What fuzz tests have in common: their inputs are files that people can read, and
 * whatever a refusal says may be shown to anybody.
 */
public final class FuzzInput {

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private FuzzInput() {
	}

	/**
	 * Cut an input into lines.
	 * @param input the input
	 * @param count how many lines to return
	 * @return as many lines, the last of which is the rest of the text
	 */
	public static String[] lines(byte[] input, int count) {
		String[] lines = Arrays.copyOf(new String(input, StandardCharsets.UTF_8).split("\n", count), count);
		Arrays.setAll(lines, (line) -> (lines[line] != null) ? lines[line] : "");
		return lines;
	}

	public static void assertPrintable(String message, int longest) {
		assertThat(message).isNotBlank().hasSizeLessThanOrEqualTo(longest).doesNotContainPattern(UNPRINTABLE);
	}

}
