package io.github.wechatpayspring.bulk.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.BulkProgress;

/**
 * Makes a job of a file, shows its progress until it is done, and writes its report
 * beside the file. Run again with the same name, it goes on where the job was.
 */
public final class BulkCommand {

	/**
	 * Exit code once each line has its coupon.
	 */
	public static final int ISSUED = 0;

	/**
	 * Exit code if the list cannot be issued. Nothing was sent.
	 */
	public static final int BAD_LIST = 2;

	/**
	 * Exit code if the job was done and lines were refused.
	 */
	public static final int REFUSED = 3;

	/**
	 * Exit code if the job was done and lines may have been issued.
	 */
	public static final int UNKNOWN = 4;

	/**
	 * Exit code if the job halted or was paused or cancelled by somebody else.
	 */
	public static final int HALTED = 5;

	private static final Duration READ_EVERY = Duration.ofMillis(500);

	private static final int READINGS_PER_LOGGED_LINE = 20;

	private final BulkIssuing bulk;

	private final PrintStream output;

	private final boolean terminal;

	/**
	 * Create a command.
	 * @param bulk issues the coupons
	 * @param output where progress is shown
	 * @param terminal whether that is a terminal, on which a line can be written anew
	 */
	public BulkCommand(BulkIssuing bulk, PrintStream output, boolean terminal) {
		this.bulk = bulk;
		this.output = output;
		this.terminal = terminal;
	}

	/**
	 * Issue coupons to the users in a file.
	 * @param request what to issue to whom
	 * @param report where to write what became of each line
	 * @param maskOpenids whether openids are masked there
	 * @return the exit code
	 * @throws IOException if the report cannot be written
	 * @throws InterruptedException if interrupted, while the job goes on
	 */
	public int run(BulkJobRequest request, Path report, boolean maskOpenids) throws IOException, InterruptedException {
		try {
			show(request, this.bulk.preview(request));
			begin(this.bulk.create(request));
		}
		catch (BulkJobException ex) {
			this.output.println(ex.getMessage());
			return BAD_LIST;
		}
		BulkProgress progress = awaitEnd(request.name());
		writeReport(request.name(), report, maskOpenids);
		this.output.println("Report: " + report);
		return exitCode(progress);
	}

	private void begin(BulkProgress job) {
		// running the command again approves of what made the job halt
		if (job.state() == BulkJobState.HALTED || job.state() == BulkJobState.PAUSED) {
			this.bulk.resume(job.name());
		}
		else {
			this.bulk.start(job.name());
		}
	}

	private void show(BulkJobRequest request, BulkPreview preview) {
		this.output.println(
				"Job \"%s\": %d lines from stock %s".formatted(request.name(), preview.lines(), request.stockId()));
		BulkPreview.Stock stock = preview.stock();
		if (stock != null) {
			this.output.println("Stock \"%s\", %s, %s left".formatted(stock.name(), stock.state(),
					(stock.remaining() != null) ? stock.remaining() : "unknown number"));
		}
		if (preview.estimatedDuration() != null) {
			this.output.println("Takes at least " + readable(preview.estimatedDuration()));
		}
		preview.warnings().forEach((warning) -> this.output.println("Warning: " + warning));
		preview.problems()
			.forEach((line) -> this.output.println("Line %d: %s".formatted(line.number(), line.problem())));
		if (preview.badLines() > preview.problems().size()) {
			this.output.println("and %d more".formatted(preview.badLines() - preview.problems().size()));
		}
	}

	private BulkProgress awaitEnd(String name) throws InterruptedException {
		for (int i = 0;; i++) {
			BulkProgress progress = this.bulk.progress(name);
			boolean over = progress.state() != BulkJobState.RUNNING;
			if (over || this.terminal || i % READINGS_PER_LOGGED_LINE == 0) {
				show(progress, over);
			}
			if (over) {
				return progress;
			}
			Thread.sleep(READ_EVERY.toMillis());
		}
	}

	private void show(BulkProgress progress, boolean last) {
		String line = ProgressLine.of(progress);
		if (this.terminal) {
			this.output.print("\r" + line + ((last) ? System.lineSeparator() : ""));
			this.output.flush();
		}
		else {
			this.output.println(line);
		}
		if (last) {
			for (Map.Entry<String, Long> code : progress.refusedByCode().entrySet()) {
				this.output.println("%8d refused: %s".formatted(code.getValue(), code.getKey()));
			}
			if (progress.haltReason() != null) {
				this.output.println(
						"The job has halted (%s): run the command again to go on".formatted(progress.haltReason()));
			}
		}
	}

	// half a report is never in place of a whole one
	private void writeReport(String name, Path report, boolean maskOpenids) throws IOException {
		Path part = report.resolveSibling(report.getFileName() + ".part");
		try (OutputStream stream = Files.newOutputStream(part)) {
			this.bulk.report(name, stream, maskOpenids);
		}
		Files.move(part, report, StandardCopyOption.REPLACE_EXISTING);
	}

	private static int exitCode(BulkProgress progress) {
		if (progress.state() != BulkJobState.FINISHED) {
			return HALTED;
		}
		if (progress.unknown() > 0) {
			return UNKNOWN;
		}
		return (progress.refused() > 0) ? REFUSED : ISSUED;
	}

	static String readable(Duration duration) {
		if (duration.toHours() > 0) {
			return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
		}
		return (duration.toMinutes() > 0) ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
				: "%d s".formatted(Math.max(1, duration.toSeconds()));
	}

}
