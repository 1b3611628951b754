package io.github.wechatpayspring.client.resilience;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls may be made in some time, written as {@code 500/s} or {@code 1000/min}.
 *
 * @param calls the number of calls, at least 1
 * @param period the time
 */
public record RateLimit(int calls, Duration period) {

	private static final Pattern FORM = Pattern.compile("\\s*([1-9]\\d{0,8})\\s*/\\s*(s|min|h)\\s*");

	/**
	 * Check the limit.
	 * @throws IllegalArgumentException if it allows no call
	 */
	public RateLimit {
		if (calls < 1 || period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException("a rate limit must allow at least one call");
		}
	}

	/**
	 * Read a limit.
	 * @param text the text, for instance {@code 500/s}, {@code 1000/min} or {@code 600/h}
	 * @return the limit
	 * @throws IllegalArgumentException if it is not of that form
	 */
	public static RateLimit of(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"a rate limit is written as \"500/s\", \"1000/min\" or \"600/h\", but is \"%s\"".formatted(text));
		}
		Duration period = switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(1);
			case "min" -> Duration.ofMinutes(1);
			default -> Duration.ofHours(1);
		};
		return new RateLimit(Integer.parseInt(matcher.group(1)), period);
	}

	@Override
	public String toString() {
		String unit = switch ((int) this.period.toSeconds()) {
			case 1 -> "s";
			case 60 -> "min";
			case 3600 -> "h";
			default -> this.period.toString();
		};
		return this.calls + "/" + unit;
	}

}
