package io.github.wechatpayspring.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests in the order in which they came.
 */
final class Journal {

	private final Map<Entry, RecordedRequest> requests = new LinkedHashMap<>();

	synchronized Entry arrived(RecordedRequest request) {
		Entry entry = new Entry();
		this.requests.put(entry, request);
		return entry;
	}

	synchronized List<RecordedRequest> requests() {
		return List.copyOf(this.requests.values());
	}

	synchronized void reset() {
		this.requests.clear();
	}

	private synchronized void change(Entry entry, int status, boolean processed) {
		this.requests.computeIfPresent(entry, (key, request) -> request.answered(status, processed));
	}

	/**
	 * What became of one request.
	 */
	final class Entry {

		private volatile boolean processed;

		void processed() {
			this.processed = true;
		}

		void answered(int status) {
			change(this, status, this.processed);
		}

	}

}
