package io.github.wechatpayspring.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes Javadoc from the texts of descriptions.
 */
final class Comments {

	private static final int WIDTH = 88;

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern WIRE_NAME = Pattern.compile("[a-z]+(_[a-z0-9]+)+");

	// a line does not end within code
	private static final Pattern SPACE = Pattern.compile("\\s+(?![^{}]*\\})");

	private Comments() {
	}

	/**
	 * Return a text as Javadoc has it.
	 * @param text the text, with code in backticks
	 * @return the text
	 */
	static String text(String text) {
		String escaped = text.strip()
			.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("@", "&#64;");
		return CODE.matcher(escaped)
			.replaceAll((code) -> Matcher.quoteReplacement("{@code " + nameInJava(code.group(1)) + "}"));
	}

	private static String nameInJava(String code) {
		return WIRE_NAME.matcher(code).matches() ? Names.camelCase(code) : code;
	}

	static String sentence(String text) {
		String sentence = Names.capitalized(text.strip());
		return text((sentence.endsWith(".")) ? sentence : sentence + ".");
	}

	/**
	 * Return paragraphs as Javadoc has them.
	 * @param text paragraphs with empty lines between them
	 * @return the paragraphs
	 */
	static String paragraphs(String text) {
		List<String> paragraphs = new ArrayList<>();
		for (String paragraph : text.strip().split("\n\\s*\n")) {
			paragraphs.add(text(paragraph.replaceAll("\\s+", " ")));
		}
		return paragraphs.stream().map(Comments::wrapped).collect(Collectors.joining("\n<p>\n"));
	}

	/**
	 * Break lines.
	 * @param text a text
	 * @return the text in lines that are short enough
	 */
	static String wrapped(String text) {
		StringBuilder lines = new StringBuilder();
		int column = 0;
		for (String word : SPACE.split(text.strip())) {
			if (column > 0 && column + 1 + word.length() > WIDTH) {
				lines.append('\n');
				column = 0;
			}
			else if (column > 0) {
				lines.append(' ');
				column++;
			}
			lines.append(word);
			column += word.length();
		}
		return lines.toString();
	}

	static String parameter(String name, String text) {
		return "@param " + wrapped(name + " " + text);
	}

	/**
	 * Return what a field means, with what it may hold.
	 * @param field a field of a request
	 * @return the text
	 */
	static String requestField(Field field) {
		StringBuilder text = new StringBuilder(text(field.description()));
		String limits = limits(field);
		if (!limits.isEmpty()) {
			int remark = text.indexOf("; ");
			text.insert((remark != -1) ? remark : text.length(), ", " + limits);
		}
		if ("appid".equals(field.merchantDefault())) {
			text.append("; {@code null} for the default of {@code wechatpay.appid}");
		}
		else if (field.merchantDefault() != null) {
			text.append("; {@code null} for the calling merchant");
		}
		else if (field.defaultText() != null) {
			text.append("; {@code ").append(field.defaultText()).append("} if it is left out");
		}
		else if (field.assumed() != null) {
			text.append("; WeChat Pay takes ").append(field.assumed()).append(" if it is left out");
		}
		return text.toString();
	}

	private static String limits(Field field) {
		Long most = field.limit("x-max-bytes");
		String unit = (most != null) ? "bytes" : "characters";
		most = (most != null) ? most : field.limit("maxLength");
		Long least = field.limit("x-min-bytes");
		least = (least != null) ? least : field.limit("minLength");
		if (most != null) {
			String alphabet = (field.node().isTrue("x-request-number")) ? " of letters, digits and {@code | _ * -}"
					: "";
			return ((least != null && least > 1) ? "%d to %d %s%s" : "at most %2$d %3$s%4$s").formatted(least, most,
					unit, alphabet);
		}
		Long minimum = field.limit("minimum");
		Long maximum = field.limit("maximum");
		if (maximum != null) {
			return (minimum != null) ? "%d to %d".formatted(minimum, maximum) : "at most " + maximum;
		}
		Long maxItems = field.limit("maxItems");
		if (maxItems != null) {
			return "at most " + maxItems;
		}
		return (minimum != null && minimum > 0) ? "at least " + minimum : "";
	}

}
