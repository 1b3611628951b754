package io.github.wechatpayspring.simulator.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.RecordedRequest;

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
		this.requests.computeIfPresent(entry, (key, request) -> with(request, status, processed));
	}

	private static RecordedRequest with(RecordedRequest request, int status, boolean processed) {
		return new RecordedRequest(request.method(), request.path(), request.query(), request.headers(), request.body(),
				request.operation(), status, processed);
	}

	/**
	 * What became of one request.
	 */
	final class Entry {

		private volatile boolean processed;

		void processed() {
			this.processed = true;
		}

		void responded(int status) {
			change(this, status, this.processed);
		}

	}

}
