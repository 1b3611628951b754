package io.github.wechatpayspring.key;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text copied from a page, a chat or a terminal, with invisible characters and whatever
 * else comes along.
 */
public final class PastedText {

	private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

	private static final Pattern SPACE = Pattern.compile("\\p{Z}");

	private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");

	private static final Pattern QUOTED = Pattern.compile("(?s)^(?:\"(.*)\"|'(.*)'|“(.*)”|‘(.*)’)$");

	// the printable ASCII characters, as wide as a Chinese one
	private static final Pattern FULL_WIDTH = Pattern.compile("[\\uFF01-\\uFF5E]");

	private static final int WIDTH = 0xFEE0;

	private PastedText() {
	}

	/**
	 * Remove what is around a text: spaces of any kind, line breaks, a byte order mark
	 * and other invisible characters, and quotes.
	 * @param text the text
	 * @return what is left
	 */
	public static String trim(String text) {
		String trimmed = AROUND.matcher(text).replaceAll("");
		String unquoted = QUOTED.matcher(trimmed).replaceFirst("$1$2$3$4");
		return AROUND.matcher(unquoted).replaceAll("");
	}

	/**
	 * Return an id or a key, which has ASCII characters only, without what is around it
	 * or invisible, and full-width characters as plain ones.
	 * @param text the text
	 * @return what is left
	 */
	public static String plain(String text) {
		return trim(FULL_WIDTH.matcher(visible(text))
			.replaceAll((match) -> Matcher.quoteReplacement(Character.toString(match.group().charAt(0) - WIDTH))));
	}

	/**
	 * Return a text without invisible characters, and with plain spaces.
	 * @param text the text
	 * @return what is left
	 */
	public static String visible(String text) {
		return SPACE.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ");
	}

	/**
	 * Describe the first character that a text should not have, and its position, but do
	 * not quote letters and digits, which may be part of a secret.
	 * @param text the text
	 * @param allowed whether a character may be there
	 * @return the character and its position, empty if there is none
	 */
	public static String stranger(String text, IntPredicate allowed) {
		int[] characters = text.codePoints().toArray();
		for (int index = 0; index < characters.length; index++) {
			int character = characters[index];
			if (!allowed.test(character)) {
				return "%s at position %d".formatted(name(character), index + 1);
			}
		}
		return "";
	}

	private static String name(int character) {
		if (Character.isLetterOrDigit(character) && character < 0x80) {
			return (Character.isDigit(character)) ? "a digit" : "a letter";
		}
		return "%s (U+%04X)".formatted(Character.getName(character), character);
	}

}
