package io.github.wechatpayspring.bulk;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a job would do.
 *
 * @param lines how many lines could be issued, duplicates included unless they are
 * skipped
 * @param duplicates how many lines have an openid that came before
 * @param badLines how many lines are wrong
 * @param problems the first of them
 * @param firstLines the first lines, with openids and names masked
 * @param stock what WeChat Pay says about the stock, {@code null} where there is no query
 * for it or it failed, see {@code warnings}
 * @param estimatedDuration how long issuing takes at WeChat Pay's limit, {@code null}
 * without a limit
 * @param warnings what somebody should look at before the job is started
 */
public record BulkPreview(long lines, long duplicates, long badLines, List<BadLine> problems, List<String> firstLines,
		@Nullable Stock stock, @Nullable Duration estimatedDuration, List<String> warnings) {

	/**
	 * A line that cannot be issued.
	 *
	 * @param number the number of the line in its list, from 1
	 * @param problem what is wrong, in one sentence without anything personal
	 */
	public record BadLine(long number, String problem) {

	}

	/**
	 * A stock as WeChat Pay has it.
	 *
	 * @param name the name of the stock
	 * @param state WeChat Pay's state of the stock, for instance {@code running}
	 * @param remaining how many coupons may still be issued, {@code null} if unknown
	 */
	public record Stock(String name, String state, @Nullable Long remaining) {

	}

}
