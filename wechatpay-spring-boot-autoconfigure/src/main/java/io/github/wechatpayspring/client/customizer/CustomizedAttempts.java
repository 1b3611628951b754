package io.github.wechatpayspring.client.customizer;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.observation.CallDescription;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Runs the interceptors of the application in each attempt, outside of error mapping and
 * signing. They may set headers, refuse to send by throwing, and look at the response. An
 * attempt that was sent ends as the exchange with WeChat Pay did, whatever they return or
 * throw: they can neither hide an outcome nor send twice.
 */
final class CustomizedAttempts implements ClientHttpRequestInterceptor {

	private static final Log logger = LogFactory.getLog(CustomizedAttempts.class);

	private static final String INTERCEPTOR = "an interceptor of a WechatPayRestClientCustomizer ";

	private final ClientHttpRequestInterceptor interceptors;

	private final Consumer<Interference> interferences;

	/**
	 * Create an interceptor.
	 * @param interceptors the interceptors of the application
	 * @param interferences is told what they try to do
	 */
	CustomizedAttempts(ClientHttpRequestInterceptor interceptors, Consumer<Interference> interferences) {
		this.interceptors = interceptors;
		this.interferences = interferences;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		Exchange exchange = new Exchange(request, body, execution, this.interferences);
		Throwable failure = null;
		try {
			this.interceptors.intercept(new AttemptRequest(request, HttpHeaders.copyOf(request.getHeaders())),
					body.clone(), exchange);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		return exchange.end(failure);
	}

	/**
	 * A request whose headers and attributes belong to one attempt.
	 */
	private static final class AttemptRequest extends HttpRequestWrapper {

		private final HttpHeaders headers;

		private final Map<String, Object> attributes;

		AttemptRequest(HttpRequest request, HttpHeaders headers) {
			super(request);
			this.headers = headers;
			this.attributes = new LinkedHashMap<>(request.getAttributes());
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

	}

	/**
	 * A request with the headers that the interceptors left, reserved ones excepted.
	 */
	private static final class SentRequest extends HttpRequestWrapper {

		private final HttpHeaders headers;

		SentRequest(HttpRequest request, HttpHeaders changed) {
			super(request);
			this.headers = ReservedHeaders.restore(changed, request.getHeaders());
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	/**
	 * The exchange with WeChat Pay in one attempt.
	 */
	private static final class Exchange implements ClientHttpRequestExecution {

		private static final Object ABANDONED = new Object();

		private final HttpRequest request;

		private final byte[] body;

		private final ClientHttpRequestExecution execution;

		private final Consumer<Interference> interferences;

		private final AtomicBoolean started = new AtomicBoolean();

		// a response, a failure or ABANDONED
		private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

		Exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution,
				Consumer<Interference> interferences) {
			this.request = request;
			this.body = body;
			this.execution = execution;
			this.interferences = interferences;
		}

		@Override
		public ClientHttpResponse execute(HttpRequest changed, byte[] changedBody) throws IOException {
			refuseChange(!changed.getMethod().equals(this.request.getMethod()), "method");
			refuseChange(!changed.getURI().equals(this.request.getURI()), "URI");
			refuseChange(!Arrays.equals(changedBody, this.body), "body");
			if (!this.started.compareAndSet(false, true)) {
				this.interferences.accept(Interference.SENDS_TWICE);
				throw new IllegalStateException("The request was sent already: " + INTERCEPTOR
						+ "may execute it once, repeating is not its part");
			}
			HttpRequest sent = new SentRequest(this.request, changed.getHeaders());
			if (!sent.getHeaders().equals(changed.getHeaders())) {
				this.interferences.accept(Interference.SETS_RESERVED_HEADERS);
			}
			try {
				ClientHttpResponse response = this.execution.execute(sent, this.body);
				if (!this.outcome.compareAndSet(null, response)) {
					response.close();
				}
				return response;
			}
			catch (Throwable ex) {
				this.outcome.compareAndSet(null, ex);
				throw ex;
			}
		}

		private void refuseChange(boolean changed, String what) {
			if (changed) {
				this.interferences.accept(Interference.CHANGES_REQUEST);
				throw new IllegalStateException(
						"Nothing was sent: " + INTERCEPTOR + "changed the " + what + ", but may only set headers");
			}
		}

		ClientHttpResponse end(@Nullable Throwable failure) throws IOException {
			if (!this.started.get()) {
				throw notSent(failure);
			}
			if (this.outcome.compareAndSet(null, ABANDONED)) {
				throw new WechatPayTransportException(
						"No response from WeChat Pay to %s: %sdid not wait for it; the outcome is unknown, send the same request with the same outRequestNo again to settle it"
							.formatted(CallDescription.of(this.request), INTERCEPTOR),
						null, true);
			}
			Object outcome = this.outcome.get();
			if (failure != null && failure != outcome) {
				this.interferences.accept(Interference.FAILS_AFTERWARDS);
				// its message may quote the response
				logger.warn("Ignored: " + INTERCEPTOR + "failed after the request was sent ("
						+ failure.getClass().getName() + ")");
			}
			if (outcome instanceof ClientHttpResponse response) {
				return response;
			}
			if (outcome instanceof IOException ex) {
				throw ex;
			}
			throw unchecked((Throwable) outcome);
		}

		private RuntimeException notSent(@Nullable Throwable failure) {
			this.interferences.accept((failure != null) ? Interference.FAILS : Interference.RESPONDS);
			if (failure == null) {
				return new IllegalStateException(
						"Nothing was sent: " + INTERCEPTOR + "responded itself, but only WeChat Pay is believed");
			}
			return unchecked(failure);
		}

		private static RuntimeException unchecked(@Nullable Throwable failure) {
			if (failure instanceof Error error) {
				throw error;
			}
			return (failure instanceof RuntimeException ex) ? ex
					: new IllegalStateException("Nothing was sent: " + INTERCEPTOR + "failed", failure);
		}

	}

}
