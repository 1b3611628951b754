package io.github.wechatpayspring.bulk.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.github.wechatpayspring.bulk.BulkProgress;

/**
 * Shows where a job is in one line.
 */
final class ProgressLine {

	private static final int WIDTH = 30;

	private ProgressLine() {
	}

	static String of(BulkProgress progress) {
		long settled = progress.issued() + progress.refused();
		int filled = (int) (WIDTH * settled / Math.max(1, progress.lines()));
		StringBuilder line = new StringBuilder();
		line.append('[').append("#".repeat(filled)).append("-".repeat(WIDTH - filled)).append("] ");
		line.append("%d of %d issued".formatted(progress.issued(), progress.lines()));
		if (progress.refused() > 0) {
			line.append(", %d refused".formatted(progress.refused()));
		}
		if (progress.unknown() > 0) {
			line.append(", %d unknown".formatted(progress.unknown()));
		}
		if (progress.estimatedEnd() != null) {
			Duration left = Duration.between(Instant.now(), progress.estimatedEnd());
			line.append(String.format(Locale.ROOT, ", %.0f/s, %s left", progress.linesPerSecond(),
					BulkCommand.readable((left.isNegative()) ? Duration.ZERO : left)));
		}
		// covers what was written before
		return String.format("%-100s", line.append(", ").append(progress.state().name().toLowerCase(Locale.ROOT)));
	}

}
