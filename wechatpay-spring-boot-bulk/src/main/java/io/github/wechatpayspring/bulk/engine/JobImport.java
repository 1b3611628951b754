package io.github.wechatpayspring.bulk.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.ledger.Job;
import io.github.wechatpayspring.bulk.ledger.PersonalCipher;
import io.github.wechatpayspring.bulk.ledger.StoredLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a job a second time, chunk by chunk, to store them.
 */
final class JobImport implements Iterator<List<StoredLine>> {

	// large enough for few rows, small enough for all lanes to have their share
	private static final int MAX_CHUNK = 100;

	private static final int MIN_CHUNK = 10;

	private static final int CHUNKS_PER_LANE = 4;

	private final Job job;

	private final ListReader reader;

	private final Iterator<ListReader.Line> lines;

	private final @Nullable PersonalCipher cipher;

	private final int chunk;

	private long stored;

	JobImport(Job job, ListReader reader, Iterator<ListReader.Line> lines, @Nullable PersonalCipher cipher) {
		this.job = job;
		this.reader = reader;
		this.lines = lines;
		this.cipher = cipher;
		this.chunk = chunk(job);
	}

	private static int chunk(Job job) {
		long share = job.lines() / ((long) CHUNKS_PER_LANE * job.lanes());
		return (int) Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, share));
	}

	static int canaryChunks(Job job) {
		int chunk = chunk(job);
		return (int) ((Math.min(job.canary(), job.lines()) + chunk - 1) / chunk);
	}

	@Override
	public boolean hasNext() {
		if (this.stored < this.job.lines()) {
			return true;
		}
		// the list as it was checked, or nothing is stored
		if (!this.reader.fingerprint().equals(this.job.fingerprint())) {
			throw changed();
		}
		return false;
	}

	@Override
	public List<StoredLine> next() {
		List<StoredLine> chunk = new ArrayList<>();
		while (chunk.size() < size()) {
			chunk.add(nextLine());
		}
		this.stored += chunk.size();
		return chunk;
	}

	// the last chunk of the canary ends with the canary
	private long size() {
		long end = (this.stored < this.job.canary()) ? Math.min(this.job.canary(), this.job.lines()) : this.job.lines();
		return Math.min(this.chunk, end - this.stored);
	}

	private StoredLine nextLine() {
		while (this.lines.hasNext()) {
			ListReader.Line line = this.lines.next();
			if (line.problem() == null) {
				return stored(line);
			}
		}
		throw (this.stored < this.job.lines()) ? changed() : new NoSuchElementException();
	}

	private BulkJobException changed() {
		return new BulkJobException(
				"The lines of job \"%s\" changed while they were read: create it again".formatted(this.job.name()));
	}

	private StoredLine stored(ListReader.Line line) {
		Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);
		Map<BulkColumn, String> personal = new EnumMap<>(BulkColumn.class);
		line.values().forEach((column, value) -> {
			if (column.isPersonal()) {
				personal.put(column, value);
			}
			else if (column != BulkColumn.OPENID && !value.equals(this.job.definition().values().get(column))) {
				values.put(column, value);
			}
		});
		String sealed = (!personal.isEmpty() && this.cipher != null) ? this.cipher.seal(line.outRequestNo(), personal)
				: null;
		return StoredLine.unsent(line.number(), line.openid(), line.outRequestNo(), values, sealed);
	}

}
