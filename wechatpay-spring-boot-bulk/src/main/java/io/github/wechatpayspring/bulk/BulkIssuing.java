package io.github.wechatpayspring.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Issues coupons to lists of users. A list becomes a job in the database, which all
 * instances of the application work on together. Each line of a job is issued exactly
 * once, whichever of them is killed meanwhile. Safe for use by several threads.
 */
public interface BulkIssuing {

	/**
	 * Check a list without storing or issuing anything.
	 * @param request what would be issued to whom
	 * @return what the job would do
	 * @throws BulkJobException if the lines cannot be read at all
	 */
	BulkPreview preview(BulkJobRequest request);

	/**
	 * Store the lines of a job, which is started afterwards. If there is a job of that
	 * name with the same lines, in whatever order, that one is returned, so that the same
	 * program can be run again after a crash.
	 * @param request what to issue to whom
	 * @return the job
	 * @throws BulkJobException if lines are wrong and are not to be skipped, or if there
	 * is another job of that name
	 */
	BulkProgress create(BulkJobRequest request);

	/**
	 * Start a job. Does nothing if it was started before.
	 * @param name the name of the job
	 * @return the job
	 * @throws BulkJobException if there is no such job, or it was cancelled
	 */
	BulkProgress start(String name);

	/**
	 * Pause a job. Within a second nothing is sent any more, on any machine; calls in
	 * flight may end.
	 * @param name the name of the job
	 * @return the job
	 * @throws BulkJobException if there is no such job, or it is not running
	 */
	BulkProgress pause(String name);

	/**
	 * Resume a job that is paused or halted. Resuming one that halted approves of what
	 * made it halt: its canary, its refusals, or its cap, which it then does not have any
	 * more.
	 * @param name the name of the job
	 * @return the job
	 * @throws BulkJobException if there is no such job, or it is not paused or halted
	 */
	BulkProgress resume(String name);

	/**
	 * Cancel a job for good. Lines that may have been sent and have no outcome are
	 * unknown.
	 * @param name the name of the job
	 * @return the job
	 * @throws BulkJobException if there is no such job, or it is finished
	 */
	BulkProgress cancel(String name);

	/**
	 * Send lines again that were refused, with the same numbers, for instance once the
	 * stock has a larger budget.
	 * @param name the name of the job
	 * @param codes the codes with which WeChat Pay refused them; none for all
	 * @return the job, which runs again
	 * @throws BulkJobException if there is no such job, or it was cancelled
	 */
	BulkProgress retryRefused(String name, String... codes);

	/**
	 * Return where a job is.
	 * @param name the name of the job
	 * @return the job
	 * @throws BulkJobException if there is no such job
	 */
	BulkProgress progress(String name);

	/**
	 * Return all jobs.
	 * @return the jobs, the newest first
	 */
	List<BulkProgress> jobs();

	/**
	 * Return what became of each line.
	 * @param name the name of the job
	 * @return the outcomes in the order of the lines, read as they are needed; to be
	 * closed
	 * @throws BulkJobException if there is no such job
	 */
	Stream<BulkOutcome> outcomes(String name);

	/**
	 * Write what became of each line as CSV, in UTF-8 with a byte order mark, so that
	 * spreadsheets read it. What a spreadsheet would take for a formula is written so
	 * that it does not.
	 * @param name the name of the job
	 * @param output where to write to, which is not closed
	 * @param maskOpenids whether openids are masked
	 * @throws IOException if it cannot be written
	 * @throws BulkJobException if there is no such job
	 */
	void report(String name, OutputStream output, boolean maskOpenids) throws IOException;

}
