package io.github.wechatpayspring.diagnosis;

import java.time.Duration;
import java.time.Instant;

import io.github.wechatpayspring.BilingualText;
import org.jspecify.annotations.Nullable;

/**
 * Compares the clock of this machine with the {@code Date} of a response.
 */
final class ClockCheck {

	private static final long ALLOWED_SECONDS = 300;

	private static final long TOLERABLE_SECONDS = 60;

	private static final Check CHECK = new Check(new BilingualText("Clock", "本机时间"),
			new BilingualText("At most %d seconds away from the Date of the response; WeChat Pay refuses more than %d.",
					"与应答的 Date 相差不超过 %d 秒；超过 %d 秒微信支付会拒绝请求。")
				.formatted(TOLERABLE_SECONDS, ALLOWED_SECONDS));

	private static final BilingualText REMEDY = new BilingualText(
			"Synchronise the clock of this machine (NTP), of a container that of its host.",
			"请校准本机时间（NTP）；容器请校准宿主机时间。");

	private ClockCheck() {
	}

	static DiagnosticResult run(HostChecks.@Nullable Response response) {
		Instant date = (response != null) ? response.date() : null;
		if (response == null || date == null) {
			return CHECK.skipped((response != null) ? "The response has no Date." : "There is no response.",
					(response != null) ? "应答没有 Date 头。" : "没有应答。");
		}
		long seconds = Math.round(Duration.between(date, response.received()).toMillis() / 1000.0);
		BilingualText found = new BilingualText(
				"%d seconds %s the Date of the response.".formatted(Math.abs(seconds),
						(seconds < 0) ? "behind" : "ahead of"),
				"本机时间比应答时间%s %d 秒。".formatted((seconds < 0) ? "慢" : "快", Math.abs(seconds)));
		if (Math.abs(seconds) > ALLOWED_SECONDS) {
			return CHECK.failed(found, REMEDY);
		}
		return (Math.abs(seconds) > TOLERABLE_SECONDS) ? CHECK.warning(found, REMEDY) : CHECK.passed(found);
	}

}
