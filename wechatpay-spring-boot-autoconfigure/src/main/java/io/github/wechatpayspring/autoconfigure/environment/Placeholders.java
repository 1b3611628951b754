package io.github.wechatpayspring.autoconfigure.environment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.env.Environment;

/**
 * What the value of a property is put together from.
 *
 * @param names the properties that it refers to, also in place of others
 * @param literals the texts in it, also those in place of a property
 */
record Placeholders(Set<String> names, List<String> literals) {

	private static final String PREFIX = "${";

	/**
	 * Take a value apart.
	 * @param value the value
	 * @param environment resolves names that are put together themselves
	 * @return the parts
	 */
	static Placeholders of(String value, Environment environment) {
		Placeholders placeholders = new Placeholders(new LinkedHashSet<>(), new ArrayList<>());
		placeholders.read(value, environment);
		return placeholders;
	}

	/**
	 * Resolve the placeholders in a text.
	 * @param text the text
	 * @param environment resolves them
	 * @return the text, with those left that nothing replaces
	 */
	static String resolve(String text, Environment environment) {
		try {
			return environment.resolvePlaceholders(text);
		}
		catch (IllegalArgumentException ex) {
			// they refer to each other
			return text;
		}
	}

	private void read(String value, Environment environment) {
		int start = value.indexOf(PREFIX);
		int end = (start >= 0) ? find('}', value, start + PREFIX.length()) : -1;
		if (end < 0) {
			this.literals.add(value);
			return;
		}
		this.literals.add(value.substring(0, start));
		String content = value.substring(start + PREFIX.length(), end);
		int separator = find(':', content, 0);
		this.names.add(resolve((separator >= 0) ? content.substring(0, separator) : content, environment));
		if (separator >= 0) {
			read(content.substring(separator + 1), environment);
		}
		read(value.substring(end + 1), environment);
	}

	private static int find(char wanted, String text, int start) {
		int depth = 0;
		for (int i = start; i < text.length(); i++) {
			if (depth == 0 && text.charAt(i) == wanted) {
				return i;
			}
			if (text.startsWith(PREFIX, i)) {
				depth++;
			}
			else if (depth > 0 && text.charAt(i) == '}') {
				depth--;
			}
		}
		return -1;
	}

	@Override
	public String toString() {
		return "Placeholders" + this.names;
	}

}
