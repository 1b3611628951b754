package io.github.wechatpayspring.sample.pages.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a field of a form.
 *
 * @param field the name of the field
 * @param message what is wrong and what to do
 */
record FieldProblem(String field, String message) {

	// requests name the field first
	private static final Pattern NAMED = Pattern.compile("^'(\\w+)'");

	static FieldProblem of(IllegalArgumentException ex) {
		String message = String.valueOf(ex.getMessage());
		Matcher matcher = NAMED.matcher(message);
		String field = matcher.find() ? matcher.group(1) : "";
		return new FieldProblem("cardId".equals(field) ? "stockId" : field, message);
	}

	public boolean isOf(String field) {
		return this.field.equals(field);
	}

}
