package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.client.resilience.CallOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A request that has to come to its end, with its response, before a deadline. Knows
 * whether it may have been sent: an HTTP client asks for the body once it is connected.
 */
final class TimedRequest implements ClientHttpRequest, StreamingHttpOutputMessage {

	private static final Duration DOWNLOAD = Duration.ofHours(1);

	private final ClientHttpRequest request;

	private final AttemptDeadlines deadlines;

	private final Attempt.@Nullable Abort abort;

	private @Nullable Body body;

	/**
	 * Create a request.
	 * @param request the request of an HTTP client, which takes the body as a stream
	 * @param deadlines end it
	 * @param abort how to end it, or {@code null} if its thread is to be interrupted
	 */
	TimedRequest(ClientHttpRequest request, AttemptDeadlines deadlines, Attempt.@Nullable Abort abort) {
		this.request = request;
		this.deadlines = deadlines;
		this.abort = abort;
	}

	@Override
	public ClientHttpResponse execute() throws IOException {
		Attempt attempt = (CallOptions.of(getAttributes()).unsignedDownload()) ? this.deadlines.begin(DOWNLOAD)
				: this.deadlines.begin();
		boolean responded = false;
		try {
			ClientHttpResponse response = execute(attempt);
			responded = true;
			return new TimedResponse(response, attempt, this.deadlines, this.abort);
		}
		catch (IOException | RuntimeException ex) {
			attempt.checkDeadline(ex);
			throw ex;
		}
		finally {
			if (!responded) {
				this.deadlines.finish(attempt);
			}
		}
	}

	private ClientHttpResponse execute(Attempt attempt) throws IOException {
		Body body = this.body;
		if (body != null && this.request instanceof StreamingHttpOutputMessage streaming) {
			streaming.setBody(noting(body, attempt));
		}
		else {
			attempt.sending();
		}
		if (this.abort != null) {
			attempt.abortBy(this.abort);
			return this.request.execute();
		}
		InterruptibleSection section = new InterruptibleSection();
		attempt.abortBy(section::interrupt);
		try {
			return this.request.execute();
		}
		finally {
			section.leave();
			attempt.abortBy(null);
		}
	}

	private static Body noting(Body body, Attempt attempt) {
		return new Body() {
			@Override
			public void writeTo(OutputStream outputStream) throws IOException {
				attempt.sending();
				body.writeTo(outputStream);
			}

			@Override
			public boolean repeatable() {
				return body.repeatable();
			}
		};
	}

	@Override
	public void setBody(Body body) {
		this.body = body;
	}

	@Override
	public OutputStream getBody() throws IOException {
		return this.request.getBody();
	}

	@Override
	public HttpMethod getMethod() {
		return this.request.getMethod();
	}

	@Override
	public URI getURI() {
		return this.request.getURI();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.request.getAttributes();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.request.getHeaders();
	}

}
