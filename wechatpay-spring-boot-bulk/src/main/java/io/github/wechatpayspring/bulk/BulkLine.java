package io.github.wechatpayspring.bulk;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line of a list of users.
 *
 * @param number the number of the line in its list, from 1; 0 to have it counted
 * @param values what is in its columns, without blank ones
 * @param problem why the line cannot be read, {@code null} if it can
 */
public record BulkLine(long number, Map<BulkColumn, String> values, @Nullable String problem) {

	/**
	 * Copy the values.
	 */
	public BulkLine {
		values = Map.copyOf(values);
	}

	/**
	 * Create a line with a user.
	 * @param openid openid of the user
	 * @return the line
	 */
	public static BulkLine of(String openid) {
		return new BulkLine(0, Map.of(BulkColumn.OPENID, openid), null);
	}

	/**
	 * Create a line that cannot be read.
	 * @param number the number of the line in its list
	 * @param problem why, in one sentence without anything personal
	 * @return the line
	 */
	public static BulkLine unreadable(long number, String problem) {
		return new BulkLine(number, Map.of(), problem);
	}

	/**
	 * Add a value.
	 * @param column the column
	 * @param value what is in it
	 * @return the line with it
	 */
	public BulkLine with(BulkColumn column, String value) {
		Map<BulkColumn, String> changed = new EnumMap<>(BulkColumn.class);
		changed.putAll(this.values);
		changed.put(column, value);
		return new BulkLine(this.number, changed, this.problem);
	}

	/**
	 * Return a value.
	 * @param column the column
	 * @return what is in it, or {@code null}
	 */
	public @Nullable String get(BulkColumn column) {
		return this.values.get(column);
	}

	@Override
	public String toString() {
		// openids and names are personal
		return "BulkLine[number=%d, columns=%s]".formatted(this.number, this.values.keySet());
	}

}
