package io.github.wechatpayspring.merchant.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Collects the mistakes of a configuration, so that they are reported at once.
 */
public final class ConfigurationProblems {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[\\w.\\-\\[\\]]+}");

	private static final String ROOT = "wechatpay.";

	private final List<Problem> problems = new ArrayList<>();

	private final String prefix;

	/**
	 * Create a collection of mistakes of the merchant of {@code wechatpay.*}, or of what
	 * all merchants share.
	 */
	public ConfigurationProblems() {
		this(ROOT);
	}

	/**
	 * Create a collection of mistakes of one of several merchants.
	 * @param prefix what comes before the names of its properties
	 */
	public ConfigurationProblems(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * Note a mistake.
	 * @param property the property, without prefix
	 * @param found what was found, without anything secret
	 * @param action what to do about it
	 */
	public void add(String property, String found, String action) {
		this.problems.add(new Problem(name(property), found, action));
	}

	/**
	 * Return the full name of a property.
	 * @param property its name without prefix
	 * @return the name
	 */
	String name(String property) {
		boolean shared = property.startsWith("client.") || property.startsWith("notification.");
		return ((shared) ? ROOT : this.prefix) + property;
	}

	/**
	 * Return a value that must be there.
	 * @param property the property
	 * @param value its value, which may be missing
	 * @param action what to do if it is missing
	 * @return the value without what was copied along around it, or {@code null} if it is
	 * missing or a placeholder that was not resolved
	 */
	public @Nullable String require(String property, @Nullable String value, String action) {
		String text = (value != null) ? PastedText.trim(value) : "";
		if (text.isEmpty()) {
			add(property, (value != null) ? "Empty." : "Not set.", action);
			return null;
		}
		if (PLACEHOLDER.matcher(text).matches()) {
			add(property, "The placeholder \"%s\", which nothing replaced.".formatted(text),
					"Set the environment variable or property that it names.");
			return null;
		}
		return text;
	}

	/**
	 * Return an id that must be there.
	 * @param property the property
	 * @param value its value, which may be missing
	 * @param action what to do if it is missing
	 * @return the id in plain characters, or {@code null} if it is missing or a
	 * placeholder that was not resolved
	 */
	@Nullable String requireId(String property, @Nullable String value, String action) {
		String text = require(property, value, action);
		return (text != null) ? PastedText.plain(text) : null;
	}

	/**
	 * Note that a duration is not positive, if so.
	 * @param property the property
	 * @param duration its value
	 */
	public void requirePositive(String property, Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			add(property, "%s, which is not positive.".formatted(duration),
					"Use a duration such as \"10s\"; waiting without end is not supported.");
		}
	}

	/**
	 * Read a value, noting what is wrong with it.
	 * @param <S> the type of the value
	 * @param <T> the type to read
	 * @param property the property
	 * @param value its value, {@code null} if it was noted as wrong before
	 * @param reader reads it
	 * @return what was read, or {@code null} if it is wrong
	 */
	<S, T> @Nullable T read(String property, @Nullable S value, Function<S, T> reader) {
		if (value == null) {
			return null;
		}
		try {
			return reader.apply(value);
		}
		catch (InvalidKeyMaterialException ex) {
			add(property, ex.found(), ex.action());
			return null;
		}
	}

	/**
	 * Return what was noted.
	 * @return the mistakes
	 */
	public List<Problem> list() {
		return this.problems;
	}

}
