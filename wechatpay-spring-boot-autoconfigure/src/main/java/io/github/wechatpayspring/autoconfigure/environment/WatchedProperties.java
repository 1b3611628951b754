package io.github.wechatpayspring.autoconfigure.environment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Some properties of a property source, at one moment. To see whether they have changed
 * costs no more than a look at them, however many others there are.
 */
final class WatchedProperties {

	private static final List<String> ROOT = List.of("wechatpay.merchant-private-key", "wechatpay.api-v3-key",
			"wechatpay.ssl-bundle");

	private final PropertySource<?> source;

	private final String[] names;

	private final Map<String, @Nullable String> values = new LinkedHashMap<>();

	private WatchedProperties(PropertySource<?> source) {
		this.source = source;
		this.names = names(source);
	}

	/**
	 * Read properties.
	 * @param source has them
	 * @param wanted which ones, by their {@link #uniform(String) uniform} names. Of a
	 * source that does not tell its names, the merchant of {@code wechatpay.*} is known.
	 * @return the properties
	 */
	static WatchedProperties of(PropertySource<?> source, Predicate<String> wanted) {
		WatchedProperties watched = new WatchedProperties(source);
		Arrays.stream(watched.names)
			.filter((name) -> wanted.test(uniform(name)))
			.forEach((name) -> watched.values.put(name, watched.text(name)));
		return watched;
	}

	private static String[] names(PropertySource<?> source) {
		return (source instanceof EnumerablePropertySource<?> enumerable) ? enumerable.getPropertyNames()
				: ROOT.toArray(String[]::new);
	}

	/**
	 * Go through the properties that are texts.
	 * @param action takes the {@link #uniform(String) uniform} name and the text of each
	 */
	void forEachText(BiConsumer<String, String> action) {
		this.values.forEach((name, text) -> {
			if (text != null) {
				action.accept(uniform(name), text);
			}
		});
	}

	/**
	 * Return whether a property source is the one that was read, and still says the same.
	 * @param source the property source
	 * @return whether it does
	 */
	boolean areStillIn(PropertySource<?> source) {
		return source == this.source && Arrays.equals(this.names, names(this.source))
				&& this.values.entrySet()
					.stream()
					.allMatch((property) -> Objects.equals(property.getValue(), text(property.getKey())));
	}

	// also a text that is read from a file
	private @Nullable String text(String name) {
		return (this.source.getProperty(name) instanceof CharSequence text) ? text.toString() : null;
	}

	/**
	 * Return what the forms of a name have in common.
	 * @param name the name of a property, in any form
	 * @return its letters and digits in lower case
	 */
	static String uniform(String name) {
		StringBuilder uniform = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			if (character >= 'A' && character <= 'Z') {
				uniform.append((char) (character + ('a' - 'A')));
			}
			else if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')) {
				uniform.append(character);
			}
		}
		return uniform.toString();
	}

	@Override
	public String toString() {
		return "WatchedProperties" + this.values.keySet();
	}

}
