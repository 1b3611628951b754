package io.github.wechatpayspring.bulk;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours in which nothing is sent.
 *
 * @param from when they begin
 * @param to when they end, on the next day if that is earlier than {@code from}
 * @param zone where the users are
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

	/**
	 * Check the hours.
	 * @throws IllegalArgumentException if they begin when they end
	 */
	public QuietHours {
		if (from.equals(to)) {
			throw new IllegalArgumentException(
					"'quietHours' begin and end at %s: leave them out to send at any time".formatted(from));
		}
	}

	/**
	 * Return when sending may begin or go on.
	 * @param now the time
	 * @return {@code now} unless it is quiet, and then the end of these hours
	 */
	public Instant next(Instant now) {
		ZonedDateTime local = now.atZone(this.zone);
		LocalTime time = local.toLocalTime();
		boolean overnight = this.to.isBefore(this.from);
		boolean quiet = (overnight) ? !time.isBefore(this.from) || time.isBefore(this.to)
				: !time.isBefore(this.from) && time.isBefore(this.to);
		if (!quiet) {
			return now;
		}
		ZonedDateTime end = local.with(this.to);
		return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
	}

}
