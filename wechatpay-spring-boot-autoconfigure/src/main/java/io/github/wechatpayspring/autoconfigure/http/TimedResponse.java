package io.github.wechatpayspring.autoconfigure.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response that must be complete before a deadline. If it is closed before that, its
 * connection is dropped, while an HTTP client would read on for as long as bytes come.
 */
final class TimedResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final Attempt attempt;

	private final AttemptDeadlines deadlines;

	private final Attempt.@Nullable Abort abort;

	private @Nullable Body body;

	TimedResponse(ClientHttpResponse response, Attempt attempt, AttemptDeadlines deadlines,
			Attempt.@Nullable Abort abort) {
		this.response = response;
		this.attempt = attempt;
		this.deadlines = deadlines;
		this.abort = abort;
	}

	@Override
	public InputStream getBody() throws IOException {
		Body body = this.body;
		if (body == null) {
			body = new Body(this.response.getBody(), this.attempt);
			if (this.abort == null) {
				this.attempt.abortBy(body::close);
			}
			this.body = body;
		}
		return body;
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public void close() {
		try {
			if (this.body == null || !this.body.ended) {
				giveUp();
			}
			this.response.close();
		}
		catch (IOException | RuntimeException ex) {
			// it is no longer needed
		}
		finally {
			this.deadlines.finish(this.attempt);
		}
	}

	private void giveUp() throws IOException {
		if (this.abort != null) {
			this.abort.run();
		}
		else if (this.body != null) {
			this.body.close();
		}
		else {
			try (InputStream unread = getBody()) {
				// before that, Reactor Netty cannot be told to stop
				unread.read();
			}
		}
	}

	/**
	 * Knows whether its end was seen.
	 */
	private static final class Body extends FilterInputStream {

		private final Attempt attempt;

		private boolean ended;

		Body(InputStream body, Attempt attempt) {
			super(body);
			this.attempt = attempt;
		}

		@Override
		public int read() throws IOException {
			int read;
			try {
				read = super.read();
			}
			catch (IOException | RuntimeException ex) {
				throw failure(ex);
			}
			return received(read);
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read;
			try {
				read = super.read(buffer, offset, length);
			}
			catch (IOException | RuntimeException ex) {
				throw failure(ex);
			}
			return received(read);
		}

		// the end may be that of a connection that was closed at the deadline
		private int received(int read) throws IOException {
			this.attempt.checkDeadline(null);
			this.ended = (read == -1);
			return read;
		}

		private IOException failure(Exception failure) throws IOException {
			this.attempt.checkDeadline(failure);
			return (failure instanceof IOException ex) ? ex : new IOException(failure);
		}

	}

}
